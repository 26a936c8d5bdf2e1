/** Birth dates: spoken or as digits, in any order of day and month, through a recogniser's slips. */
import { type Part, partsOf, readYears } from './birth-date-parts.ts';
import type { Span } from './sentence.ts';

export interface FoundBirthDate extends Span {
  /** Best first; more than one when day and month, or the century, can be taken either way. */
  readings: string[];
}

interface Candidate extends Span {
  /** Dates that this reading cannot tell apart, the likelier first. */
  dates: string[];
  weight: number;
}

/** Where the month is usually said first. */
const monthFirst = new Set(['US', 'CA', 'PH']);
/** How fast a recogniser's later guesses lose weight. */
const rankFall = 0.35;
const guessesMax = 10;
const yearFirstWeight = 0.7;
const shortYearWeight = 0.5;
/** Below it a date was pieced together from too little. */
const weightMin = 0.2;

export interface BirthDateContext {
  /** `YYYY-MM-DD…`; a birth date lies before it. */
  now: string;
  country: string;
}

/** The best birth date of all guesses of one turn; the first text is the turn's own. */
export function readBirthDate(
  texts: string[],
  context: BirthDateContext,
): FoundBirthDate | undefined {
  const tally = new Map<string, { weight: number; candidate: Candidate; rank: number }>();
  for (const [rank, text] of texts.slice(0, guessesMax).entries()) {
    for (const candidate of candidatesOf(text, context)) {
      const key = candidate.dates.join();
      const weight = candidate.weight / (1 + rank * rankFall);
      const before = tally.get(key);
      if (before) before.weight += weight * 0.5;
      else tally.set(key, { weight, candidate, rank });
    }
  }
  const ranked = [...tally.values()].sort((a, b) => b.weight - a.weight);
  const best = withLastDigit(ranked);
  if (!best || best.weight < weightMin) return undefined;
  const { candidate, rank } = best;
  const span = rank === 0 ? candidate : { from: 0, to: texts[0]?.length ?? 0 };
  return { readings: candidate.dates, from: span.from, to: span.to };
}

/**
 * A recogniser drops the last word of a year: of "1990" and "1992" on one day the latter was said,
 * since a round year has nothing that could be heard on top.
 */
function withLastDigit<Tallied extends { candidate: Candidate }>(
  ranked: Tallied[],
): Tallied | undefined {
  const [best] = ranked;
  const [date = '', ...others] = best?.candidate.dates ?? [];
  if (others.length > 0 || date[yearDigits - 1] !== '0') return best;
  const sameDecade = ranked.slice(1).filter(({ candidate: { dates } }) => {
    const [other = ''] = dates;
    const decade = other.slice(0, yearDigits - 1) === date.slice(0, yearDigits - 1);
    return dates.length === 1 && decade && other.slice(yearDigits) === date.slice(yearDigits);
  });
  return sameDecade.length === 1 ? sameDecade[0] : best;
}

const yearDigits = 4;

function candidatesOf(text: string, context: BirthDateContext): Candidate[] {
  const parts = partsOf(text);
  const named = parts.findIndex((part) => part.kind === 'month');
  const found = named >= 0 ? withMonthName(parts, context) : [];
  return found.length > 0 ? found : inNumbers(parts, context);
}

/** "the 3rd of May 1988", "May 3rd, 88". */
function withMonthName(parts: Part[], context: BirthDateContext): Candidate[] {
  const found: Candidate[] = [];
  for (const [at, month] of parts.entries()) {
    if (month.kind !== 'month') continue;
    const before = dayBefore(parts, at);
    yearFirst(found, parts, at, before, context);
    if (before) addYears(found, parts, at + 1, before, month.value, 1, context);
    const after = parts[at + 1]?.text === 'the' ? at + 2 : at + 1;
    const day = parts[after];
    if (day?.kind === 'number' && day.value >= 1 && day.value <= 31 && day.text.length <= 2) {
      const weight = before ? 0.4 : 0.9;
      addYears(found, parts, after + 1, { part: day, first: month }, month.value, weight, context);
    }
  }
  return found;
}

