/** What is forgotten some time after it was over, without a timer for each. */
import { describe, expect, it } from 'vitest';
import { createEachAfter } from '../../server/each-after.ts';
import { createVirtualClock } from '../../services/virtual-clock.ts';

describe('things forgotten a while after they were over', () => {
  it('each goes after its own time, in order, and one timer serves them all', async () => {
    const clock = createVirtualClock(0);
    const gone: string[] = [];
    const forget = createEachAfter(clock, 1_000, (call: string) => gone.push(call));
    forget('first');
    await clock.advance(400);
    forget('second');
    forget('third');
    expect(clock.pending).toBe(1);
    await clock.advance(600);
    expect(gone).toEqual(['first']);
    await clock.advance(400);
    expect(gone).toEqual(['first', 'second', 'third']);
    expect(clock.pending).toBe(0);
  });

  it('goes on after a time in which there was nothing to forget', async () => {
    const clock = createVirtualClock(0);
    const gone: string[] = [];
    const forget = createEachAfter(clock, 1_000, (call: string) => gone.push(call));
    forget('first');
    await clock.advance(5_000);
    forget('second');
    await clock.advance(999);
    expect(gone).toEqual(['first']);
    await clock.advance(1);
    expect(gone).toEqual(['first', 'second']);
  });
});
