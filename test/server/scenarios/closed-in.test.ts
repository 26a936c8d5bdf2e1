import { expect, it } from 'vitest';
import { closedIn } from '../../../server/scenarios/closed-in.ts';
import { createVirtualClock } from '../../../services/virtual-clock.ts';

it('a write that is tried again later ends, on a clock that nobody else moves', async () => {
  const clock = createVirtualClock(0);
  const closing = new Promise<void>((resolve) => clock.after(150, resolve));
  await closedIn(clock, closing, 1);
  expect(clock.now()).toBe(200);
});

it('a write that only takes its time costs no time of the call', async () => {
  const clock = createVirtualClock(0);
  await closedIn(clock, new Promise((resolve) => setImmediate(resolve)));
  expect(clock.now()).toBe(0);
});
