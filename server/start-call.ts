/** One call's whole pipeline on one page: who is built from what, and which way a sentence goes. */
import type { AnyStateMachine } from 'xstate';
import type { CallChart } from '../machines/call/build-call-chart.ts';
import type { CallInput } from '../machines/call/context.ts';
import { expectationOf } from '../machines/call/expectation.ts';
import { likelySentences } from '../machines/call/look-ahead.ts';
import type { CallEvent, CallOutcome } from '../machines/events.ts';
import type { Definition } from '../machines/policy/definition.ts';
import type { RunEffect } from '../machines/ports.ts';
import type { Clock } from '../services/clock.ts';
import type { Media, MediaListener, PhoneLine } from '../services/media/media.ts';
import { createTelephoneMedia } from '../services/media/telephone-media.ts';
import type { VoiceDetectors } from '../services/media/voice-detectors.ts';
import { keyTermsOf } from '../services/speech/key-terms.ts';
import type { Listening, SpeechListener, SpeechMaker } from '../services/speech/speech.ts';
import type { CallJournal } from '../services/store/journal.ts';
import { labelTask } from '../services/understanding/heard-reader.ts';
import type { UnderstandingMaker } from '../services/understanding/understanding.ts';
import type { Vocabulary } from '../services/understanding/vocabulary.ts';
import type { Words } from '../services/words/words.ts';
import type { Say } from './conversation/answer-plan.ts';
import { type CallActor, startCallActor } from './conversation/call-actor.ts';
import { createHearing } from './conversation/hearing.ts';
import { createHeldEvents } from './conversation/held-events.ts';
import { createKeypad } from './conversation/keypad.ts';
import { noteSlots } from './conversation/note-slots.ts';
import { createSpeaker, type SpeakerDeps } from './conversation/speaker.ts';
import type { ConnectedCall } from './phone/call-desk.ts';

/** After this the answer's own audio is on its way, and what may come next has the voice. */
const lookAheadMs = 150;

export interface CallDeps {
  definition: Definition;
  chart: CallChart;
  input: CallInput;
  vocabulary: Vocabulary;
  words: Words;
  voice: SpeakerDeps['voice'];
  speech: SpeechMaker;
  understanding: UnderstandingMaker;
  detectors: VoiceDetectors;
  runEffect: RunEffect;
  journal: CallJournal;
  clock: Clock;
  localNow(): string;
  /** The call is over; `unsaid` when the caller must still hear an apology. */
  over(outcome: CallOutcome, unsaid: boolean): void;
}

export interface RunningCall {
  connect(line: PhoneLine): ConnectedCall;
  /** Lets the line go without ending the call: a person is being rung. */
  letGo(): void;
  hangUp(): void;
  readonly connected: boolean;
}

