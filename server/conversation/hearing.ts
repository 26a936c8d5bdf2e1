/** The agent's ear: activity and words become turns, turns become commands, commands events. */
import { createActor } from 'xstate';
import { eventsOf } from '../../machines/call/events-of.ts';
import type { CallEvent } from '../../machines/events.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { answerSoFar } from '../../machines/turn/answer-so-far.ts';
import { turnChart } from '../../machines/turn/build-turn-chart.ts';
import { echoOf, ownBeginning, type Saying } from '../../machines/turn/echo.ts';
import type { TurnContext, TurnDecision, TurnEvent } from '../../machines/turn/turn-types.ts';
import type { Expectation, Understood } from '../../machines/vocabulary.ts';
import type { Clock } from '../../services/clock.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import type { UnderstandingMaker } from '../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';
import { type CallersWords, createWhoseWords } from './whose-words.ts';
import { xstateClock } from './xstate-clock.ts';

export interface HearingDeps {
  definition: Definition;
  vocabulary: Vocabulary;
  understanding: UnderstandingMaker;
  clock: Clock;
  journal: CallJournal;
  expectation(): Expectation;
  questionHeard(): boolean;
  /** Whether the open question has begun to sound. */
  questionBegun(): boolean;
  lastText(): string | undefined;
  /** Local time of the business. */
  localNow(): string;
  interrupt(): void;
  resume(): void;
  /** What the agent is saying at this moment or has just said, to know its echo. */
  sayingNow(): readonly Saying[];
  /** The words so far are a turn: the recogniser need not tell them again. */
  turnTaken(): void;
  /** How whoever heard these words has labelled them, if it has. */
  labelsOf?(text: string): Promise<string> | undefined;
  /** One turn's events, understood in the state `state`. */
  understood(events: CallEvent[], state: string): void;
  /** The turn ended then; `parts` is where the time went. */
  turnEnded(endedAtMs: number, parts: Record<string, number>): void;
  failed(where: string, error: unknown): void;
}

export interface Hearing {
  floor(event: TurnEvent): void;
  /** Reads words that did not come from the floor, e.g. typed digits. */
  read(text: string): void;
  stop(): void;
}

/**
 * Words that stood still this long are worth understanding before the turn is over. While the voice
 * goes on, more of them are on their way, and reading them may cost a model's time: longer then. When
 * it has stopped: at once.
 */
const stableMs = { unknown: 100, speaking: 300, silent: 0 };
/** A reading that takes longer than this is not waited for: the caller is asked again. */
const readingMsMax = 2_000;

