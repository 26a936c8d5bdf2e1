/** "With Dr. Patel or Dr. Nguyen": one of several, which the chart asks about. */
import type { SlotKind } from '../../../machines/vocabulary.ts';
import type { Sentence } from './sentence.ts';
import type { FoundValue } from './values.ts';

const ofBusiness = new Set<SlotKind>(['service', 'staff', 'location']);
/** What stands between two of them, and no more. */
const or =
  /^(?:\W|\bstores?\b)*\bor\b(?:\W|\b(?:maybe|perhaps|else|even|a|an|the|with|at|in|for|to|see|doctor|dr)\b)*$/i;

/** "A filling and a cleaning": one visit is for one of them, and which comes first is asked about. */
const and =
  /^(?:\W|\b(?:appointment|visit)\b)*\band\b(?:\W|\b(?:also|maybe|then|a|an|the|some|my)\b)*$/i;

/** Values joined by an "or" become one with the readings of all. */
export function joinEither(values: FoundValue[], { text }: Sentence): FoundValue[] {
  const inOrder = values.toSorted((one, other) => one.from - other.from);
  const groups: FoundValue[][] = [];
  for (const value of inOrder) {
    const before = groups.at(-1)?.at(-1);
    const joined =
      before?.kind === value.kind &&
      ofBusiness.has(value.kind) &&
      (or.test(text.slice(before.to, value.from)) ||
        (value.kind === 'service' && and.test(text.slice(before.to, value.from))));
    if (joined) groups.at(-1)?.push(value);
    else groups.push([value]);
  }
  return values.flatMap((value) => {
    const group = groups.find((each) => each.includes(value)) ?? [value];
    if (group.length === 1) return [value];
    // Where the first of them stood in order of certainty, all stand.
    return values.find((each) => group.includes(each)) === value ? [oneOf(group)] : [];
  });
}

function oneOf(group: FoundValue[]): FoundValue {
  const [first, last] = [group[0] as FoundValue, group.at(-1) as FoundValue];
  const readings = [...new Set(group.flatMap((value) => value.readings))];
  return { ...first, readings, chosen: false, to: last.to };
}
