/** The agent's mouth: the chart's sentences become pieces of audio; what was heard comes back. */
import type { LikelySentence } from '../../machines/call/look-ahead.ts';
import type { CallCommand } from '../../machines/events.ts';
import type { Saying } from '../../machines/turn/echo.ts';
import type { Clock } from '../../services/clock.ts';
import type { Media, WayOut } from '../../services/media/media.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import { slowerShare, slowerSpeech } from '../../services/voice/slower-speech.ts';
import type { VoiceListener } from '../../services/voice/voice-with-fallback.ts';
import type { Words } from '../../services/words/words.ts';
import { createAnswerPlan, type Say } from './answer-plan.ts';
import { createFetchedAhead } from './fetched-ahead.ts';
import { createGap } from './gap.ts';
import {
  heardText,
  sayingOf,
  textOf,
  type Utterance,
  valuesHeard,
  whollyHeard,
} from './utterances.ts';

export interface SpeakerDeps {
  callId: string;
  words: Words;
  /** Speaks a piece; a fixed one is kept for every later call. */
  voice: (
    text: string,
    how: { keep: boolean; slower: boolean } & VoiceListener,
    signal: AbortSignal,
  ) => AsyncIterable<Uint8Array>;
  clock: Clock;
  journal: CallJournal;
  /** The chart's state now, for the journal. */
  state(): string;
  /** Something is about to be said; whether the caller may talk over it. */
  speaking(interruptible: boolean): void;
  /** What had to be heard was heard; the rest may be interrupted. */
  interruptible(): void;
  /** Everything said was heard. */
  allHeard(): void;
  /** Nothing is being said any more, heard or cut. */
  quiet(): void;
}

export interface Speaker {
  command(command: CallCommand): void;
  /** Says what was collected since the last flush. */
  flush(): void;
  /** The line is there (or gone, with null). */
  attach(media: Media | null): void;
  /** The caller's turn ended then, and is understood now: the next word said closes the gap. */
  turnEnded(endedAtMs: number, parts: Record<string, number>): void;
  /** Nothing more is said to that turn: a turn without an answer has no gap. */
  answered(): void;
  interrupt(): void;
  /** The interruption was none: what was not heard is said again. */
  resume(): void;
  /** What is being said now, and what was until a moment ago. */
  sayingNow(): Saying[];
  /** Makes the audio of sentences that are likely to come next. */
  fetchAhead(likely: readonly LikelySentence[]): void;
  /** Whether the values of the open question were heard. */
  questionHeard(): boolean;
  /** Whether the open question has begun to sound: before that, nothing answers it. */
  questionBegun(): boolean;
  /** The sentence said last, for reading the answer to it. */
  lastText(): string | undefined;
  readonly idle: boolean;
  // From the media:
  started(utterance: string, atMs: number, way: WayOut): void;
  pieceHeard(utterance: string, piece: number): void;
  cut(utterance: string, piece: number, heardMs: number): void;
  drained(): void;
  stop(): void;
}

/** An echo's words come this much later than our own at most: the way back, and the recogniser. */
const echoMsMax = 1_500;
/** Utterances waiting for a line that is away; the oldest is dropped beyond it. */
const waitingMax = 20;

