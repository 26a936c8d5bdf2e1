/** Days with a name: "Christmas eve", "the day before Thanksgiving", "Easter Monday 2027". */
import type { Token } from '../tokens.ts';
import {
  addDays,
  addToDate,
  comingWeekday,
  easterSunday,
  makeDate,
  weekdayOf,
  yearOf,
} from './calendar.ts';
import { phraseAt, textAt } from './match.ts';
import { readYear, readYearFrom } from './numbers.ts';
import type { DayPiece, RuleContext } from './pieces.ts';

type DayOfYear = (year: number) => string;

const fixed =
  (month: number, day: number): DayOfYear =>
  (year) =>
    makeDate(year, month, day) as string;
/** The nth such weekday of the month, 1 being the first. */
const nth =
  (count: number, weekday: number, month: number): DayOfYear =>
  (year) =>
    addDays(comingWeekday(fixed(month, 1)(year), weekday), (count - 1) * 7);
const easter =
  (daysLater: number): DayOfYear =>
  (year) =>
    addDays(easterSunday(year), daysLater);

const thanksgiving = nth(4, 4, 11);
const holidays: readonly [names: string, day: DayOfYear][] = [
  ["new year's day|new years day|new years|new year's|new year", fixed(1, 1)],
  ["new year's eve|new years eve|new year eve", fixed(12, 31)],
  ['martin luther king day|mlk day|martin luther king jr day', nth(3, 1, 1)],
  ['groundhog day', fixed(2, 2)],
  ["valentine's day|valentines day|valentine day|valentine's|valentines", fixed(2, 14)],
  ["presidents day|president's day|presidents' day", nth(3, 1, 2)],
  ["st patrick's day|st patricks day|saint patrick's day|saint patricks day", fixed(3, 17)],
  ["april fools day|april fool's day|april fools", fixed(4, 1)],
  ['good friday', easter(-2)],
  ['easter sunday|easter day|easter', easter(0)],
  ['easter monday', easter(1)],
  ['earth day', fixed(4, 22)],
  ["mother's day|mothers day", nth(2, 7, 5)],
  ['memorial day', (year) => addDays(comingWeekday(fixed(5, 25)(year), 1), 0)],
  ['juneteenth', fixed(6, 19)],
  ["father's day|fathers day", nth(3, 7, 6)],
  ['independence day', fixed(7, 4)],
  ['labor day|labour day', nth(1, 1, 9)],
  ["columbus day|indigenous peoples day|indigenous people's day", nth(2, 1, 10)],
  ['halloween', fixed(10, 31)],
  ["veterans day|veteran's day", fixed(11, 11)],
  ['thanksgiving day|thanksgiving', thanksgiving],
  ['black friday', (year) => addDays(thanksgiving(year), 1)],
  ['cyber monday', (year) => addDays(thanksgiving(year), 4)],
  ['christmas eve|xmas eve|christmas evening', fixed(12, 24)],
  ['christmas day|christmas|xmas day|xmas', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
];
const named: readonly [phrase: string, day: DayOfYear][] = holidays.flatMap(([names, day]) =>
  names.split('|').map((name): [string, DayOfYear] => [name.replaceAll("'s", ''), day]),
);
const firstWords = new Set(named.map(([phrase]) => phrase.split(' ')[0]));

const leads = new Set(['next', 'this', 'coming', 'upcoming', 'last']);

/** Spelling repair has taken the possessive from the words, so it is not in the phrases either. */
export function readHoliday(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  const lead = leads.has(textAt(tokens, at)) ? 1 : 0;
  if (lead > 0) {
    const holiday = readHoliday(tokens, at + 1, context);
    const date = holiday?.days[0]?.date;
    if (holiday === undefined || date === undefined) return undefined;
    const isLast = textAt(tokens, at) === 'last';
    const days = isLast ? [{ date: addToDate(date, -1, 'year') }] : holiday.days;
    return { ...holiday, size: holiday.size + 1, days };
  }
  if (!firstWords.has(textAt(tokens, at))) return undefined;
  let best: { size: number; day: DayOfYear } | undefined;
  for (const [phrase, day] of named) {
    const size = phraseAt(tokens, at, phrase);
    if (size > (best?.size ?? 0)) best = { size, day };
  }
  if (best === undefined) return undefined;
  const of = textAt(tokens, at + best.size) === 'of' ? 1 : 0;
  const year = readYear(tokens, at + best.size + of);
  const distant = year ?? readYearFrom(tokens, at + best.size, context.today);
  if (distant !== undefined) {
    const size = best.size + (year === undefined ? 0 : of) + distant.size;
    return { kind: 'day', size, days: [{ date: best.day(distant.value) }] };
  }
  const thisYear = best.day(yearOf(context.today));
  const date = thisYear >= context.today ? thisYear : best.day(yearOf(context.today) + 1);
  if (textAt(tokens, at + best.size) === 'weekend') {
    return { kind: 'day', size: best.size + 1, days: [weekendAround(date)] };
  }
  return { kind: 'day', size: best.size, days: [{ date }] };
}

/** From Monday's or Friday's holiday to the Saturday and Sunday beside it. */
function weekendAround(date: string): { date: string; dateTo: string } {
  const weekday = weekdayOf(date);
  const saturday = addDays(date, weekday < 4 ? -weekday - 1 : 6 - weekday);
  const sunday = addDays(saturday, 1);
  return { date: date < saturday ? date : saturday, dateTo: date > sunday ? date : sunday };
}