function dayBefore(parts: Part[], at: number): { part: Part; first: Part } | undefined {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    const part = parts[back];
    if (part?.kind === 'number') {
      return part.value >= 1 && part.value <= 31 && part.text.length <= 2
        ? { part, first: part }
        : undefined;
    }
    if (!/^(?:of|the|in|on|and|day)$/.test(part?.text ?? '')) return undefined;
  }
  return undefined;
}

/** "Nineteen seventy six, July fourth": the year stands before the day and the month. */
function yearFirst(
  found: Candidate[],
  parts: Part[],
  at: number,
  before: { part: Part; first: Part } | undefined,
  context: BirthDateContext,
): void {
  const month = parts[at];
  const next = parts[at + 1]?.text === 'the' ? parts[at + 2] : parts[at + 1];
  const after = next?.kind === 'number' && next.value >= 1 && next.value <= 31 ? next : undefined;
  const dayStart = before === undefined ? at : parts.indexOf(before.first);
  const day = after ?? before?.part;
  const end = after === undefined ? dayStart : at;
  const [start] = parts;
  if (month === undefined || day === undefined || start?.kind !== 'number') return;
  for (const { year, weight, size } of readYears(parts, 0, Number(context.now.slice(0, 4)))) {
    const whole = year >= 1900 && (start.text.length === 4 || size > 1);
    const date =
      whole && size === end ? dateOf(year, month.value, day.value, context.now) : undefined;
    if (date) push(found, [date], weight * 0.8, start.from, (after ?? month).to);
  }
}

function addYears(
  found: Candidate[],
  parts: Part[],
  at: number,
  day: { part: Part; first: Part },
  month: number,
  weight: number,
  context: BirthDateContext,
): void {
  const thisYear = Number(context.now.slice(0, 4));
  for (let skip = 0; skip <= 2; skip++) {
    const years = readYears(parts, at + skip, thisYear);
    for (const { year, weight: ofYear, size } of years.slice(0, 3)) {
      const last = parts[at + skip + size - 1] ?? day.part;
      const date = dateOf(year, month, day.part.value, context.now);
      if (date) push(found, [date], weight * ofYear * (1 - skip * 0.25), day.first.from, last.to);
    }
    if (years.length > 0) return;
  }
}

/** "3rd of the 5th 88", "03 05 1988", "0305 1988", "03051 988". */
function inNumbers(parts: Part[], context: BirthDateContext): Candidate[] {
  const numbers = parts.filter((part) => part.kind === 'number');
  const found: Candidate[] = [];
  const thisYear = Number(context.now.slice(0, 4));
  const [first] = numbers;
  const last = numbers.at(-1);
  if (!first || !last) return [];
  for (let at = 1; at < parts.length; at++) {
    const before = parts.slice(0, at).filter((part) => part.kind === 'number');
    if (before.length === 0 || before.length > 4) continue;
    for (const { year, weight, size } of readYears(parts, at, thisYear)) {
      const rest = parts.slice(at + size).some((part) => part.kind === 'number');
      const ends = rest ? 0.3 : 1;
      // Two digits for the year leave too little to part the rest by guess.
      const shortYear = (parts[at]?.text.length ?? 0) <= 2 && size === 1;
      const enough = before.length >= 2 || (before[0]?.text.length ?? 0) >= (shortYear ? 4 : 3);
      if (!enough || (shortYear && before.length > 2)) continue;
      for (const split of splitDays(before)) {
        addDate(found, year, split, weight * ends, { from: first.from, to: last.to }, context);
      }
    }
  }
  found.push(...inDigits(numbers, context));
  return found;
}

