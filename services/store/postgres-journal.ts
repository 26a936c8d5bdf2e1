/** Journals on PostgreSQL: noting is instant, and the writing happens behind the call's back. */
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { CallJournal, Journal } from './journal.ts';
import type { JournalEntry, JournalFact } from './journal-entry.ts';
import { createJournalQueue, type QueuedEntry } from './journal-queue.ts';
import { readEntries, writeEntries } from './journal-rows.ts';
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

/** A call of an hour notes about 10,000; beyond this the oldest are only in the database. */
const entriesKeptMax = 20_000;
const batchMax = 500;
/** Gathers the handful of entries that belong to one moment into one transaction. */
const gatherMs = 20;
const retryMsMin = 100;
const retryMsMax = 5_000;
/** What a shutdown gives the database to take what is left. */
const closeMsMax = 5_000;

export function createPostgresJournal(options: PostgresJournalOptions): PostgresJournal {
  const { store, clock, entriesMax = 50_000, onTrouble = () => undefined } = options;
  const queue = createJournalQueue(entriesMax);
  let refused = 0;
  let retryMs = retryMsMin;
  let closing = false;
  let cancelNext: (() => void) | undefined;
  let writing = false;
  let idle: (() => void)[] = [];

  function schedule(delayMs: number): void {
    if (writing || cancelNext !== undefined) return;
    cancelNext = clock.after(delayMs, () => {
      cancelNext = undefined;
      void write();
    });
  }

  async function write(): Promise<void> {
    writing = true;
    try {
      while (queue.length > 0) {
        await writeBatch(queue.first(batchMax));
        retryMs = retryMsMin;
      }
      writing = false;
      for (const resolve of idle.splice(0)) resolve();
    } catch (error) {
      writing = false;
      onTrouble('writing', error);
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, retryMsMax);
    }
  }

  async function writeBatch(batch: QueuedEntry[]): Promise<void> {
    for (const [businessId, group] of Map.groupBy(batch, (queued) => queued.businessId)) {
      const entries = group.map(({ entry }) => entry);
      try {
        await writeEntries(store, businessId, entries);
      } catch (error) {
        if (error instanceof ServiceError && error.retryable) throw error;
        await writeSingly(businessId, group);
        continue;
      }
      queue.remove(group);
    }
  }

  /** One entry that the database refuses must not hold up the others, nor be tried for ever. */
  async function writeSingly(businessId: string, group: QueuedEntry[]): Promise<void> {
    for (const queued of group) {
      try {
        await writeEntries(store, businessId, [queued.entry]);
      } catch (error) {
        if (error instanceof ServiceError && error.retryable) throw error;
        refused += 1;
        onTrouble('writing', error);
      }
      queue.remove([queued]);
    }
  }

  function add(businessId: string, entry: JournalEntry, leave: () => void): void {
    queue.add({ businessId, entry, leave });
    if (closing) queue.dropAll();
    else schedule(gatherMs);
  }

  return {
    open: (call) => openCall(call, clock, add, onTrouble),
    read: (businessId, callId) => readEntries(store, businessId, callId),
    counts: () => ({ waiting: queue.length, dropped: queue.dropped, refused }),
    async close() {
      if (closing) return;
      if (queue.length > 0 || writing) {
        cancelNext?.();
        cancelNext = undefined;
        await new Promise<void>((resolve) => {
          const giveUp = clock.after(closeMsMax, resolve);
          idle.push(() => {
            giveUp();
            resolve();
          });
          schedule(0);
        });
      }
      closing = true;
      idle = [];
      cancelNext?.();
      queue.dropAll();
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
