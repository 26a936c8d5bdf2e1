/** Writes queued journal entries in batches, in order, and again while the database is away. */
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { JournalQueue, QueuedEntry } from './journal-queue.ts';
import { writeEntries } from './journal-rows.ts';
import type { Store } from './pool.ts';

export interface JournalWriterDeps {
  store: Store;
  clock: Clock;
  queue: JournalQueue;
  onTrouble: (error: unknown) => void;
}

export interface JournalWriter {
  /** Something was queued. */
  wake(): void;
  /** Resolves when the queue is empty, or after `msMax` with what is left in it. */
  drain(msMax: number): Promise<void>;
  /** Writes no more. */
  stop(): void;
  /** Entries that the database refused, each one alone. */
  refused(): number;
}

const batchMax = 500;
/** Gathers the handful of entries that belong to one moment into one transaction. */
const gatherMs = 20;
const retryMsMin = 100;
const retryMsMax = 5_000;

export function createJournalWriter(deps: JournalWriterDeps): JournalWriter {
  const { store, clock, queue, onTrouble } = deps;
  const refusals = { count: 0, onTrouble };
  let retryMs = retryMsMin;
  let writing = false;
  let stopped = false;
  let cancelNext: (() => void) | undefined;
  const whenEmpty: (() => void)[] = [];

  function schedule(delayMs: number): void {
    if (stopped || writing || cancelNext !== undefined) return;
    cancelNext = clock.after(delayMs, () => {
      cancelNext = undefined;
      void write();
    });
  }

  async function write(): Promise<void> {
    writing = true;
    try {
      while (queue.length > 0) {
        await writeBatch(store, queue, refusals);
        retryMs = retryMsMin;
      }
      writing = false;
      for (const resolve of whenEmpty.splice(0)) resolve();
    } catch (error) {
      writing = false;
      onTrouble(error);
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, retryMsMax);
    }
  }

  return {
    wake: () => schedule(gatherMs),
    async drain(msMax) {
      if (queue.length === 0 && !writing) return;
      cancelNext?.();
      cancelNext = undefined;
      await new Promise<void>((resolve) => {
        const giveUp = clock.after(msMax, resolve);
        whenEmpty.push(() => {
          giveUp();
          resolve();
        });
        schedule(0);
      });
    },
    stop() {
      stopped = true;
      cancelNext?.();
    },
    refused: () => refusals.count,
  };
}

interface Refusals {
  count: number;
  onTrouble: (error: unknown) => void;
}

async function writeBatch(store: Store, queue: JournalQueue, refusals: Refusals): Promise<void> {
  const batch = queue.first(batchMax);
  for (const [businessId, group] of Map.groupBy(batch, (queued) => queued.businessId)) {
    const entries = group.map(({ entry }) => entry);
    try {
      await writeEntries(store, businessId, entries);
    } catch (error) {
      if (error instanceof ServiceError && error.retryable) throw error;
      await writeSingly(store, queue, group, refusals);
      continue;
    }
    queue.remove(group);
  }
}

/** One entry that the database refuses must not hold up the others, nor be tried for ever. */
async function writeSingly(
  store: Store,
  queue: JournalQueue,
  group: QueuedEntry[],
  refusals: Refusals,
): Promise<void> {
  for (const queued of group) {
    try {
      await writeEntries(store, queued.businessId, [queued.entry]);
    } catch (error) {
      if (error instanceof ServiceError && error.retryable) throw error;
      refusals.count += 1;
      refusals.onTrouble(error);
    }
    queue.remove([queued]);
  }
}