export function createHearing(deps: HearingDeps): Hearing {
  const { clock, journal, definition } = deps;
  const turn = createActor(turnChart, {
    input: { timing: definition.timing },
    clock: xstateClock(clock),
  } as never);
  let reading = new AbortController();
  let stopped = false;
  let ahead: { key: string; reading: Promise<Understood> } | null = null;
  let cancelStable = () => {};
  let voice: keyof typeof stableMs = 'unknown';
  /** The beginning of the open piece that was our own voice. */
  let echoed = '';
  const keyOf = (text: string, { state }: Expectation) => `${state}\n${text}`;
  const whose = createWhoseWords({
    belowDb: definition.timing['others-below-db'],
    expectation: deps.expectation,
    understand: (text) => read(text, [], new AbortController().signal),
    journal,
    take: takeWords,
    failed: (error) => deps.failed('understanding', error),
  });

  function understand(text: string, nbest: string[]): Promise<Understood> {
    reading.abort();
    reading = new AbortController();
    return read(text, nbest, reading.signal);
  }

  async function read(text: string, nbest: string[], signal: AbortSignal): Promise<Understood> {
    const expectation = deps.expectation();
    const asked = deps.lastText();
    const labelled = deps.labelsOf?.(text);
    const late = Promise.withResolvers<Understood>();
    const cancel = clock.after(readingMsMax, () =>
      late.resolve({
        commands: [{ command: 'unclear', value: 'late' }],
        signals: {},
        confidence: 0,
      }),
    );
    try {
      const answer = deps.understanding.understand(
        {
          text,
          nbest,
          expectation,
          ...(asked === undefined ? {} : { asked }),
          now: deps.localNow(),
          timeZone: definition.business.timeZone,
          choices: expectation.choices,
          vocabulary: deps.vocabulary,
          ...(labelled === undefined ? {} : { labelled }),
        },
        signal,
      );
      return await Promise.race([answer, late.promise]);
    } finally {
      cancel();
    }
  }

  /** Understands words that stand still; it labels, and never speaks or acts. */
  function speculate(): void {
    cancelStable();
    const { closed, open } = turn.getSnapshot().context as TurnContext;
    const text = [closed, open].filter((part) => part !== '').join(' ');
    if (text === '') return;
    cancelStable = clock.after(stableMs[voice], () => {
      const expectation = deps.expectation();
      const key = keyOf(text, expectation);
      if (ahead?.key === key) return;
      const reading = understand(text, []);
      ahead = { key, reading };
      reading.then(
        (understood) => {
          if (stopped || ahead?.key !== key) return;
          const answer = answerSoFar(understood, expectation);
          if (answer === 'open') return;
          turn.send({ type: 'words.understood', text, answer, atMs: clock.now() });
        },
        // It is read again, aloud, when the turn is over.
        () => {
          if (ahead?.key === key) ahead = null;
        },
      );
    });
  }

  /** The reading made ahead, when the turn ended with just those words in that state. */
  function readTurn(text: string, nbest: string[], expectation: Expectation): Promise<Understood> {
    const made = ahead?.key === keyOf(text, expectation) ? ahead.reading : null;
    ahead = null;
    cancelStable();
    // Other readings by the recogniser came only now, and so did a listener's labels.
    const more = nbest.length > 0 || deps.labelsOf?.(text) !== undefined;
    return made === null || more ? understand(text, nbest) : made;
  }

  async function hear(over: Extract<TurnDecision, { type: 'turn.over' }>): Promise<void> {
    const decidedAtMs = clock.now();
    const expectation = deps.expectation();
    const questionHeard = deps.questionHeard();
    const understood = await readTurn(over.text, over.nbest, expectation);
    if (stopped) return;
    const tookMs = clock.now() - decidedAtMs;
    const { state } = expectation;
    const { by, ...reading } = understood;
    const maker = by ?? deps.understanding.name;
    journal.note({ kind: 'understood', text: over.text, state, maker, reading, tookMs });
    deps.turnEnded(over.endedAtMs, {
      patience: Math.max(0, decidedAtMs - over.endedAtMs),
      understanding: tookMs,
    });
    const situation = { text: over.text, expectation, questionHeard, repair: definition.repair };
    deps.understood(eventsOf(understood, situation), state);
  }

  function decided(decision: TurnDecision): void {
    switch (decision.type) {
      case 'turn.over':
        hear(decision).catch((error) => deps.failed('understanding', error));
        break;
      case 'turn.interrupts':
        deps.interrupt();
        break;
      case 'turn.resumes':
        deps.resume();
        break;
      case 'turn.silent':
        deps.understood([{ type: 'caller.was-silent', nth: decision.nth }], '');
        break;
    }
  }

  /** Our own words come back are no words of the caller's; what may be an echo is waited for. */
  function callersOwn(event: CallersWords): CallersWords | undefined {
    const { text, final, atMs } = event;
    const { echoes } = turn.getSnapshot().context as TurnContext;
    const sayings = deps.sayingNow();
    const echo = echoOf(text, sayings, echoes);
    // The piece goes on with these words, when we have long ceased to say them.
    if (echo === 'surely') echoed = text;
    else if (echoed === '' || !text.startsWith(echoed))
      echoed = ownBeginning(text, sayings, echoes);
    const begun = echoed;
    if (final) echoed = '';
    if (echo === 'surely') {
      journal.note({ kind: 'line-oddity', what: 'echo', count: 1 });
      turn.send({ type: 'caller.echoed', atMs });
    }
    if (echo === 'surely' || (echo === 'perhaps' && !final)) return undefined;
    if (begun === '') return event;
    const { nbest: _ofBoth, levels: _ofAll, ...words } = event;
    return { ...words, text: text.slice(begun.length).trim() };
  }

  function takeWords(words: CallersWords): void {
    turn.send({ ...words, asked: deps.questionBegun() });
    if (!words.turnOver) speculate();
  }

  turn.on(
    '*' as never,
    ((decision: TurnDecision) => {
      if (decision.type === 'turn.over') {
        whose.turnOver();
        deps.turnTaken();
      }
      decided(decision);
    }) as never,
  );
  turn.subscribe({ error: (error) => deps.failed('turn', error) });
  turn.start();

  return {
    floor(event) {
      if (stopped) return;
      if (event.type === 'caller.words') {
        const words = callersOwn(event);
        if (words !== undefined) whose.hear(words);
        return;
      }
      if (event.type === 'caller.started') voice = 'speaking';
      if (event.type === 'caller.stopped') voice = 'silent';
      turn.send(event);
      if (event.type === 'caller.stopped') speculate();
    },
    read(text) {
      const atMs = clock.now();
      decided({
        type: 'turn.over',
        text,
        nbest: [],
        confidence: 1,
        endedAtMs: atMs,
        overAgent: false,
      });
    },
    stop() {
      stopped = true;
      whose.stop();
      cancelStable();
      reading.abort();
      turn.stop();
    },
  };
}