export function startCall(deps: CallDeps): RunningCall {
  const { definition, clock, journal } = deps;
  let actor: CallActor;
  let line: PhoneLine | null = null;
  let media: Media | null = null;
  let listening: Listening | null = null;
  let crashes = 0;
  let opened = false;
  let cancelAhead = () => {};
  let over = false;

  const expectation = () => expectationOf(actor.snapshot() as never, definition);

  const switched = (stage: 'speech' | 'voice') => (from: string, to: string, why: string) =>
    journal.note({ kind: 'maker-switched', stage, from, to, why });

  // The agent's mouth.
  const speaker = createSpeaker({
    callId: deps.input.callId,
    words: deps.words,
    voice: (text, how, signal) => deps.voice(text, { ...how, switched: switched('voice') }, signal),
    clock,
    journal,
    state: () => actor.state,
    speaking: (interruptible) =>
      hearing.floor({ type: 'agent.started', interruptible, atMs: clock.now() }),
    interruptible: () => hearing.floor({ type: 'agent.interruptible', atMs: clock.now() }),
    quiet: () => hearing.floor({ type: 'agent.quiet', atMs: clock.now() }),
    allHeard: () => send([{ type: 'agent.was-heard' }], ''),
  });

  // The agent's ear.
  const hearing = createHearing({
    definition,
    vocabulary: deps.vocabulary,
    understanding: deps.understanding,
    clock,
    journal,
    expectation,
    questionHeard: () => speaker.questionHeard(),
    questionBegun: () => speaker.questionBegun(),
    lastText: () => speaker.lastText(),
    localNow: deps.localNow,
    interrupt: () => speaker.interrupt(),
    resume: () => speaker.resume(),
    sayingNow: () => speaker.sayingNow(),
    turnTaken: () => listening?.turnTaken?.(),
    labelsOf: (text) => listening?.labelsOf?.(text),
    understood: (events, state) => send(events, state),
    turnEnded: (endedAtMs, parts) => speaker.turnEnded(endedAtMs, parts),
    failed: broke,
  });
  const keypad = createKeypad({
    clock,
    expectation,
    questionHeard: () => speaker.questionHeard(),
    event: (event) => send([event], ''),
    digits: (digits) => hearing.read(digits),
  });

  // The one who decides.
  const held = createHeldEvents({
    send: (event) => actor.send(event),
    state: () => actor.state,
    busy: () => actor.busy,
  });
  actor = startActor(deps.input);
  listening = listen();

  function startActor(input: CallInput): CallActor {
    return startCallActor({
      chart: deps.chart,
      input,
      clock,
      journal,
      runEffect: deps.runEffect,
      command(command) {
        if (command.type === 'wait-for-caller') hearing.floor({ type: 'chart.waits' });
        else if (command.type === 'say') speaker.command(asMarked(command));
        else speaker.command(command);
      },
      settled: () => queueMicrotask(() => guard('settled', settled)),
      ended: (outcome, context) => {
        const booking = context.written;
        end(outcome, booking === null ? {} : { booking }, false);
      },
      crashed,
    });
  }

  /** Operations may mark more sentences than the charts do. */
  function asMarked(say: Say): Say {
    const marked = definition.repair['must-be-heard'].includes(say.sentence);
    return marked ? { ...say, interruptible: false } : say;
  }

  /** The chart rests: say what it wanted said, tell everybody what it expects now. */
  function settled(): void {
    if (over) return;
    speaker.flush();
    if (!actor.busy && held.drain()) return;
    if (!actor.busy) speaker.answered();
    const expecting = expectation();
    journal.note({ kind: 'expecting', expectation: expecting });
    listening?.expect(expecting);
    hearing.floor({
      type: 'chart.expects',
      expectation: expecting,
      silence: actor.countsSilence,
    });
    noteSlots(actor.snapshot().context as never, deps.words, journal);
    cancelAhead();
    cancelAhead = clock.after(lookAheadMs, lookAhead);
  }

  /** While the caller listens and thinks, the likely next sentences are made. */
  function lookAhead(): void {
    const chart = deps.chart as unknown as AnyStateMachine;
    try {
      speaker.fetchAhead(likelySentences(chart, actor.snapshot() as never, expectation()));
    } catch (error) {
      // Nothing was promised to anybody: the sentence is made when it is said.
      journal.note({ kind: 'error', where: 'look-ahead', message: messageOf(error) });
    }
  }

  function send(events: CallEvent[], state: string): void {
    guard('chart', () => held.send(events, state));
  }

  function end(outcome: CallOutcome, extra: object, unsaid: boolean): void {
    if (over) return;
    over = true;
    journal.note({ kind: 'call-ended', outcome, ...extra });
    cancelAhead();
    hearing.stop();
    keypad.stop();
    speaker.stop();
    disconnect();
    deps.over(outcome, unsaid);
  }

  function disconnect(): void {
    listening?.close();
    media?.close();
    line?.close();
    listening = media = line = null;
    speaker.attach(null);
  }

  /** A bug of ours: the chart's own last resort first; when even that breaks, the phone's. */
  function crashed(error: unknown, context: CallInput['slots'] | unknown): void {
    journal.note({ kind: 'error', where: 'chart', message: messageOf(error) });
    crashes += 1;
    if (crashes > 1 || over) {
      end('failed', {}, true);
      return;
    }
    const slots = (context as { slots?: CallInput['slots'] } | null)?.slots;
    actor = startActor({ ...deps.input, mode: 'failing', ...(slots ? { slots } : {}) });
    if (line !== null) send([{ type: 'line.opened' }], '');
  }

  function broke(where: string, error: unknown): void {
    journal.note({ kind: 'error', where, message: messageOf(error) });
    crashes += 1;
    if (crashes > 1) end('failed', {}, true);
    else send([{ type: 'line.broke', why: where }], '');
  }

  function guard(where: string, run: () => void): void {
    if (over) return;
    try {
      run();
    } catch (error) {
      broke(where, error);
    }
  }

  /** Opened while the phone still rings, so that no word waits for a connection. */
  function listen(): Listening {
    const hears: SpeechListener = {
      words(words) {
        journal.note({
          kind: 'caller-words',
          text: words.text,
          final: words.final,
          ...(words.nbest ? { nbest: words.nbest } : {}),
        });
        hearing.floor({ type: 'caller.words', ...words, atMs: clock.now() });
      },
      failed: (error) => broke('speech', error),
      behind: (due) => hearing.floor({ type: 'words.due', due, atMs: clock.now() }),
      switched: switched('speech'),
    };
    const { vocabulary } = deps;
    return deps.speech.listen(
      deps.input.callId,
      hears,
      (expecting) => keyTermsOf(vocabulary, expecting),
      (expecting) => {
        const asked = speaker.lastText();
        const about = { expectation: expecting, vocabulary, ...(asked ? { asked } : {}) };
        return labelTask(about, definition.understanding);
      },
    );
  }

  const heard: MediaListener = {
    activity(speaking, atMs) {
      journal.note({ kind: 'caller-speaking', speaking });
      hearing.floor(
        speaking
          ? { type: 'caller.started', atMs, knownAtMs: clock.now() }
          : { type: 'caller.stopped', atMs, knownAtMs: clock.now() },
      );
    },
    voiced: (atMs) => hearing.floor({ type: 'caller.voiced', atMs }),
    frame: (mulaw) => listening?.push(mulaw),
    started: (utterance, atMs, way) => speaker.started(utterance, atMs, way),
    pieceHeard: (utterance, piece) => guard('speaker', () => speaker.pieceHeard(utterance, piece)),
    quiet: () => guard('speaker', () => speaker.drained()),
    cut: (utterance, piece, heardMs) =>
      guard('speaker', () => speaker.cut(utterance, piece, heardMs)),
    oddity: (what, count) => journal.note({ kind: 'line-oddity', what, count }),
  };

  return {
    get connected() {
      return line !== null;
    },
    connect(next) {
      line = next;
      const { detectors } = deps;
      const failed = (error: unknown) => broke('media', error);
      media?.close();
      const own = createTelephoneMedia({ line, listener: heard, clock, detectors, failed });
      media = own;
      listening ??= listen();
      speaker.attach(media);
      // A caller who comes back after ringing somebody in vain is in the middle of the call.
      if (!opened) send([{ type: 'line.opened' }], '');
      opened = true;
      const ofThis = <Args extends unknown[]>(where: string, run: (...args: Args) => void) => {
        return (...args: Args) => {
          if (line === next) guard(where, () => run(...args));
        };
      };
      return {
        // Fifty times a second. Of a line that was let go, it takes nothing any more.
        audio: own.receive,
        markReturned: ofThis('media', (name: string) => media?.markReturned(name)),
        key: ofThis('keypad', (digit: string) => {
          journal.note({ kind: 'key-pressed', key: digit });
          if (media?.playing) speaker.interrupt();
          keypad.press(digit);
        }),
        hungUp: ofThis('phone', () => {
          line = null;
          disconnect();
          actor.send({ type: 'caller.hung-up' });
        }),
        oddity: (what: string) => journal.note({ kind: 'line-oddity', what, count: 1 }),
      };
    },
    letGo: disconnect,
    hangUp: () => guard('phone', () => actor.send({ type: 'caller.hung-up' })),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
