/** A clock whose waits end only when the test says so. */
import type { Clock } from '../../../services/clock.ts';

export interface HeldClock extends Clock {
  /** Ends every wait that is under way. */
  ring(): void;
  /** Resolves once somebody waits. */
  waits(): Promise<void>;
}

export function createHeldClock(): HeldClock {
  const waiting = new Set<() => void>();
  let noticed = () => {};
  return {
    now: () => 0,
    after(_, run) {
      waiting.add(run);
      noticed();
      return () => waiting.delete(run);
    },
    ring() {
      const ended = [...waiting];
      waiting.clear();
      for (const run of ended) run();
    },
    waits: () =>
      waiting.size > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            noticed = resolve;
          }),
  };
}
