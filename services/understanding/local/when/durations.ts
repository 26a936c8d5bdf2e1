/** Lengths of time: "two weeks", "half an hour", "an hour and a half", "a couple of days", "1d 2hr". */
import type { Token } from '../tokens.ts';
import { addMinutes, addToDate } from './calendar.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import { readNumber } from './numbers.ts';

export interface Duration {
  months: number;
  days: number;
  minutes: number;
  size: number;
}

type Field = 'months' | 'days' | 'minutes';

const unitNames: readonly [names: string, field: Field, count: number][] = [
  ['minute minutes min mins', 'minutes', 1],
  ['hour hours hr hrs', 'minutes', 60],
  ['day days d', 'days', 1],
  ['week weeks wk wks w', 'days', 7],
  ['fortnight fortnights', 'days', 14],
  ['month months', 'months', 1],
  ['year years yr yrs', 'months', 12],
];
const units = new Map(
  unitNames.flatMap(([names, field, count]) =>
    names
      .split(' ')
      .map((name): [string, { field: Field; count: number }] => [name, { field, count }]),
  ),
);
/** How many "a few" may be: from the least to the most. */
const vagueWords: readonly [words: string, least: number, most: number][] = [
  ['a few', 2, 5],
  ['several', 3, 8],
  ['a number of', 3, 8],
];
const coupleWords = ['a couple of', 'a couple', 'couple of', 'couple'];
/** Beyond this the sum is no appointment, and the calendar ends somewhere. */
const countMax = 999;

export function readDuration(tokens: Token[], at: number): Duration | undefined {
  const first = readHalfHour(tokens, at) ?? readOne(tokens, at);
  if (first === undefined) return undefined;
  const total = { ...first };
  for (;;) {
    let next = at + total.size;
    if (textAt(tokens, next) === ',') next += 1;
    if (textAt(tokens, next) === 'and') next += 1;
    const more = readOne(tokens, next) ?? readHalfMore(tokens, next, total);
    if (more === undefined) return total;
    total.months += more.months;
    total.days += more.days;
    total.minutes += more.minutes;
    total.size = next + more.size - at;
  }
}

/** "half an hour", "a half hour", "half hour". */
function readHalfHour(tokens: Token[], at: number): Duration | undefined {
  const size = longestPhraseAt(tokens, at, ['half an hour', 'a half hour', 'half hour']);
  const quarter = longestPhraseAt(tokens, at, ['a quarter of an hour', 'quarter of an hour']);
  const halfYear = longestPhraseAt(tokens, at, ['half a year', 'a half year']);
  if (halfYear > 0) return { months: 6, days: 0, minutes: 0, size: halfYear };
  if (quarter > 0) return { months: 0, days: 0, minutes: 15, size: quarter };
  return size > 0 ? { months: 0, days: 0, minutes: 30, size } : undefined;
}

/** The "a half" after "an hour and". */
function readHalfMore(tokens: Token[], at: number, total: Duration): Duration | undefined {
  const size = longestPhraseAt(tokens, at, ['a half']);
  const afterAnd = textAt(tokens, at - 1) === 'and';
  if (size === 0 || !afterAnd) return undefined;
  const half = { months: 0, days: 0, minutes: 0, size };
  if (total.minutes > 0) return { ...half, minutes: 30 };
  if (total.months % 12 === 0 && total.months > 0) return { ...half, months: 6 };
  // Half a week is three or four days, half a month two weeks.
  if (total.months > 0) return { ...half, days: 15 };
  return total.days > 0 && total.days % 7 === 0 ? { ...half, days: 3 } : undefined;
}

function readOne(tokens: Token[], at: number): Duration | undefined {
  const amount = readAmount(tokens, at);
  if (amount === undefined) return undefined;
  const halves =
    textAt(tokens, at + amount.size) === 'and' ? readAndAHalf(tokens, at + amount.size) : 0;
  const unit = units.get(textAt(tokens, at + amount.size + halves));
  if (unit === undefined) return undefined;
  const duration: Duration = { months: 0, days: 0, minutes: 0, size: amount.size + halves + 1 };
  const half = halves > 0 && unit.field === 'minutes' ? unit.count / 2 : 0;
  const total = amount.value * unit.count + half;
  // Half a day or half a month is no length that a date can be moved by.
  if (!Number.isInteger(total)) return undefined;
  duration[unit.field] = total;
  return duration;
}

/** "one and a half" before its unit. */
function readAndAHalf(tokens: Token[], at: number): number {
  return longestPhraseAt(tokens, at, ['and a half']);
}

function readAmount(tokens: Token[], at: number): { value: number; size: number } | undefined {
  const couple = longestPhraseAt(tokens, at, coupleWords);
  if (couple > 0) return { value: 2, size: couple };
  const word = textAt(tokens, at);
  if (word === 'a' || word === 'an') return { value: 1, size: 1 };
  const number = readNumber(tokens, at);
  const decimal = tokens[at + 2];
  if (number?.digits !== undefined && textAt(tokens, at + 1) === '.' && decimal?.text === '5') {
    return decimal.spaced ? undefined : { value: number.value + 0.5, size: 3 };
  }
  const usable = number !== undefined && !number.ordinal && number.value <= countMax;
  return usable ? { value: number.value, size: number.size } : undefined;
}

/** "a few days", "several hours": the shortest and the longest that is meant. */
export function readVagueDuration(
  tokens: Token[],
  at: number,
): { least: Duration; most: Duration } | undefined {
  const said = vagueWords.find(([words]) => phraseAt(tokens, at, words) > 0);
  if (said === undefined) return undefined;
  const [words, least, most] = said;
  const amount = phraseAt(tokens, at, words);
  const unit = units.get(textAt(tokens, at + amount));
  if (unit === undefined) return undefined;
  const lengthOf = (count: number): Duration => ({
    months: 0,
    days: 0,
    minutes: 0,
    size: amount + 1,
    [unit.field]: count * unit.count,
  });
  return { least: lengthOf(least), most: lengthOf(most) };
}

/** A date with a time when the duration counts hours or minutes, else a date alone. */
export function addDuration(
  start: { date: string; time: string },
  duration: Duration,
  sign: 1 | -1,
  timeZone: string,
): { date: string; time?: string } {
  const months = addToDate(start.date, sign * duration.months, 'month');
  const date = addToDate(months, sign * duration.days, 'day');
  if (duration.minutes === 0) return { date };
  return addMinutes(date, start.time, sign * duration.minutes, timeZone);
}
