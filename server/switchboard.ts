/** The calls of this process: each arrives, gets its pipeline, its line, and its end. */
import { Temporal } from 'temporal-polyfill';
import type { Remembered } from '../machines/call/context.ts';
import type { CallOutcome } from '../machines/events.ts';
import type { Definition } from '../machines/policy/definition.ts';
import type { Calendar } from '../services/calendar/calendar.ts';
import type { Clock } from '../services/clock.ts';
import type { VoiceDetectors } from '../services/media/voice-detectors.ts';
import type { Messages } from '../services/messages/messages.ts';
import type { SpeechMaker } from '../services/speech/speech.ts';
import type { CallJournal, Journal } from '../services/store/journal.ts';
import type { JournalEntry } from '../services/store/journal-entry.ts';
import { createDialTransfer } from '../services/transfer/dial-transfer.ts';
import { createWords } from '../services/words/template-words.ts';
import { createEffects } from './conversation/effects.ts';
import type { SpeakerDeps } from './conversation/speaker.ts';
import { createEachAfter } from './each-after.ts';
import type { Line, Lines } from './lines.ts';
import type { AfterStream, CallDesk, IncomingCall } from './phone/call-desk.ts';
import type { ReaderOf } from './readers.ts';
import { type RunningCall, startCall } from './start-call.ts';

export interface SwitchboardDeps {
  lines: Lines;
  journal: Journal;
  calendar: Calendar;
  messages: Messages;
  speechOf(definition: Definition): SpeechMaker;
  readerOf: ReaderOf;
  voiceOf(businessId: string): SpeakerDeps['voice'];
  detectors: VoiceDetectors;
  clock: Clock;
  /** Hears of everything that is journalled, as it happens. */
  noted?(businessId: string, entry: JournalEntry): void;
  /** What an earlier call of this number left unfinished a moment ago. */
  cutOff(businessId: string, from: string): Promise<Remembered | undefined>;
  /** Calls at once; the next one hears the busy tone. */
  callsMax?: number;
}

export interface Switchboard {
  desk: CallDesk;
  /** The journal of a call that runs, or ended a moment ago. */
  journalOf(callId: string): CallJournal | undefined;
  apology(callId: string): string;
  readonly calls: number;
  /** Takes no more calls; resolves when the last one is over, or ended after `msMax`. */
  drain(msMax: number): Promise<void>;
}

interface Seat {
  /** Absent when the call is over. */
  call?: RunningCall;
  /** Absent some time after the call is over: what it wrote is in the database. */
  journal?: CallJournal;
  line: Line;
  after: AfterStream;
}

/** How long an ended call is remembered, for what the carrier still asks about it. */
const rememberedMs = 10 * 60_000;
/** How long whoever watched a call may look at its end. */
const journalKeptMs = 60_000;
/** The phone rings a little longer for it, and no caller notices. */
const memoryMsMax = 300;
const phoneNumber = /^\+[1-9]\d{6,14}$/;

