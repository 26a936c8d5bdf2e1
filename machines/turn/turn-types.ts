/** What the floor knows and what it decides: who is speaking, who has finished, who interrupts. */
import type { Timing } from '../policy/definition.ts';
import type { Expectation } from '../vocabulary.ts';
import type { AnswerSoFar } from './answer-so-far.ts';

/** Events of the floor. All times are the clock's, in ms. */
export type TurnEvent =
  /** Voice activity on the caller's side: `atMs` is the change itself, `knownAtMs` when it was sure. */
  | { type: 'caller.started'; atMs: number; knownAtMs?: number }
  | { type: 'caller.stopped'; atMs: number; knownAtMs?: number }
  /** What started is a voice for certain, and no cough. */
  | { type: 'caller.voiced'; atMs: number }
  /** Words heard; `text` is the whole of what the recogniser has of this piece. */
  | {
      type: 'caller.words';
      text: string;
      final: boolean;
      turnOver: boolean;
      /** False when `turnOver` is only the recogniser's belief, drawn from silence. */
      sure?: boolean;
      /** False before the open question was heard begun: nothing can be an answer to it yet. */
      asked?: boolean;
      nbest?: string[];
      confidence?: number;
      /** How loud each word was, where the recogniser tells when it was said. */
      levels?: number[];
      atMs: number;
    }
  /** Words were heard that are only our own, come back from a speakerphone. */
  | { type: 'caller.echoed'; atMs: number }
  /** The words so far, as text, were understood: how much of an answer they are. */
  | { type: 'words.understood'; text: string; answer: AnswerSoFar; atMs: number }
  /** The first audio of something went out; `interruptible` holds for what is being said now. */
  | { type: 'agent.started'; interruptible: boolean; atMs: number }
  /** What must be heard to its end was heard; the caller may interrupt from now on. */
  | { type: 'agent.interruptible'; atMs: number }
  | { type: 'agent.quiet'; atMs: number }
  /** What the chart expects now. `silence` says whether waiting in vain counts as silence. */
  | { type: 'chart.expects'; expectation: Expectation; silence: boolean }
  /** The recogniser has not yet told of audio in which the caller spoke; or has caught up. */
  | { type: 'words.due'; due: boolean; atMs: number }
  /** The caller asked for a moment: the next silence may be longer. */
  | { type: 'chart.waits' };

/** What the floor tells the call. */
export type TurnDecision =
  | {
      type: 'turn.over';
      text: string;
      nbest: string[];
      confidence: number;
      /** When the caller fell silent: the start of the gap that they hear. */
      endedAtMs: number;
      /** Whether the agent was still speaking when the turn began. */
      overAgent: boolean;
    }
  | { type: 'turn.interrupts'; atMs: number }
  /** The interruption was none: the agent goes on from what was heard. */
  | { type: 'turn.resumes' }
  | { type: 'turn.silent'; nth: number };

export interface TurnInput {
  timing: Timing;
}

export interface TurnContext {
  timing: Timing;
  expectation: Expectation | null;
  silenceCounts: boolean;
  /** Pieces the recogniser has closed, and the one still open. */
  closed: string;
  open: string;
  nbest: string[];
  confidence: number;
  recogniserSaysOver: 'surely' | 'perhaps' | null;
  agentSpeaking: boolean;
  interruptible: boolean;
  overAgent: boolean;
  cutTheAgent: boolean;
  /** Words were spoken that the recogniser still owes: its line broke, or it fell silent. */
  wordsDue: boolean;
  /** How much of an answer the words are, as far as they were understood. */
  answer: AnswerSoFar;
  /** Patience already spent when the waiting began. */
  spentMs: number;
  /** The longest pause after which this caller went on: how patient they need us to be. */
  longestPauseMs: number;
  /** When the last turn ended, while the caller may still turn out to go on. */
  turnEndedMs: number | null;
  /** Our own voice comes back on this line. */
  echoes: boolean;
  lastActivityMs: number;
  /** What speaks over the agent is a voice for certain; and it has spoken long enough to interrupt. */
  voiced: boolean;
  overdue: boolean;
  /** When the voice that speaks, or spoke last, began. */
  voiceStartedMs: number | null;
  /** Whether the open question was heard begun when the words were said. */
  asked: boolean;
  /** When the voice of this turn fell silent; null while it speaks, or was never noticed. */
  voiceEndedMs: number | null;
  /** How long after that the newest words came. */
  newsBehindMs: number | null;
  /** How late this call's last words come after the voice, as learnt. */
  wordsBehindMs: number;
  silences: number;
  /** How long nothing was heard while words were waited for that never came: silence as well. */
  owedMs: number;
  waiting: boolean;
}
