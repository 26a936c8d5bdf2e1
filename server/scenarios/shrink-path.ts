/** The shortest call that still fails: moves are left out as long as what is left can be walked. */
import type { Rewalk } from '../../machines/paths/rewalk.ts';
import type { GeneratedPath } from '../../machines/paths/suite.ts';

export interface ShrinkDeps {
  rewalk: Rewalk;
  fails(path: GeneratedPath): Promise<boolean>;
  /** Runs at most; what is found by then stands. */
  runsMax?: number;
}

const defaultRunsMax = 120;

export async function shrinkPath(path: GeneratedPath, deps: ShrinkDeps): Promise<GeneratedPath> {
  const { rewalk, fails, runsMax = defaultRunsMax } = deps;
  let best = path;
  let runs = 0;

  async function tryWithout(from: number, length: number): Promise<boolean> {
    if (from + length > best.moves.length) return false;
    const keys = best.moves.map(({ key }) => key);
    const fewer = keys.toSpliced(from, length);
    const shorter = rewalk.walk(best.start, fewer);
    if (shorter === null || runs >= runsMax) return false;
    // It would seem to go another way than the chart, only because it stops before a verdict.
    if (rewalk.verdictsAfter(best.start, fewer).length > 0) return false;
    runs += 1;
    if (!(await fails(shorter))) return false;
    best = shorter;
    return true;
  }

  /** Moves that only lead back to where the call was before, the longest way round first. */
  async function cutLoop(): Promise<boolean> {
    const { leaves } = best;
    const loops = leaves
      .flatMap((leaf, to) =>
        leaves.slice(0, to).flatMap((other, from) => (other === leaf ? [{ from, to }] : [])),
      )
      .sort((one, other) => other.to - other.from - (one.to - one.from));
    for (const { from, to } of loops) if (await tryWithout(from + 1, to - from)) return true;
    return false;
  }

  while (await cutLoop());
  for (let length = Math.ceil(best.moves.length / 2); length >= 1; length = halved(length)) {
    // From the end: what comes after the failure goes first, and most of it at once.
    for (let from = best.moves.length - length; from >= 0; from -= length) {
      while (await tryWithout(from, length));
    }
  }
  return best;
}

function halved(length: number): number {
  return length === 1 ? 0 : Math.ceil(length / 2);
}
