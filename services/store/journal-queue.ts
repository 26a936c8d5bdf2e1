/** The bounded line of journal entries that wait to be written. */
import type { JournalEntry, JournalFact } from './journal-entry.ts';

export interface QueuedEntry {
  businessId: string;
  entry: JournalEntry;
  /** Called once, when the entry is written or given up. */
  leave: () => void;
}

export interface JournalQueue {
  add(queued: QueuedEntry): void;
  /** The oldest entries, left in their place until `remove`. */
  first(most: number): QueuedEntry[];
  /** Takes written or refused entries out. */
  remove(entries: readonly QueuedEntry[]): void;
  /** Gives up everything that waits. */
  dropAll(): void;
  readonly length: number;
  /** Entries lost because the queue was full or its time was over. */
  readonly dropped: number;
}

/** What a replay can do without, least needed first. What is not named here goes last. */
const dispensable: ReadonlyMap<JournalFact['kind'], number> = new Map([
  ['caller-speaking', 0],
  ['gap', 0],
  ['line-oddity', 0],
  ['expecting', 0],
  ['caller-words', 1],
  ['slots', 1],
  ['understood', 1],
  ['transition', 1],
]);
const indispensable = 2;

/** A full queue is thinned by this part at a time, so that a long outage costs little per entry. */
const thinnedPart = 0.1;

/**
 * When the queue is full, the oldest entries of the least needed kinds are dropped first.
 * `call-started`, `call-ended` and what happened to bookings are among the last to go.
 */
export function createJournalQueue(entriesMax: number): JournalQueue {
  let waiting: QueuedEntry[] = [];
  let dropped = 0;

  function thin(): void {
    let toDrop = Math.max(1, Math.floor(entriesMax * thinnedPart));
    for (let rank = 0; rank <= indispensable && toDrop > 0; rank += 1) {
      const kept: QueuedEntry[] = [];
      for (const queued of waiting) {
        if (toDrop > 0 && rankOf(queued.entry) === rank) {
          toDrop -= 1;
          dropped += 1;
          queued.leave();
        } else {
          kept.push(queued);
        }
      }
      waiting = kept;
    }
  }

  return {
    add(queued) {
      if (waiting.length >= entriesMax) thin();
      waiting.push(queued);
    },
    first: (most) => waiting.slice(0, most),
    remove(entries) {
      const gone = new Set(entries);
      waiting = waiting.filter((queued) => !gone.has(queued));
      for (const queued of entries) queued.leave();
    },
    dropAll() {
      dropped += waiting.length;
      const left = waiting;
      waiting = [];
      for (const queued of left) queued.leave();
    },
    get length() {
      return waiting.length;
    },
    get dropped() {
      return dropped;
    },
  };
}

function rankOf(entry: JournalEntry): number {
  // A partial is overtaken by the words that close it.
  if (entry.kind === 'caller-words' && !entry.final) return 0;
  return dispensable.get(entry.kind) ?? indispensable;
}
