/** A clock that stands still until somebody moves it, firing each due timer in order. */
import type { Clock } from './clock.ts';

export interface VirtualClock extends Clock {
  /**
   * Moves time on by `ms`. Stops at each due timer in turn, runs it, and lets everything it set off
   * settle before the next one; timers set on the way fire too when they fall due.
   */
  advance(ms: number): Promise<void>;
  /** Moves to the next timer, wherever it is; false when there is none. */
  advanceToNext(): Promise<boolean>;
  /** Timers that are set and not taken back. */
  readonly pending: number;
}

interface Timer {
  dueMs: number;
  /** Breaks ties: timers due together fire in the order in which they were set. */
  order: number;
  run: (() => void) | undefined;
}

/** `rest` waits until everything that a timer set off is done. */
export function createVirtualClock(startMs: number, rest = settle): VirtualClock {
  const heap: Timer[] = [];
  let nowMs = startMs;
  let order = 0;
  let pending = 0;

  async function fireUntil(untilMs: number): Promise<void> {
    for (;;) {
      await rest();
      const next = heap[0];
      if (next === undefined || next.dueMs > untilMs) return;
      takeFirst(heap);
      if (next.run === undefined) continue;
      const { run } = next;
      next.run = undefined;
      pending -= 1;
      nowMs = Math.max(nowMs, next.dueMs);
      run();
    }
  }

  return {
    now: () => nowMs,
    after(delayMs, run) {
      order += 1;
      const timer: Timer = { dueMs: nowMs + Math.max(0, delayMs), order, run };
      insert(heap, timer);
      pending += 1;
      return () => {
        if (timer.run === undefined) return;
        timer.run = undefined;
        pending -= 1;
      };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await fireUntil(untilMs);
      nowMs = untilMs;
    },
    async advanceToNext() {
      await rest();
      while (heap[0] !== undefined && heap[0].run === undefined) takeFirst(heap);
      const next = heap[0];
      if (next === undefined) return false;
      await fireUntil(next.dueMs);
      return true;
    },
    get pending() {
      return pending;
    },
  };
}

/** One turn of the event loop: every microtask that is ready runs before it. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * The same where nothing is done but in promises, without the turn, which takes longer than they do.
 * A tick comes after every microtask that is ready, and those that these make.
 */
export function settlePromises(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

function before(one: Timer, other: Timer): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}

function insert(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Timer;
    if (!before(timer, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = timer;
}

function takeFirst(heap: Timer[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    const right = below + 1;
    if (right < heap.length && before(heap[right] as Timer, heap[below] as Timer)) below = right;
    const child = heap[below] as Timer;
    if (!before(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
