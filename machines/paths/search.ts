/**
 * Novelty search (IW(1)) over real snapshots: a moment is gone on from only when its state has some
 * variable at a value never seen there. Every moment holds a snapshot, so every path can be walked.
 */
import type { Declared } from './declared.ts';
import type { Move, Start } from './moves.ts';
import type { Moment, Surroundings } from './surroundings.ts';
import { type NoveltyOf, noveltyOf } from './variables.ts';

/** A moment that was found, and the way to it. */
export interface Found {
  moment: Moment;
  start: Start;
  before: Found | null;
  move: Move | null;
  depth: number;
}

/** One move from one found moment: what coverage items are witnessed by. */
export type Visit = (from: Found, move: Move, to: Moment) => void;

export interface SearchResult {
  found: Found[];
  /** Moves tried in all. */
  tried: number;
  /** True when the bound was hit before everything new was gone on from. */
  cut: boolean;
}

export interface SearchOptions {
  around: Surroundings;
  declared: Declared;
  starts: Start[];
  visit: Visit;
  /** For pairs: looks at more ways to the same. */
  wide?: boolean;
  foundMax?: number;
}

/** Two shipped businesses need a tenth of it; a chart that needs more has a counter without a cap. */
const defaultFoundMax = 40_000;

export function search(options: SearchOptions): SearchResult {
  const { around, declared, starts, visit, wide = false, foundMax = defaultFoundMax } = options;
  const isNew = novelty(noveltyOf(declared, wide));
  const found: Found[] = [];
  let tried = 0;
  for (const start of starts) {
    const moment = around.begin(start);
    isNew(moment);
    found.push({ moment, start, before: null, move: null, depth: 0 });
  }
  for (let next = 0; next < found.length; next += 1) {
    const from = found[next] as Found;
    if (found.length > foundMax) return { found, tried, cut: true };
    for (const move of around.moves(from.moment)) {
      const moment = around.make(from.moment, move);
      tried += 1;
      visit(from, move, moment);
      if (!isNew(moment)) continue;
      found.push({ moment, start: from.start, before: from, move, depth: from.depth + 1 });
    }
  }
  return { found, tried, cut: false };
}

/** Values are looked up under their state and variable: joining all three into one text took longer. */
function novelty(of: NoveltyOf): (moment: Moment) => boolean {
  const seen = new Map<string, Set<string>[]>();
  return (moment) => {
    let isNew = false;
    for (const { of: whose, values } of of(moment)) {
      let known = seen.get(whose);
      if (known === undefined) {
        known = values.map(() => new Set());
        seen.set(whose, known);
      }
      for (let nth = 0; nth < values.length; nth += 1) {
        const value = values[nth] as string | null;
        const had = known[nth] as Set<string>;
        if (value === null || had.has(value)) continue;
        had.add(value);
        isNew = true;
      }
    }
    return isNew;
  };
}
