/** What a call's journal can hold: one entry a thing that happened, enough to replay the call. */
import type { CallCommand, CallEvent, CallOutcome } from '../../machines/events.ts';
import type { Booking, EffectAnswer, EffectRequest } from '../../machines/ports.ts';
import type { Expectation, SlotValue, Understood } from '../../machines/vocabulary.ts';

export type JournalFact =
  | {
      kind: 'call-started';
      from: string;
      to: string;
      vouched: boolean;
      business: string;
      businessName: string;
      location?: string;
      version: string;
      /** The call tries a version that other callers do not hear. */
      draft?: boolean;
    }
  /** Words from the recogniser or the keyboard; `final` closes them. */
  | { kind: 'caller-words'; text: string; final: boolean; nbest?: string[] }
  | { kind: 'caller-speaking'; speaking: boolean }
  | { kind: 'key-pressed'; key: string }
  | {
      kind: 'understood';
      text: string;
      state: string;
      maker: string;
      reading: Understood;
      tookMs: number;
    }
  /** An event given to the chart. `handled` is false when no edge took it. */
  | { kind: 'event'; event: CallEvent; handled: boolean }
  /** `from` and `to` are the active leaf states as dotted paths; `edge` names the transition. */
  | {
      kind: 'transition';
      from: string[];
      to: string[];
      edge: string;
      /** The event that the edge is for; an empty text for one that needs none. */
      event?: string;
    }
  | { kind: 'command'; command: CallCommand }
  | { kind: 'expecting'; expectation: Expectation }
  /** The slots as they stand now, with the form in which they are spoken. */
  | { kind: 'slots'; slots: Record<string, { value: SlotValue; spoken: string }> }
  /** A sentence on its way to the caller; nothing of it counts as heard yet. */
  | { kind: 'said'; utterance: string; sentence: string; text: string; state: string }
  /** What the caller really heard of an utterance, known from the marks. */
  | { kind: 'heard'; utterance: string; text: string; complete: boolean }
  | { kind: 'interrupted'; utterance: string }
  /** End of the caller's turn to the first audible frame of the answer, and its parts, in ms. */
  | { kind: 'gap'; ms: number; parts: Record<string, number> }
  | { kind: 'effect-asked'; request: EffectRequest }
  | { kind: 'effect-answered'; key: string; effect: string; answer: EffectAnswer; tookMs: number }
  | { kind: 'verdict'; topic: string; verdict: string; rule?: string }
  /** The phone line did something odd and the call went on. */
  | { kind: 'line-oddity'; what: string; count: number }
  /** A provider failed in the middle of the call, and another one went on. */
  | { kind: 'maker-switched'; stage: 'speech' | 'voice'; from: string; to: string; why: string }
  | { kind: 'error'; where: string; message: string }
  | { kind: 'call-ended'; outcome: CallOutcome; booking?: Booking };

/** One line of a journal. `seq` counts from 1 within the call; `atMs` is epoch milliseconds. */
export type JournalEntry = { callId: string; seq: number; atMs: number } & JournalFact;
