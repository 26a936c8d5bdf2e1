/** Something to be done for each of many, the same time after it was named, with a single timer. */
import type { Clock } from '../services/clock.ts';

/**
 * Returns a function that names one more; `run` gets it `delayMs` later, in the order of naming. A
 * timer for each would keep thousands alive on a busy day.
 */
export function createEachAfter<Item>(
  clock: Clock,
  delayMs: number,
  run: (item: Item) => void,
): (item: Item) => void {
  const waiting: { item: Item; dueAtMs: number }[] = [];
  let timed = false;

  function due(): void {
    timed = false;
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      if (head.dueAtMs > clock.now()) break;
      waiting.shift();
      run(head.item);
    }
    arm();
  }

  function arm(): void {
    const head = waiting[0];
    if (timed || head === undefined) return;
    timed = true;
    clock.after(Math.max(0, head.dueAtMs - clock.now()), due);
  }

  return (item) => {
    waiting.push({ item, dueAtMs: clock.now() + delayMs });
    arm();
  };
}
