import { expect, it } from 'vitest';
import { progressWords } from '../../../server/scenarios/progress-words.ts';

it.each([
  [0, 10, 2, 'calls', '0/10 calls, 0 a second, beginning'],
  [5, 10, 2, 'calls', '5/10 calls, 3 a second, 2 s left'],
  [100, 10_000, 1, '', '100/10000, 100 a second, 1 min 39 s left'],
  [10, 10, 2, 'calls', '10/10 calls, 5 a second, in 2.0 s'],
])('%i of %i after %i s: how fast, and how long yet', (done, all, seconds, unit, words) => {
  expect(progressWords({ done, all, seconds, unit })).toBe(words);
});
