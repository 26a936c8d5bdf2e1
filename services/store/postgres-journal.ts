/** Journals on PostgreSQL: noting is instant, and the writing happens behind the call's back. */
import type { Clock } from '../clock.ts';
import type { CallJournal, Journal } from './journal.ts';
import type { JournalEntry, JournalFact } from './journal-entry.ts';
import { createJournalQueue } from './journal-queue.ts';
import { readEntries } from './journal-rows.ts';
import { createJournalWriter } from './journal-writer.ts';
import type { Store } from './pool.ts';

export interface PostgresJournalOptions {
  store: Store;
  clock: Clock;
  /** Entries of all calls that may wait; see the queue for what is dropped beyond. */
  entriesMax?: number;
  /** A listener or the writing went wrong; the calls go on. */
  onTrouble?: (where: 'listener' | 'writing', error: unknown) => void;
}

export interface PostgresJournal extends Journal {
  /** For the metrics: what waits, what was dropped for want of room, what the database refused. */
  counts(): { waiting: number; dropped: number; refused: number };
}

/** Per call; beyond this the oldest are only in the database. */
const entriesKeptMax = 20_000;
/** What a shutdown gives the database to take what is left. */
const closeMsMax = 5_000;

export function createPostgresJournal(options: PostgresJournalOptions): PostgresJournal {
  const { store, clock, entriesMax = 50_000, onTrouble = () => undefined } = options;
  const queue = createJournalQueue(entriesMax);
  const writer = createJournalWriter({
    store,
    clock,
    queue,
    onTrouble: (error) => onTrouble('writing', error),
  });
  let closing: Promise<void> | undefined;
  let closed = false;

  function add(businessId: string, entry: JournalEntry, leave: () => void): void {
    queue.add({ businessId, entry, leave });
    // Nobody writes any more: the entry is counted as lost, and whoever waits for it is let go.
    if (closed) queue.dropAll();
    else writer.wake();
  }

  async function close(): Promise<void> {
    await writer.drain(closeMsMax);
    closed = true;
    writer.stop();
    queue.dropAll();
  }

  return {
    open: (call) => openCall(call, clock, add, onTrouble),
    read: (businessId, callId) => readEntries(store, businessId, callId),
    counts: () => ({ waiting: queue.length, dropped: queue.dropped, refused: writer.refused() }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function openCall(
  call: { businessId: string; callId: string; afterSeq?: number },
  clock: Clock,
  add: (businessId: string, entry: JournalEntry, leave: () => void) => void,
  onTrouble: (where: 'listener', error: unknown) => void,
): CallJournal {
  const { businessId, callId } = call;
  const kept: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  let seq = call.afterSeq ?? 0;
  let waiters: { untilSeq: number; resolve: () => void }[] = [];
  /** In the order of noting. Entries leave in any order when some are dropped. */
  const unwritten = new Set<number>();

  function left(gone: number): void {
    unwritten.delete(gone);
    if (waiters.length === 0) return;
    const [oldest = Number.POSITIVE_INFINITY] = unwritten;
    const done = waiters.filter(({ untilSeq }) => untilSeq < oldest);
    waiters = waiters.filter(({ untilSeq }) => untilSeq >= oldest);
    for (const { resolve } of done) resolve();
  }

  return {
    note(fact: JournalFact) {
      seq += 1;
      const entry: JournalEntry = { callId, seq, atMs: clock.now(), ...fact };
      const own = seq;
      if (kept.length >= entriesKeptMax) kept.splice(0, entriesKeptMax / 10);
      kept.push(entry);
      unwritten.add(own);
      add(businessId, entry, () => left(own));
      for (const listener of listeners) {
        try {
          listener(entry);
        } catch (error) {
          onTrouble('listener', error);
        }
      }
      return entry;
    },
    follow(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    entries: () => kept,
    settled() {
      if (unwritten.size === 0) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ untilSeq: seq, resolve }));
    },
  };
}
