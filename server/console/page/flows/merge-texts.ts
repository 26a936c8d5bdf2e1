/** Two people's changes of one text: put together where they touch different lines. Pure. */

interface Region {
  /** Lines of the base that were replaced, `[start, end)`, and what stands there now. */
  start: number;
  end: number;
  lines: string[];
}

/** `undefined` when both changed the same lines: then a person decides. */
export function mergedTexts(base: string, mine: string, theirs: string): string | undefined {
  const lines = base.split('\n');
  const [one, other] = [
    changedRegion(lines, mine.split('\n')),
    changedRegion(lines, theirs.split('\n')),
  ];
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  // Lines that touch belong together more often than not.
  if (first.end >= second.start) return undefined;
  return [
    ...lines.slice(0, first.start),
    ...first.lines,
    ...lines.slice(first.end, second.start),
    ...second.lines,
    ...lines.slice(second.end),
  ].join('\n');
}

/** What of two texts is different: the lines between their common beginning and their common end. */
export function differentLines(
  theirs: string,
  mine: string,
): { theirs: string[]; mine: string[]; from: number } {
  const before = theirs.split('\n');
  const { start, end, lines } = changedRegion(before, mine.split('\n'));
  return { theirs: before.slice(start, end), mine: lines, from: start + 1 };
}

function changedRegion(base: string[], changed: string[]): Region {
  const shorter = Math.min(base.length, changed.length);
  let start = 0;
  while (start < shorter && base[start] === changed[start]) start += 1;
  let same = 0;
  while (same < shorter - start && base.at(-1 - same) === changed.at(-1 - same)) same += 1;
  return { start, end: base.length - same, lines: changed.slice(start, changed.length - same) };
}
