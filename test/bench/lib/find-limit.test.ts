/** The search for the most calls that a core holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextToTry, type Tried } from './find-limit.ts';

const range = { first: 1, second: 50, most: 1_000 };

function search(limit: number, most = range.most): Tried[] {
  const tried: Tried[] = [];
  for (;;) {
    const calls = nextToTry(tried, { ...range, most });
    if (calls === undefined) return tried;
    tried.push({ calls, good: calls <= limit });
  }
}

const callsOf = (tried: Tried[]) => tried.map(({ calls }) => calls);

it('doubles until it is too many, then halves what is between', () => {
  expect(callsOf(search(430))).toEqual([1, 50, 100, 200, 400, 800, 600, 500, 450, 430]);
  expect(callsOf(search(5_000))).toEqual([1, 50, 100, 200, 400, 800, 1_000]);
  expect(callsOf(search(0))).toEqual([1]);
});

it('ends within a dozen steps, and within a tenth of the true limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), (limit) => {
      const tried = search(limit);
      expect(tried.length).toBeLessThanOrEqual(12);
      const held = Math.max(...tried.filter(({ good }) => good).map(({ calls }) => calls));
      const reachable = Math.min(limit, range.most);
      expect(held).toBeLessThanOrEqual(reachable);
      expect(reachable - held).toBeLessThanOrEqual(Math.max(10, held * 0.1));
    }),
  );
});
