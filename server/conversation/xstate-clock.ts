/** Our clock in the shape that XState's actors want. */
import type { Clock } from '../../services/clock.ts';

export function xstateClock(clock: Clock) {
  const cancels = new Map<number, () => void>();
  let last = 0;
  return {
    setTimeout(run: (...args: never[]) => void, delayMs: number): number {
      last += 1;
      const id = last;
      const cancel = clock.after(delayMs, () => {
        cancels.delete(id);
        run();
      });
      cancels.set(id, cancel);
      return id;
    },
    clearTimeout(id: number): void {
      cancels.get(id)?.();
      cancels.delete(id);
    },
  };
}
