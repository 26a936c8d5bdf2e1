/** Counts what is odd on a line, and reports so that a flood of one thing stays a few lines. */

/** Kinds counted apart; a kind beyond that is counted as `other`. */
const kindsMax = 64;

/** Reports the 1st, 2nd, 4th, 8th … time of each kind, with the number of times so far. */
export function createOddityCounter(
  report: (what: string, count: number) => void,
): (what: string) => void {
  const counts = new Map<string, number>();
  return (what) => {
    const kind = counts.has(what) || counts.size < kindsMax ? what : 'other';
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if ((count & (count - 1)) === 0) report(kind, count);
  };
}
