/** A call to read: what its journal says of turns, states, slots, effects and bookings. Pure. */
import type { CallOutcome } from '../../machines/events.ts';
import type { Booking } from '../../machines/ports.ts';
import type { SlotValue } from '../../machines/vocabulary.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { type CallTurn, createTurnFold } from './call-turns.ts';

export interface CallEffect {
  effect: string;
  key: string;
  askedAtMs: number;
  /** Absent while it is not answered, and for good when the caller left first. */
  outcome?: string;
  tookMs?: number;
  /** The rule that decided, and why a wish for a time could not be met. */
  rule?: string;
  why?: string;
}

/** An appointment as a write of this call left it in the database. */
export interface CallBooking extends Booking {
  change: 'booked' | 'rescheduled' | 'cancelled';
  atMs: number;
}

export interface CallTranscript {
  /** Absent while the call runs, or when it was cut off. */
  outcome?: CallOutcome;
  /** The version of the definition the call keeps to its end. */
  version?: string;
  vouched?: boolean;
  location?: string;
  turns: CallTurn[];
  /** The states as they were walked, each stay once. */
  states: string[];
  /** The last value of each: a flow that is done forgets its own, and the reader wants them still. */
  slots: Record<string, { value: SlotValue; spoken: string }>;
  effects: CallEffect[];
  bookings: CallBooking[];
}

type Asked = Extract<JournalEntry, { kind: 'effect-asked' }>;
type Answered = Extract<JournalEntry, { kind: 'effect-answered' }>;

const changes: Partial<Record<string, CallBooking['change']>> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel: 'cancelled',
};

/** Entries in their order. Of a running call it is what is known so far. */
export function transcriptOf(entries: readonly JournalEntry[]): CallTranscript {
  const fold = createTurnFold();
  const doings = createEffectFold();
  let facts: Pick<CallTranscript, 'outcome' | 'version' | 'vouched' | 'location'> = {};
  let slots: CallTranscript['slots'] = {};
  for (const entry of entries) {
    fold.take(entry);
    if (entry.kind === 'call-started') {
      const { version, vouched, location } = entry;
      facts = { ...facts, version, vouched, ...(location === undefined ? {} : { location }) };
    } else if (entry.kind === 'slots') slots = { ...slots, ...entry.slots };
    else if (entry.kind === 'effect-asked') doings.asked(entry);
    else if (entry.kind === 'effect-answered') doings.answered(entry);
    else if (entry.kind === 'call-ended') facts = { ...facts, outcome: entry.outcome };
  }
  return {
    ...facts,
    turns: [...fold.turns],
    states: [...fold.states],
    slots,
    effects: doings.effects,
    bookings: [...doings.bookings.values()],
  };
}

/**
 * A key stands for one decision, not for one effect: the look for a free time, the write and the
 * question what became of the write all carry the same one.
 */
function createEffectFold() {
  const effects: CallEffect[] = [];
  const writes = new Map<string, CallBooking['change']>();
  const bookings = new Map<string, CallBooking>();

  /** A write whose answer was lost counts from when the database told of it. */
  function booked({ key, answer, atMs }: Answered): void {
    const change = writes.get(key);
    if (answer.outcome !== 'committed' || answer.booking === undefined || !change) return;
    if (!bookings.has(key)) bookings.set(key, { ...answer.booking, change, atMs });
  }

  return {
    effects,
    bookings,
    asked({ request: { effect, key }, atMs }: Asked): void {
      const change = changes[effect];
      if (change !== undefined) writes.set(key, change);
      effects.push({ effect, key, askedAtMs: atMs });
    },
    answered(entry: Answered): void {
      const { key, effect, answer, tookMs } = entry;
      const asked = effects.findLast((one) => one.key === key && one.effect === effect);
      const { outcome, rule, why } = answer;
      if (asked !== undefined) {
        Object.assign(asked, { outcome, tookMs, ...(rule && { rule }), ...(why && { why }) });
      }
      booked(entry);
    },
  };
}