export function createSpeaker(deps: SpeakerDeps): Speaker {
  const { journal, clock } = deps;
  const plan = createAnswerPlan(deps.words);
  const ahead = createFetchedAhead(deps.voice);
  let media: Media | null = null;
  let waiting: Utterance[] = [];
  /** Said and not yet known to be wholly heard, in order. */
  let current: Utterance[] = [];
  let unheard: Utterance[] = [];
  let justSaid: { utterance: Utterance; untilMs: number }[] = [];
  let openUtterance: Utterance | null = null;
  let questionAtMs = Number.POSITIVE_INFINITY;
  let slower = false;
  let count = 0;
  let speech = new AbortController();
  const gap = createGap(clock, (ms, parts) => journal.note({ kind: 'gap', ms, parts }));

  function play(utterance: Utterance, from = 0): void {
    if (media === null) {
      waiting = [...waiting, utterance].slice(-waitingMax);
      return;
    }
    current.push(utterance);
    utterance.pieces.forEach((piece, index) => {
      if (index < from) return;
      const share = slower ? slowerShare : 1;
      const takeBack = () => (media?.takeBack(utterance.id, index) ?? 0) * share;
      const how = { keep: piece.fixed, slower, takeBack };
      const audio = ahead.voice(piece.text, how, speech.signal);
      const last = index === utterance.pieces.length - 1;
      const paced = slower ? slowerSpeech(audio) : audio;
      media?.play({ utterance: utterance.id, piece: index, last, audio: paced });
    });
  }

  function utter(say: Say): Utterance {
    count += 1;
    const id = `u${count}`;
    const { sentence, values, attempt } = say;
    const pieces = deps.words.say({ sentence, values, attempt });
    const utterance: Utterance = { id, say, pieces, heard: new Set(), state: deps.state() };
    const text = textOf(pieces);
    journal.note({ kind: 'said', utterance: id, sentence, text, state: utterance.state });
    return utterance;
  }

  function sayAll(says: Say[]): void {
    if (says.length === 0) return;
    gap.said();
    const utterances = says.map(utter);
    deps.speaking(says.every(({ interruptible }) => interruptible) && allInterruptible());
    for (const utterance of utterances) {
      if (utterance.say.role === 'question') {
        openUtterance = utterance;
        questionAtMs = Number.POSITIVE_INFINITY;
      }
      play(utterance);
    }
  }

  function wasSaid(utterances: Utterance[]): void {
    const untilMs = clock.now();
    justSaid.push(...utterances.map((utterance) => ({ utterance, untilMs })));
  }

  const allInterruptible = () => current.every(({ say }) => say.interruptible);

  function find(id: string): Utterance | undefined {
    return current.find((utterance) => utterance.id === id);
  }

  return {
    command(command) {
      plan.command(command);
      if (command.type === 'withdraw-question') openUtterance = null;
      if (command.type === 'speak-slower') slower = true;
    },
    flush() {
      const says = plan.take();
      if (says.length === 0) return;
      unheard = [];
      sayAll(says);
    },
    attach(next) {
      media = next;
      if (media === null) return;
      const due = waiting;
      waiting = [];
      for (const utterance of due) play(utterance);
    },
    turnEnded(endedAtMs, parts) {
      // Whoever still hears the agent waits for nothing.
      if (current.length === 0) gap.open(endedAtMs, parts);
    },
    answered: gap.answered,
    interrupt() {
      const playing = current.at(0);
      if (playing !== undefined) journal.note({ kind: 'interrupted', utterance: playing.id });
      speech.abort();
      speech = new AbortController();
      media?.clear();
    },
    resume() {
      const rest = unheard;
      unheard = [];
      if (rest.length === 0) return;
      deps.speaking(true);
      for (const utterance of rest) {
        const from = utterance.pieces.findIndex((_, index) => !utterance.heard.has(index));
        play(utterance, Math.max(from, 0));
      }
    },
    sayingNow() {
      const sinceMs = clock.now() - echoMsMax;
      justSaid = justSaid.filter(({ untilMs }) => untilMs >= sinceMs);
      return [...justSaid.map(({ utterance }) => utterance), ...current].map(sayingOf);
    },
    fetchAhead(likely) {
      for (const { sentence, values, attempt, guessed } of likely) {
        const pieces = deps.words.say({ sentence, values, attempt });
        ahead.fetch(
          pieces.filter(({ carries }) => !carries.some((name) => guessed.includes(name))),
        );
      }
    },
    questionHeard: () => openUtterance === null || valuesHeard(openUtterance),
    questionBegun: () => openUtterance === null || questionAtMs <= clock.now(),
    lastText: () => {
      const last = plan.last.at(-1);
      return last === undefined ? undefined : textOf(deps.words.say(last));
    },
    get idle() {
      return current.length === 0 && waiting.length === 0;
    },
    started(utterance, atMs, way) {
      if (utterance === openUtterance?.id) questionAtMs = atMs;
      gap.close(atMs, way);
    },
    pieceHeard(id, piece) {
      const utterance = find(id);
      if (utterance === undefined) return;
      utterance.heard.add(piece);
      if (!whollyHeard(utterance)) return;
      const text = textOf(utterance.pieces);
      journal.note({ kind: 'heard', utterance: id, text, complete: true });
      current = current.filter((other) => other !== utterance);
      wasSaid([utterance]);
      if (!utterance.say.interruptible && allInterruptible()) deps.interruptible();
    },
    cut(id, piece, heardMs) {
      const utterance = find(id);
      if (utterance !== undefined) {
        const text = heardText(utterance, piece, heardMs);
        journal.note({ kind: 'heard', utterance: id, text, complete: false });
      }
      // Sent ahead and thrown away: it never sounded.
      if (questionAtMs > clock.now()) questionAtMs = Number.POSITIVE_INFINITY;
      unheard = current;
      wasSaid(current);
      current = [];
      deps.quiet();
    },
    drained() {
      current = [];
      deps.quiet();
      deps.allHeard();
    },
    stop() {
      speech.abort();
      ahead.stop();
      media = null;
      waiting = [];
    },
  };
}
