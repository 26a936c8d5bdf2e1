/** Days, months and years as callers and telephone recognisers give them, with a birth date in mind. */
import { readNumber } from './digit-words.ts';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ordinalNames = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];
/** What a recogniser makes of a year's last digit after a round decade: "1940 for" is 1944. */
const lastDigits: Record<string, number> = {
  to: 2,
  too: 2,
  two: 2,
  three: 3,
  for: 4,
  four: 4,
  five: 5,
  v: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ate: 8,
  nine: 9,
  one: 1,
  won: 1,
};

/** A word of the sentence: digits, an ordinal, a month or another word. */
export interface Part {
  kind: 'number' | 'month' | 'word';
  text: string;
  value: number;
  ordinal: boolean;
  from: number;
  to: number;
}

const pattern = /(\d+)(st|nd|rd|th|s|a|e)?(?![\p{L}\d])|[\p{L}']+|\d+/gu;

export function partsOf(text: string): Part[] {
  const raw = [...text.toLowerCase().matchAll(pattern)].map((match) => ({
    text: match[1] !== undefined && match[2] !== undefined ? match[1] : match[0],
    ordinal: match[2] === 'st' || match[2] === 'nd' || match[2] === 'rd' || match[2] === 'th',
    from: match.index,
    to: match.index + match[0].length,
  }));
  const parts: Part[] = [];
  for (let at = 0; at < raw.length; at++) {
    const piece = raw[at];
    if (!piece) continue;
    const month = monthOf(piece.text);
    const said = readOrdinal(
      raw.map((each) => each.text),
      at,
    );
    if (/^\d+$/.test(piece.text))
      parts.push({ ...piece, kind: 'number', value: Number(piece.text) });
    else if (month > 0) parts.push({ ...piece, kind: 'month', value: month });
    else if (said) {
      const last = raw[at + said.size - 1] ?? piece;
      parts.push({
        kind: 'number',
        text: String(said.value).padStart(said.zero ? 2 : 1, '0'),
        value: said.value,
        ordinal: said.ordinal,
        from: piece.from,
        to: last.to,
      });
      at += said.size - 1;
    } else parts.push({ ...piece, kind: 'word', value: 0 });
  }
  return parts;
}

function monthOf(word: string): number {
  if (word.length < 3) return 0;
  return (
    monthNames.findIndex(
      (name) =>
        name === word ||
        (word.length <= 4 &&
          word !== 'mar' &&
          word !== 'ma' &&
          name.startsWith(word) &&
          word !== 'may') ||
        (word === 'mar' && name === 'march') ||
        (word === 'sept' && name === 'september'),
    ) + 1
  );
}

/** "twenty third", "oh five", "nineteen", "two thousand and three": one number each. */
function readOrdinal(
  words: string[],
  at: number,
): { value: number; size: number; ordinal: boolean; zero: boolean } | undefined {
  const word = words[at] ?? '';
  const simple = ordinalNames.indexOf(word) + 1;
  if (simple > 0) return { value: simple, size: 1, ordinal: true, zero: false };
  if (word === 'thirtieth') return { value: 30, size: 1, ordinal: true, zero: false };
  const tens = word === 'twenty' ? 20 : word === 'thirty' ? 30 : 0;
  const unit = ordinalNames.indexOf(words[at + 1] ?? '') + 1;
  if (tens > 0 && unit > 0 && unit < 10)
    return { value: tens + unit, size: 2, ordinal: true, zero: false };
  if (word === 'oh' || word === 'o' || word === 'zero') {
    const next = readNumber(words, at + 1);
    if (next && next.value < 10)
      return { value: next.value, size: 1 + next.size, ordinal: false, zero: true };
    return undefined;
  }
  const number = /^\d/.test(word) ? undefined : readNumber(words, at);
  return number ? { ...number, ordinal: false, zero: false } : undefined;
}

export interface YearReading {
  year: number;
  /** From 0 to 1: how much had to be mended. */
  weight: number;
  size: number;
}

/** The years that the parts from `at` on can mean, best first. `thisYear` is the last possible one. */
export function readYears(parts: Part[], at: number, thisYear: number): YearReading[] {
  const [one, two, three] = [parts[at], parts[at + 1], parts[at + 2]];
  const found: YearReading[] = [];
  const add = (year: number, weight: number, size: number) => {
    if (year >= 1900 && year <= thisYear) found.push({ year, weight, size });
  };
  if (one?.kind !== 'number') return [];
  const digitAfter = (part: Part | undefined): number =>
    part === undefined
      ? -1
      : part.kind === 'number' && part.value < 10
        ? part.value
        : (lastDigits[part.text] ?? -1);
  const belowHundred = (part: Part | undefined): number =>
    part?.kind === 'number' && part.value < 100 ? part.value : digitAfter(part);
  if (/^\d{4}$/.test(one.text)) {
    const last = digitAfter(two);
    if (one.value % 10 === 0 && last > 0) add(one.value + last, 0.9, 2);
    const joined = two?.text === 'and' ? belowHundred(three) : -1;
    const round = one.value % 100 === 0;
    if (round && joined > 0) add(one.value + joined, 1, 3);
    // "2000 12", "1900 54": the hundreds and the rest, heard apart.
    if (round && belowHundred(two) >= 10) add(one.value + belowHundred(two), 0.8, 2);
    const goesOn = (last > 0 && one.value % 10 === 0) || (round && belowHundred(two) >= 10);
    add(one.value, goesOn ? 0.3 : 1, 1);
  }
  if (/^\d{3}$/.test(one.text) && one.value >= 190 && one.value <= 202) {
    const last = digitAfter(two);
    if (last >= 0) add(one.value * 10 + last, 0.8, 2);
  }
  if ((one.value === 19 || one.value === 20) && two?.kind === 'number') {
    if (two.value < 100 && two.text.length <= 2) {
      const last = two.value % 10 === 0 && two.value > 0 ? digitAfter(three) : -1;
      if (two.value < 10 && three?.kind === 'number' && three.value < 10) {
        add(one.value * 100 + two.value * 10 + three.value, 0.8, 3);
      }
      add(one.value * 100 + two.value + Math.max(0, last), 0.9, last > 0 ? 3 : 2);
    }
  }
  if (/^\d{5}$/.test(one.text)) {
    const [year, last] = [Number(one.text.slice(0, 4)), Number(one.text.slice(4))];
    // "19005" is nineteen hundred and five.
    if (year % 10 === 0 && last > 0) add(year + last, 0.6, 1);
    add(year, 0.4, 1);
  }
  if (/^\d{2}$/.test(one.text) && found.length === 0) {
    const last = one.value % 10 === 0 && one.value >= 20 ? digitAfter(two) : -1;
    const short = last > 0 ? one.value + last : one.value;
    const size = last > 0 ? 2 : 1;
    // A person a hundred years old is rarer on the phone than a child whose parent calls.
    if (2000 + short <= thisYear) add(2000 + short, 0.7, size);
    if (1900 + short > thisYear - 105) add(1900 + short, 0.7, size);
  }
  return found;
}
