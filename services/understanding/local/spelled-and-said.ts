/** A name that was said and spelled: the letters replace the part that they spell. */
import { spelledTitle } from './name-spelling.ts';
import type { OneName } from './one-name.ts';
import type { WordRange } from './sentence.ts';
import type { SpelledName } from './spelled-names.ts';

/** Fewer letters behind a first name are not a last name. */
const lastNameLengthMin = 2;

/** `around` is what was asked and said: it may tell that the last name is spelled. */
export function withSpelling(
  spelled: SpelledName,
  said: OneName | undefined,
  around: string,
): OneName {
  const [one = '', two] = spelled.words;
  const range = spelled.range;
  const sure = said?.sure ?? true;
  if (two !== undefined) {
    return {
      person: { first: spelledTitle(one), last: spelledTitle(two), spelled: true },
      range,
      sure,
    };
  }
  const apart =
    said !== undefined && (said.range.end <= range.first || said.range.first >= range.end);
  const whole = apart ? { ...said.person } : {};
  const both = inOneBreath(whole.first, one);
  if (both) return { person: { ...both, spelled: true }, range: union(range, said?.range), sure };
  const letter = one[0];
  const lastAsked = /\b(?:last|sur|family)[ -]?name\b/.test(around.toLowerCase());
  const fitsFirst = whole.first?.[0]?.toLowerCase() === letter;
  const fitsLast = whole.last?.[0]?.toLowerCase() === letter;
  const asLast = fitsLast && (!fitsFirst || lastAsked || whole.last !== undefined);
  if (asLast || (lastAsked && !fitsFirst)) whole.last = spelledTitle(one);
  else whole.first = spelledTitle(one);
  return { person: { ...whole, spelled: true }, range: union(range, said?.range), sure };
}

/** "Priya Raghunathan" and then all its letters without a pause. */
function inOneBreath(
  first: string | undefined,
  letters: string,
): { first: string; last: string } | undefined {
  const known = first?.toLowerCase();
  if (first === undefined || known === undefined || !letters.startsWith(known)) return undefined;
  const rest = letters.slice(known.length);
  return rest.length > lastNameLengthMin ? { first, last: spelledTitle(rest) } : undefined;
}

export function union(one: WordRange, other: WordRange | undefined): WordRange {
  if (!other) return one;
  return { first: Math.min(one.first, other.first), end: Math.max(one.end, other.end) };
}
