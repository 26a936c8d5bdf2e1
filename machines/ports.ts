/** What a chart may ask of the world: each effect, its input, and the closed list of its outcomes. */
import type { SlotValue, TimeValue } from './vocabulary.ts';

/**
 * Every effect with every outcome it can have. A chart must have an edge for each one; `unknown`
 * means that the effect may or may not have happened (a timeout, a dropped connection, an error).
 */
export const effectOutcomes = {
  /** What the rules of a topic say to this caller's wish, now. */
  'check-policy': ['allow', 'refuse', 'confirm-first', 'hand-over', 'unknown'],
  /** Free times for a service: the one asked for, others near it, or none in reach. */
  'find-times': ['free', 'alternatives', 'none', 'unknown'],
  /** Writes an appointment. */
  book: ['committed', 'taken', 'refused', 'unknown'],
  /** Asks the database what became of a write whose answer was lost. */
  settle: ['committed', 'absent', 'unknown'],
  /** The caller's coming appointments. `ambiguous` is more than one. */
  'find-bookings': ['one', 'several', 'none', 'unknown'],
  /** Moves an appointment to another time. */
  reschedule: ['committed', 'taken', 'refused', 'gone', 'unknown'],
  /** Cancels an appointment. */
  cancel: ['committed', 'refused', 'gone', 'unknown'],
  /** Keeps a message for the staff. */
  'take-message': ['committed', 'unknown'],
  /** Rings a person and connects the caller. */
  transfer: ['connected', 'no-answer', 'busy', 'closed', 'unknown'],
} as const;

export type EffectName = keyof typeof effectOutcomes;

/** A free stretch of someone's day, in the business's local time (`YYYY-MM-DDTHH:MM`). */
export interface Opening {
  start: string;
  end: string;
  serviceId: string;
  staffId: string;
  locationId: string;
  roomId?: string;
}

/** An appointment as the database has it. `start` and `end` are local (`YYYY-MM-DDTHH:MM`). */
export interface Booking extends Opening {
  id: string;
  customerName: string;
  customerPhone: string;
}

/** Who is calling, as far as the line knows. `vouched` says the carrier vouches for the number. */
export interface Caller {
  phone: string;
  vouched: boolean;
}

export interface CheckPolicyInput {
  topic: string;
  flow: string;
  slots: Record<string, SlotValue>;
  opening?: Opening;
  booking?: Booking;
  /** Why a person is wanted, when they are. */
  reason?: string;
}

export interface FindTimesInput {
  serviceId: string;
  staffId?: string;
  locationId?: string;
  /** What the caller asked for; empty means any time. */
  when: TimeValue;
  /** A booking being moved: its own time counts as free. */
  movingBookingId?: string;
}

export interface BookInput {
  opening: Opening;
  customerName: string;
  customerPhone: string;
}

export interface FindBookingsInput {
  customerPhone?: string;
  customerName?: string;
  /** Of several, the caller means those for this service, on this local date, at this hour (`HH:MM`). */
  serviceId?: string;
  date?: string;
  time?: string;
}

export interface RescheduleInput {
  bookingId: string;
  opening: Opening;
}

export interface CancelInput {
  bookingId: string;
}

export interface TakeMessageInput {
  text: string;
  customerName?: string;
  customerPhone?: string;
  /** Why the line took it, e.g. `asked-for-person`, `unlisted-number`, `question-unanswered`. */
  reason: string;
}

export interface TransferInput {
  /** Why the caller is being put through, e.g. `asked`, `emergency`, `anger`. */
  reason: string;
  /** What the person should know before they speak, in one or two sentences. */
  brief: string;
}

/** The input of each effect. `settle` names the write by the key it was asked with. */
export interface EffectInputs {
  'check-policy': CheckPolicyInput;
  'find-times': FindTimesInput;
  book: BookInput;
  settle: { key: string };
  'find-bookings': FindBookingsInput;
  reschedule: RescheduleInput;
  cancel: CancelInput;
  'take-message': TakeMessageInput;
  transfer: TransferInput;
}

/** What came back: always one of the effect's outcomes, with the data that outcome carries. */
export interface EffectAnswer {
  outcome: string;
  /** With `free`: the opening asked for. */
  opening?: Opening;
  /** With `alternatives`: the nearest ones first, three at most. */
  openings?: Opening[];
  /** With `alternatives` and `none`: why the wish itself was not possible. */
  why?:
    | 'taken'
    | 'closed'
    | 'holiday'
    | 'past'
    | 'too-soon'
    | 'too-long'
    | 'off-grid'
    | 'too-far'
    | 'open-wish'
    | 'no-one'
    | 'not-in';
  /** With `committed` writes of an appointment. */
  booking?: Booking;
  /** With `one` and `several`. */
  bookings?: Booking[];
  /** With `refused`, and with verdicts other than `allow`: the id of the rule that decided. */
  rule?: string;
  /** The sentence that tells the caller why, when the rule has one. */
  say?: string;
  /** With verdicts of a flow that keeps a score. */
  score?: number;
}

/** One effect asked for. `key` makes it idempotent: the same key never acts twice. */
export interface EffectRequest<Name extends EffectName = EffectName> {
  effect: Name;
  key: string;
  input: EffectInputs[Name];
}

/** The world as a call's chart sees it; the signal aborts when the chart no longer waits. */
export type RunEffect = (request: EffectRequest, signal: AbortSignal) => Promise<EffectAnswer>;
