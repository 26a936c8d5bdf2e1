/** Chance that a seed repeats: one call, one seed, the same call again. */

export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** True so often out of one. */
  happens(share: number): boolean;
  /** One of them; a list without anything gives nothing. */
  pick<Value>(from: readonly Value[]): Value | undefined;
}

/** Mulberry32: 32 bits of state are plenty for the few hundred choices of a call. */
export function createChance(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    happens: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)],
  };
}
