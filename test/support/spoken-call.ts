/**
 * Whole calls without waiting for audio: the real switchboard, reader, charts, words, calendar and
 * database; only the telephone plays everything the moment it arrives.
 */

import type { Definition } from '../../machines/policy/definition.ts';
import type { SpeakerDeps } from '../../server/conversation/speaker.ts';
import { createLines, type Lines } from '../../server/lines.ts';
import type { AfterStream } from '../../server/phone/call-desk.ts';
import { createSwitchboard } from '../../server/switchboard.ts';
import type { Calendar } from '../../services/calendar/calendar.ts';
import { createPostgresCalendar } from '../../services/calendar/postgres-calendar.ts';
import { type Clock, systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import type { PhoneLine } from '../../services/media/media.ts';
import { loadVoiceDetectors } from '../../services/media/voice-detectors.ts';
import type { Messages } from '../../services/messages/messages.ts';
import { createPostgresMessages } from '../../services/messages/postgres-messages.ts';
import { createRelayedSpeech } from '../../services/speech/relayed-speech.ts';
import { findCutOff } from '../../services/store/cut-off.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { Store } from '../../services/store/pool.ts';
import { createPostgresJournal } from '../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import type { UnderstandingMaker } from '../../services/understanding/understanding.ts';

const policies = new URL('../../policies', import.meta.url).pathname;
/** Friday, 2026-11-20, 15:00 in New York: every call of the tests begins then. */
const startMs = Date.UTC(2026, 10, 20, 20, 0);
/** Calls of all houses: two of them may share a database. */
let calls = 0;
const answerMsMax = 10_000;

export const clinicNumber = '+16145550142';

export interface HouseOptions {
  store: Store;
  /** What the calls live by; without it, time passes as it does. */
  clock?: Clock;
  /** What operations wrote instead of the shipped policies. */
  definitions?: Definition[];
  lines?: (real: Lines) => Lines;
  calendar?: (real: Calendar) => Calendar;
  messages?: (real: Messages) => Messages;
  understanding?: UnderstandingMaker;
  voice?: SpeakerDeps['voice'];
}

export interface SpokenCall {
  callId: string;
  /** What the agent said in answer, as one text. `meanwhile` happens while it is waited for. */
  says(text: string, meanwhile?: () => unknown): Promise<string>;
  /** What the agent said first. */
  greeting: string;
  presses(keys: string): Promise<string>;
  /** What the agent says of its own accord when `act` happens, e.g. time passing. */
  hears(act: () => unknown): Promise<string>;
  hangsUp(): Promise<void>;
  /** A person is being rung: they pick up, or do not. */
  dialEnds(status: string): Promise<string>;
  after(): AfterStream;
  entries(): readonly JournalEntry[];
  readonly outcome: string | undefined;
  readonly state: string | undefined;
  slots(): Record<string, unknown>;
}

export interface DialOptions {
  to?: string;
  from?: string;
  vouched?: boolean;
  /** What is different about the wire, e.g. that it fails. */
  wire?: Partial<PhoneLine>;
  /** False for a caller whose audio never comes. */
  connects?: boolean;
}

export interface House {
  dial(options?: DialOptions): Promise<SpokenCall>;
  calendar: Calendar;
  /** Everything that was journalled so far is in the database. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

function fromFriday(): Clock {
  const beganMs = systemClock.now();
  return { ...systemClock, now: () => startMs + systemClock.now() - beganMs };
}

const silence: SpeakerDeps['voice'] = async function* () {
  yield new Uint8Array(160).fill(0xff);
};

const isWaiting = /\.waiting\.(?:quietly|audibly)$/;

export async function openHouse(options: HouseOptions): Promise<House> {
  const clock = fromFriday();
  const { store } = options;
  const realLines = createLines(options.definitions ?? loadDefinitions(policies).definitions);
  const lines = options.lines?.(realLines) ?? realLines;
  const business = (id: string) => lines.byBusiness(id)?.definition.business;
  const realCalendar = createPostgresCalendar({ store, business, clock });
  const calendar = options.calendar?.(realCalendar) ?? realCalendar;
  const realMessages = createPostgresMessages({ store, clock });
  const journal = createPostgresJournal({ store, clock });
  const relayed = createRelayedSpeech();
  const reader = options.understanding ?? createLocalReader();
  const switchboard = createSwitchboard({
    lines,
    journal,
    calendar,
    messages: options.messages?.(realMessages) ?? realMessages,
    speechOf: () => relayed.maker,
    readerOf: () => reader,
    voiceOf: () => options.voice ?? silence,
    detectors: await loadVoiceDetectors(),
    clock: options.clock ?? clock,
    cutOff: (businessId, from) => findCutOff(store, businessId, from, clock.now()),
  });
  const journals: CallJournal[] = [];
  const dialled: string[] = [];

  async function dial(how: DialOptions = {}): Promise<SpokenCall> {
    calls += 1;
    const callId = `CA${process.pid}x${calls}`;
    const { to = clinicNumber, from = '+16145550177', vouched = true } = how;
    await switchboard.desk.arrive({ callId, from, to, vouched });
    const kept = switchboard.journalOf(callId);
    if (kept === undefined) throw new Error('the call was rejected');
    journals.push(kept);
    dialled.push(callId);
    let read = 0;

    /** Waits until the answer was heard or the call is over; tells what was said meanwhile. */
    function answer(act: () => unknown): Promise<string> {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const late = setTimeout(
        () => reject(new Error(`no answer; the call is in ${state()}`)),
        answerMsMax,
      );
      let answered = false;
      const stop = kept?.follow((entry) => {
        const heard = entry.kind === 'event' && entry.event.type === 'agent.was-heard';
        const away = entry.kind === 'effect-asked' && entry.request.effect === 'transfer';
        if (answered || (!heard && !away && entry.kind !== 'call-ended')) return;
        answered = true;
        // The chart may go on at once after what was heard.
        setTimeout(finish, 15);
      });
      function finish(): void {
        // In real time the world may take long enough for a "one moment", which is no answer yet.
        const over = kept?.entries().at(-1)?.kind === 'call-ended';
        if (options.clock === undefined && !over && isWaiting.test(state() ?? '')) {
          answered = false;
          return;
        }
        clearTimeout(late);
        stop?.();
        const news = kept?.entries().slice(read) ?? [];
        read = kept?.entries().length ?? 0;
        resolve(
          news
            .map((entry) => (entry.kind === 'said' ? entry.text : ''))
            .filter(Boolean)
            .join(' '),
        );
      }
      act();
      return promise;
    }

    const state = () =>
      kept
        .entries()
        .findLast((entry) => entry.kind === 'transition')
        ?.to.at(-1);
    let connected: ReturnType<typeof switchboard.desk.connect> = { refused: 'unknown-call' };
    const line: PhoneLine = {
      sendAudio() {},
      sendMark: (name) =>
        queueMicrotask(() => 'audio' in connected && connected.markReturned(name)),
      sendClear() {},
      close() {},
      ...how.wire,
    };
    const connect = () => {
      connected = switchboard.desk.connect(callId, line);
      if ('refused' in connected) throw new Error(connected.refused);
    };
    const greeting = how.connects === false ? '' : await answer(connect);
    return {
      callId,
      greeting,
      says: (text, meanwhile) =>
        answer(() => {
          relayed.relay(callId, { text, final: true, turnOver: true });
          meanwhile?.();
        }),
      hears: answer,
      presses: (keys) =>
        answer(() => {
          for (const key of keys) if ('audio' in connected) connected.key(key);
        }),
      async hangsUp() {
        if ('audio' in connected) connected.hungUp();
        // The carrier says so as well, whether or not the stream was still there.
        switchboard.desk.ended(callId);
        await kept.settled();
      },
      async dialEnds(status) {
        const after = switchboard.desk.dialEnded(callId, status);
        if (after.next === 'dial') return '';
        return answer(() => after.next === 'stream' && connect());
      },
      after: () => switchboard.desk.afterStream(callId),
      entries: () => kept.entries(),
      get outcome() {
        return kept.entries().find((entry) => entry.kind === 'call-ended')?.outcome;
      },
      get state() {
        return state();
      },
      slots() {
        const noted = kept.entries().findLast((entry) => entry.kind === 'slots')?.slots ?? {};
        return Object.fromEntries(Object.entries(noted).map(([name, { value }]) => [name, value]));
      },
    };
  }

  return {
    dial,
    calendar,
    async settled() {
      await Promise.all(journals.map((one) => one.settled()));
    },
    async close() {
      for (const callId of dialled) switchboard.desk.ended(callId);
      // A clock that stands still would let nobody out.
      if (options.clock === undefined) await switchboard.drain(0);
      await journal.close();
    },
  };
}
