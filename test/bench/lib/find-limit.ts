/** Which number of calls to try next, to find the most that are held: doubling, then halving. */

export interface Tried {
  calls: number;
  good: boolean;
}

export interface Range {
  first: number;
  /** The second number; each after it is twice the one before, until one is too many. */
  second: number;
  most: number;
}

/** The limit is known well enough when it is known to this share of itself. */
const preciseShare = 0.1;
const stepMin = 10;

const roundTo = (value: number, step: number) => Math.round(value / step) * step;

/** Nothing when the limit is found. */
export function nextToTry(tried: readonly Tried[], range: Range): number | undefined {
  const last = tried.at(-1);
  if (last === undefined) return range.first;
  const tooMany = Math.min(
    Number.POSITIVE_INFINITY,
    ...tried.filter(({ good }) => !good).map(({ calls }) => calls),
  );
  const held = Math.max(
    0,
    ...tried.filter(({ good, calls }) => good && calls < tooMany).map(({ calls }) => calls),
  );
  if (tooMany === Number.POSITIVE_INFINITY) {
    return held >= range.most ? undefined : Math.min(range.most, Math.max(range.second, 2 * held));
  }
  const next = roundTo((held + tooMany) / 2, stepMin);
  const precise = tooMany - held <= Math.max(stepMin, held * preciseShare);
  return precise || next <= held || next >= tooMany ? undefined : next;
}
