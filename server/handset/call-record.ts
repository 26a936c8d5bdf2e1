/** A call as its journal tells it: who said what, in which state, and how it ended. */
import type { CallOutcome } from '../../machines/events.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { type CallTurn, createTurnFold } from '../api/call-turns.ts';

/** What `call --json` prints. */
export interface CallRecord {
  callId: string;
  outcome: CallOutcome | null;
  states: string[];
  turns: Omit<CallTurn, 'atMs'>[];
  booking?: {
    id: string;
    service: string;
    start: string;
    person: string;
    name: string;
    phone: string;
  };
}

export interface CallRecorder {
  take(entry: JournalEntry): void;
  /** The caller pressed these keys, all at once. */
  pressed(digits: string): void;
  readonly record: CallRecord;
  /** Effects that were asked for and have not been answered. */
  readonly openEffects: number;
  /** Utterances on their way to the caller. */
  readonly openUtterances: number;
}

type Ended = Extract<JournalEntry, { kind: 'call-ended' }>;

/** Folds entries in their order; an entry that says nothing about these things changes nothing. */
export function createCallRecorder(callId: string): CallRecorder {
  const fold = createTurnFold();
  const effects = new Set<string>();
  let ended: Ended | undefined;

  return {
    take(entry) {
      // The handset knows its own keys before the line does.
      if (entry.kind !== 'key-pressed') fold.take(entry);
      if (entry.kind === 'effect-asked') effects.add(entry.request.key);
      else if (entry.kind === 'effect-answered') effects.delete(entry.key);
      else if (entry.kind === 'call-ended') ended = entry;
    },
    pressed: fold.pressed,
    get record() {
      return {
        callId,
        outcome: ended?.outcome ?? null,
        states: [...fold.states],
        turns: fold.turns.map(({ atMs: _atMs, ...turn }) => turn),
        ...bookingOf(ended),
      };
    },
    get openEffects() {
      return effects.size;
    },
    get openUtterances() {
      return fold.openUtterances;
    },
  };
}

function bookingOf(ended: Ended | undefined): Pick<CallRecord, 'booking'> {
  if (ended?.booking === undefined) return {};
  const { id, serviceId, start, staffId, customerName, customerPhone } = ended.booking;
  return {
    booking: {
      id,
      service: serviceId,
      start,
      person: staffId,
      name: customerName,
      phone: customerPhone,
    },
  };
}
