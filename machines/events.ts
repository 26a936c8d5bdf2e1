/** Every event that enters a call's chart and every command that leaves it. */
import type { EffectAnswer } from './ports.ts';
import type { SignalName, SlotValue } from './vocabulary.ts';

/** Slot values by slot name. A slot with several readings appears in `unsure` instead. */
export interface Given {
  values: Record<string, SlotValue>;
  unsure: Record<string, SlotValue[]>;
}

/** Among the values of a wish to change an appointment: the time it has. No flow asks for it. */
export const bookedForSlot = 'booked-for';

/**
 * What happened, as the chart sees it: a few events a second at most. One caller's turn becomes one
 * or more of these, in the order in which they should be answered.
 */
export type CallEvent =
  | { type: 'line.opened' }
  | ({ type: 'caller.gave' } & Given)
  | ({ type: 'caller.corrected' } & Given)
  /** `heard` is false when the caller agreed before the values of the question were heard. */
  | { type: 'caller.affirmed'; heard: boolean }
  | { type: 'caller.denied' }
  | { type: 'caller.chose'; choice: string }
  | ({ type: 'caller.asked'; question: string } & Given)
  | ({ type: 'caller.wanted'; flow: string } & Given)
  | { type: 'caller.cancelled' }
  | { type: 'caller.asked-repeat' }
  | { type: 'caller.asked-slower' }
  | { type: 'caller.asked-wait' }
  | { type: 'caller.wanted-person' }
  | { type: 'caller.said-goodbye' }
  | { type: 'caller.thanked' }
  | { type: 'caller.greeted' }
  | { type: 'caller.asked-if-robot' }
  | { type: 'caller.spoke-language'; language: string }
  | { type: 'caller.was-unclear'; why: string }
  | { type: 'caller.was-out-of-scope' }
  | { type: 'caller.alarmed'; signal: SignalName }
  /** `nth` counts the silences in a row, from 1; any word of the caller starts it anew. */
  | { type: 'caller.was-silent'; nth: number }
  | { type: 'caller.hung-up' }
  | { type: 'agent.was-heard' }
  | { type: 'line.broke'; why: string };

export type CallEventType = CallEvent['type'];

/** The events that are a caller's words or silence, as opposed to what the line itself does. */
export const spokenEventTypes = [
  'caller.gave',
  'caller.corrected',
  'caller.affirmed',
  'caller.denied',
  'caller.chose',
  'caller.asked',
  'caller.wanted',
  'caller.cancelled',
  'caller.asked-repeat',
  'caller.asked-slower',
  'caller.asked-wait',
  'caller.wanted-person',
  'caller.said-goodbye',
  'caller.thanked',
  'caller.greeted',
  'caller.asked-if-robot',
  'caller.spoke-language',
  'caller.was-unclear',
  'caller.was-out-of-scope',
  'caller.alarmed',
  'caller.was-silent',
] as const satisfies readonly CallEventType[];

/** A value on its way to being spoken: the words service knows the spoken form of each kind. */
export type SpokenValue =
  | SlotValue
  | SlotValue[]
  | EffectAnswer['booking']
  | EffectAnswer['openings']
  | EffectAnswer['opening'];

/**
 * What a chart tells the world to do now. Effects are not here: a state invokes them, so that
 * leaving the state withdraws them.
 */
export type CallCommand =
  | {
      type: 'say';
      /** The sentence's id in the words of this business. */
      sentence: string;
      values: Record<string, SpokenValue>;
      /** An answer holds at most one question, the last one; statements are all spoken. */
      role: 'statement' | 'question';
      /** How often this was already asked here; picks the rephrased variant. From 0. */
      attempt: number;
      /** Whether the caller may talk over it: never true before the disclosure was heard. */
      interruptible: boolean;
    }
  /** The open question of the state that was left is no longer wanted. */
  | { type: 'withdraw-question' }
  /** Say the last answer again, from its beginning. */
  | { type: 'repeat-last' }
  /** Ask the open question again, as it was. */
  | { type: 'repeat-question' }
  | { type: 'speak-slower' }
  /** Listen longer before silence counts: the caller asked for a moment. */
  | { type: 'wait-for-caller' }
  | { type: 'hang-up' };

/** How a call ended. The list is closed; every call has exactly one. */
export const callOutcomes = [
  'booked',
  'rescheduled',
  'cancelled',
  'answered',
  'message-taken',
  'transferred',
  'abandoned',
  'refused',
  'failed',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];
