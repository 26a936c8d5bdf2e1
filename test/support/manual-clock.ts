/** The clock that stands still until a test moves it, at the moment in which the tests begin. */
import { createVirtualClock, type VirtualClock } from '../../services/virtual-clock.ts';

export type ManualClock = VirtualClock;

/** A Friday afternoon: 2026-11-20 15:00 in New York. */
export const manualClockStartMs = Date.UTC(2026, 10, 20, 20, 0);

export function createManualClock(startMs: number = manualClockStartMs): ManualClock {
  return createVirtualClock(startMs);
}
