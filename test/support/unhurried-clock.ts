/** Time that passes as it does, but waits for a process that is kept from working. */
import { type Clock, systemClock } from '../../services/clock.ts';
import { createVirtualClock, settle } from '../../services/virtual-clock.ts';

export interface UnhurriedClock extends Clock {
  stop(): void;
}

const lookEveryMs = 5;
/** A look that comes later shows a busy machine, on which the database is slow as well. */
const stepMsMax = 8;

/**
 * A machine that is busy elsewhere takes the processor away for a second, and every deadline of a
 * call over real sockets is over. By this clock that second did not pass: a call is late only where
 * somebody in it waits.
 */
export function createUnhurriedClock(startMs: number): UnhurriedClock {
  const clock = createVirtualClock(startMs);
  let stopped = false;
  let seenMs = systemClock.now();

  async function pass(): Promise<void> {
    while (!stopped) {
      await new Promise<void>((resolve) => systemClock.after(lookEveryMs, resolve));
      const nowMs = systemClock.now();
      const passedMs = Math.min(stepMsMax, nowMs - seenMs);
      seenMs = nowMs;
      await clock.advance(passedMs);
      // What came by wire meanwhile is read before any more time passes.
      await settle();
    }
  }
  void pass();
  return {
    now: clock.now,
    after: clock.after,
    stop() {
      stopped = true;
    },
  };
}