export function createSwitchboard(deps: SwitchboardDeps): Switchboard {
  const { clock, lines, journal, callsMax = 500 } = deps;
  const seats = new Map<string, Seat>();
  const transfer = createDialTransfer((callId) => seats.get(callId)?.call?.letGo());
  let draining = false;
  let drained = () => {};

  const forgetJournal = createEachAfter(clock, journalKeptMs, (seat: Seat) => {
    delete seat.journal;
  });
  const forget = createEachAfter(clock, rememberedMs, (callId: string) => seats.delete(callId));

  const running = () => [...seats.values()].filter(({ call }) => call !== undefined).length;

  function over(callId: string, _outcome: CallOutcome, unsaid: boolean): void {
    const seat = seats.get(callId);
    if (seat === undefined) return;
    seat.after = unsaid ? lastResort(seat) : { next: 'hang-up' };
    delete seat.call;
    forgetJournal(seat);
    forget(callId);
    if (draining && running() === 0) drained();
  }

  /** The chart is beyond help: the phone itself rings somebody, or at least apologises. */
  function lastResort({ line }: Seat): AfterStream {
    const { business, timing } = line.definition;
    const person = business.people[0];
    if (person === undefined) return { next: 'apologise' };
    return { next: 'dial', number: person.number, ringMs: timing['ring-max'] };
  }

  /** Only for a number the carrier vouches for; and an answer that is late is not waited for. */
  async function remembered(incoming: IncomingCall, line: Line): Promise<Remembered | undefined> {
    if (!incoming.vouched) return undefined;
    const late = Promise.withResolvers<undefined>();
    const cancel = clock.after(memoryMsMax, () => late.resolve(undefined));
    const { business } = line.definition;
    const asked = deps.cutOff(business.id, incoming.from).catch(() => undefined);
    const found = await Promise.race([asked, late.promise]);
    cancel();
    return found !== undefined && business.flows.includes(found.flow) ? found : undefined;
  }

  function start(
    incoming: IncomingCall,
    line: Line,
    locationId: string | undefined,
    unfinished: Remembered | undefined,
  ): void {
    const { callId, from, to, vouched, draft } = incoming;
    const { definition, chart } = line;
    const { business } = definition;
    const localNow = () =>
      Temporal.Instant.fromEpochMilliseconds(clock.now())
        .toZonedDateTimeISO(business.timeZone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' });
    const callJournal = journal.open({ businessId: business.id, callId });
    callJournal.follow((entry) => deps.noted?.(business.id, entry));
    callJournal.note({
      kind: 'call-started',
      from,
      to,
      vouched,
      business: business.id,
      businessName: business.name,
      ...(locationId ? { location: locationId } : {}),
      version: definition.version,
      ...(draft === undefined ? {} : { draft: true }),
    });
    const caller = { phone: phoneNumber.test(from) ? from : '', vouched };
    const call = startCall({
      definition,
      chart,
      input: {
        callId,
        caller,
        mode: 'new',
        ...(unfinished ? { remembered: unfinished } : {}),
        ...(locationId ? { locationId } : {}),
        slots: {
          ...(caller.phone !== '' ? { phone: caller.phone } : {}),
          ...(locationId ? { location: locationId } : {}),
        },
      },
      vocabulary: line.vocabulary(locationId),
      words: createWords({ definition, now: localNow, ...(locationId ? { locationId } : {}) }),
      voice: deps.voiceOf(business.id),
      speech: deps.speechOf(definition),
      understanding: deps.readerOf(definition),
      detectors: deps.detectors,
      journal: callJournal,
      clock,
      localNow,
      runEffect: createEffects({
        callId,
        caller,
        locationId,
        definition,
        calendar: deps.calendar,
        messages: deps.messages,
        transfer: transfer.maker,
        journal: callJournal,
        localNow,
      }),
      over: (outcome, unsaid) => over(callId, outcome, unsaid),
    });
    seats.set(callId, { call, journal: callJournal, line, after: { next: 'hang-up' } });
  }

  /** A draft is reached at its business's numbers, in place of what is in force there. */
  function lineFor({ to, draft }: IncomingCall): ReturnType<Lines['at']> {
    const found = lines.at(to);
    if (draft === undefined) return found;
    const line = lines.byVersion(draft);
    if (line === undefined) return undefined;
    const { id, numbers } = line.definition.business;
    const at = numbers.find((entry) => 'number' in entry && entry.number === to);
    if (at === undefined && found?.line.definition.business.id !== id) return undefined;
    return { line, ...(at && 'at' in at && at.at ? { locationId: at.at } : {}) };
  }

  const desk: CallDesk = {
    async arrive(incoming) {
      const found = lineFor(incoming);
      if (draining || found === undefined || running() >= callsMax) return 'reject';
      const { line, locationId } = found;
      const unfinished = await remembered(incoming, line);
      if (!seats.has(incoming.callId)) start(incoming, line, locationId, unfinished);
      return 'answer';
    },
    connect(callId, phoneLine) {
      const seat = seats.get(callId);
      if (seat?.call === undefined) return { refused: 'unknown-call' };
      if (seat.call.connected) return { refused: 'already-connected' };
      return seat.call.connect(phoneLine);
    },
    afterStream(callId) {
      const seat = seats.get(callId);
      if (seat === undefined) return { next: 'apologise' };
      const dial = transfer.pending(callId);
      if (dial !== undefined) return { next: 'dial', ...dial };
      return seat.after;
    },
    dialAnswered: (callId) => transfer.answered(callId),
    dialEnded(callId, status) {
      const then = transfer.ended(callId, status);
      if (typeof then === 'object') return { next: 'dial', ...then };
      const waiting = seats.get(callId)?.call !== undefined;
      return then === 'back' && waiting ? { next: 'stream' } : { next: 'hang-up' };
    },
    ended: (callId) => seats.get(callId)?.call?.hangUp(),
  };

  return {
    desk,
    journalOf: (callId) => seats.get(callId)?.journal,
    apology: (callId) => {
      const words = seats.get(callId)?.line.definition.words.apology;
      return (Array.isArray(words) ? words[0] : words) ?? 'I am sorry, something went wrong.';
    },
    get calls() {
      return running();
    },
    async drain(msMax) {
      draining = true;
      if (running() === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      drained = resolve;
      const cancel = clock.after(msMax, () => {
        for (const { call } of seats.values()) call?.hangUp();
        resolve();
      });
      await promise;
      cancel();
    },
  };
}