/** Digits in one row: "13031992", "1982 08 04" with the year first, "130392". */
function inDigits(numbers: Part[], context: BirthDateContext): Candidate[] {
  const found: Candidate[] = [];
  const thisYear = Number(context.now.slice(0, 4));
  const digits = numbers.map((part) => part.text).join('');
  const span = { from: numbers[0]?.from ?? 0, to: numbers.at(-1)?.to ?? 0 };
  const isYear = (text: string) => Number(text) >= 1900 && Number(text) <= thisYear;
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  if (digits.length === 8 && isYear(year) && !isYear(digits.slice(4))) {
    const date = dateOf(Number(year), Number(month), Number(day), context.now);
    if (date) push(found, [date], yearFirstWeight, span.from, span.to);
  }
  if (digits.length === 6 && numbers.every(({ text }) => text.length !== 4)) {
    const [short] = readYears([partOf(digits.slice(4))], 0, thisYear);
    for (const split of splitDigits(digits.slice(0, 4))) {
      if (short) addDate(found, short.year, split, shortYearWeight, span, context);
    }
  }
  for (const [size, at] of [
    [8, 4],
    [7, 3],
  ] as const) {
    if (digits.length !== size) continue;
    const year = Number(digits.slice(at));
    if (year < 1900 || year > thisYear) continue;
    for (const split of splitDigits(digits.slice(0, at))) {
      addDate(found, year, split, 0.8, span, context);
    }
  }
  return found;
}

function partOf(text: string): Part {
  return { kind: 'number', text, value: Number(text), ordinal: false, from: 0, to: text.length };
}

interface Split {
  one: number;
  two: number;
  /** "3rd of the 5th" can only be the day first. */
  dayFirst: boolean;
  weight: number;
}

function splitDays(before: Part[]): Split[] {
  const [one, two] = before;
  if (before.length === 2 && one && two && one.text.length <= 3 && two.text.length <= 3) {
    const found = { one: one.value, two: two.value, dayFirst: one.ordinal, weight: 1 };
    if (one.value <= 31 && two.value <= 31) return [found];
  }
  return splitDigits(before.map((part) => part.text).join(''));
}

/** Digits that ran together; a nought too many was a pause or an "oh". */
function splitDigits(digits: string): Split[] {
  const found: Split[] = [];
  for (let cut = 1; cut < digits.length; cut++) {
    const [left, right] = [digits.slice(0, cut), digits.slice(cut)];
    const exact = left.length === 2 && right.length === 2;
    const clean = left.length <= 2 && right.length <= 2;
    const stripped = right.replace(/^0+/, '');
    if (left.length > 2 || stripped.length > 2 || stripped === '') continue;
    const [one, two] = [Number(left), Number(stripped)];
    if (one < 1 || two < 1 || one > 31 || two > 31) continue;
    found.push({ one, two, dayFirst: false, weight: exact ? 1 : clean ? 0.6 : 0.4 });
  }
  return found;
}

function addDate(
  found: Candidate[],
  year: number,
  split: Split,
  weight: number,
  span: Span,
  context: BirthDateContext,
): void {
  const dayFirst = dateOf(year, split.two, split.one, context.now);
  const monthsFirst = dateOf(year, split.one, split.two, context.now);
  const american = monthFirst.has(context.country);
  const both =
    american && !split.dayFirst
      ? [monthsFirst, dayFirst]
      : [dayFirst, american ? undefined : monthsFirst];
  const certain = split.dayFirst || (!american && dayFirst !== undefined);
  const dates = [...new Set(both.filter((date) => date !== undefined))];
  const [preferred] = dates;
  if (preferred === undefined) return;
  push(found, certain ? [preferred] : dates, weight * split.weight * 0.9, span.from, span.to);
}

function push(found: Candidate[], dates: string[], weight: number, from: number, to: number): void {
  found.push({ dates, weight, from, to });
}

function dateOf(year: number, month: number, day: number, now: string): string | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
  if (day > days) return undefined;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return date < now.slice(0, 10) ? date : undefined;
}
