import { describe, expect, it } from 'vitest';
import { createManualClock } from './manual-clock.ts';

describe('the manual clock', () => {
  it('fires timers in the order in which they fall due, ties in the order of setting', async () => {
    const clock = createManualClock(0);
    const fired: string[] = [];
    for (const [name, delay] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['a2', 10],
    ] as const) {
      clock.after(delay, () => fired.push(`${name}@${clock.now()}`));
    }
    await clock.advance(25);
    expect(fired).toEqual(['a@10', 'a2@10', 'b@20']);
    expect([clock.now(), clock.pending]).toEqual([25, 1]);
  });

  it('fires timers that are set on the way, after what came before has settled', async () => {
    const clock = createManualClock(0);
    const fired: number[] = [];
    const again = async () => {
      await Promise.resolve();
      fired.push(clock.now());
      clock.after(10, () => void again());
    };
    clock.after(10, () => void again());
    await clock.advance(35);
    expect(fired).toEqual([10, 20, 30]);
  });

  it('does not fire what was taken back', async () => {
    const clock = createManualClock(0);
    const fired: string[] = [];
    const cancel = clock.after(10, () => fired.push('no'));
    clock.after(5, cancel);
    await clock.advance(100);
    cancel();
    expect([fired, clock.pending]).toEqual([[], 0]);
  });

  it('steps to the next timer wherever it is, and says when there is none', async () => {
    const clock = createManualClock(0);
    let fired = 0;
    clock.after(86_400_000, () => {
      fired += 1;
    });
    expect([await clock.advanceToNext(), fired, clock.now()]).toEqual([true, 1, 86_400_000]);
    expect(await clock.advanceToNext()).toBe(false);
  });

  it('keeps thousands of timers in order', async () => {
    const clock = createManualClock(0);
    const due: number[] = [];
    for (let index = 0; index < 3_000; index += 1) {
      clock.after((index * 7_919) % 3_001, () => due.push(clock.now()));
    }
    await clock.advance(3_001);
    expect(due).toHaveLength(3_000);
    expect(due).toEqual([...due].sort((one, other) => one - other));
  });
});
