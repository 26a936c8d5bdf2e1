/** Waits, on a clock that stands still, for what the database does in its own time. */
import { systemClock } from '../../services/clock.ts';
import type { VirtualClock } from '../../services/virtual-clock.ts';

/** Of real time: far longer than the database takes when it is well. */
const patienceMsUsual = 1_000;
const lookAgainMs = 1;
const retryStepMs = 100;

/** A write that failed on a busy machine is tried again later, and for that it must become later. */
export async function closedIn(
  clock: VirtualClock,
  closing: Promise<void>,
  patienceMs = patienceMsUsual,
): Promise<void> {
  let done = false;
  const over = closing.finally(() => {
    done = true;
  });
  let movedAtMs = systemClock.now();
  while (!done) {
    await clock.advance(0);
    // Looking again and again would take the processor from the database that is waited for.
    await new Promise<void>((resolve) => systemClock.after(lookAgainMs, resolve));
    if (systemClock.now() - movedAtMs < patienceMs) continue;
    await clock.advance(retryStepMs);
    movedAtMs = systemClock.now();
  }
  await over;
}
