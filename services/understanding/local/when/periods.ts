/** Stretches of days: "next week", "this weekend", "early next month", "end of March", "the week of the 18th". */
import type { Token } from '../tokens.ts';
import {
  addDays,
  addToDate,
  firstOfMonth,
  lastOfMonth,
  makeDate,
  monthOf,
  startOfWeek,
  weekdayOf,
  yearOf,
} from './calendar.ts';
import { monthNames } from './calendar-words.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import { readNumber, readYear } from './numbers.ts';
import type { DayPiece, DaySpan, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';
import { readMonthStart } from './weekdays.ts';

type Unit = 'week' | 'weekend' | 'month' | 'quarter' | 'year' | 'workweek';
type Portion = 'early' | 'middle' | 'late' | 'later';
interface Period {
  unit: Unit;
  span: Required<DaySpan>;
  size: number;
}

const portions: readonly [phrase: string, portion: Portion][] = [
  ['early in', 'early'],
  ['early on', 'early'],
  ['early', 'early'],
  ['beginning of', 'early'],
  ['start of', 'early'],
  ['first part of', 'early'],
  ['middle of', 'middle'],
  ['mid', 'middle'],
  ['mid -', 'middle'],
  ['later in', 'late'],
  ['late in', 'late'],
  ['late', 'late'],
  ['later', 'later'],
  ['end of', 'late'],
  ['back end of', 'late'],
  ['rest of', 'later'],
];
const units = new Map<string, Unit>([
  ['week', 'week'],
  ['weekend', 'weekend'],
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
  ['workweek', 'workweek'],
]);
const steps = new Map([
  ['this', 0],
  ['current', 0],
  ['coming', 0],
  ['next', 1],
  ['following', 1],
  ['upcoming', 1],
  ['last', -1],
]);
/** Before a month's name: without one of these "may" and "april" may be anything. */
const monthLeads = new Set(
  'in of for during until till since by next this last from before after through early late mid end between'.split(
    ' ',
  ),
);

export function readPeriod(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  return (
    readPortion(tokens, at, context) ??
    readDayOfPeriod(tokens, at, context) ??
    readWeekOf(tokens, at, context) ??
    readNextFew(tokens, at, context) ??
    asDays(readWholePeriod(tokens, at, context))
  );
}

function asDays(period: Period | undefined): DayPiece | undefined {
  return period && { kind: 'day', size: period.size, days: [period.span] };
}

/** "early next week", "the end of the month", "mid-March", "later this week". */
function readPortion(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const start = textAt(tokens, at) === 'the' || textAt(tokens, at) === 'towards' ? at + 1 : at;
  let best: { size: number; portion: Portion } | undefined;
  for (const [phrase, portion] of portions) {
    const size = phraseAt(tokens, start, phrase);
    if (size > (best?.size ?? 0)) best = { size, portion };
  }
  if (best === undefined) return undefined;
  const period = readWholePeriod(tokens, start + best.size, context);
  if (period === undefined) return undefined;
  const span = takePortion(period, best.portion, context.today);
  return { kind: 'day', size: start + best.size + period.size - at, days: [span] };
}

/** Weeks fall into Monday to Wednesday and Friday to Sunday, months and longer ones into thirds. */
function takePortion({ unit, span }: Period, portion: Portion, today: string): DaySpan {
  const { date, dateTo } = span;
  const tomorrow = addDays(today, 1);
  if (portion === 'later' && unit !== 'week') {
    return { date: laterOf(date, tomorrow), dateTo };
  }
  if (unit === 'week' || unit === 'workweek') {
    const monday = startOfWeek(date);
    const first = { early: 0, middle: 1, late: 4, later: 3 }[portion];
    const last = { early: 2, middle: 3, late: 6, later: 6 }[portion];
    const from = addDays(monday, first);
    const begin = portion === 'later' ? laterOf(from, tomorrow) : from;
    return { date: begin, dateTo: addDays(monday, last) };
  }
  if (unit === 'weekend') return portion === 'early' ? { date } : { date: dateTo };
  if (unit === 'month') {
    if (portion === 'early') return { date, dateTo: addDays(date, 9) };
    if (portion === 'middle') return { date: addDays(date, 10), dateTo: addDays(date, 19) };
    return { date: addDays(date, 20), dateTo };
  }
  const third = unit === 'year' ? 4 : 1;
  if (portion === 'early') return { date, dateTo: addDays(addToDate(date, third, 'month'), -1) };
  const second = addToDate(date, third, 'month');
  const last = addToDate(date, third * 2, 'month');
  return portion === 'middle'
    ? { date: second, dateTo: addDays(last, -1) }
    : { date: last, dateTo };
}

function laterOf(one: string, other: string): string {
  return one.localeCompare(other) > 0 ? one : other;
}

function readWholePeriod(tokens: Token[], at: number, context: RuleContext): Period | undefined {
  return (
    readAfterNext(tokens, at, context) ??
    readNamedUnit(tokens, at, context) ??
    readMonth(tokens, at, context) ??
    readYearAlone(tokens, at, context)
  );
}

/** "this week", "the next month", "the weekend", "following week", "the year". */
function readNamedUnit(tokens: Token[], at: number, context: RuleContext): Period | undefined {
  const the = textAt(tokens, at) === 'the' ? 1 : 0;
  const which = textAt(tokens, at + the);
  let next = at + the;
  let step = steps.get(which);
  if (step !== undefined) next += 1;
  if (which === 'this' && textAt(tokens, next) === 'coming') next += 1;
  const unit = units.get(textAt(tokens, next));
  if (unit === undefined) return undefined;
  if (step === undefined) {
    // "A week" is a length; "the week" is this one, "the weekend" the coming one.
    const definite = the > 0 || (unit === 'weekend' && textAt(tokens, at - 1) !== 'a');
    if (!definite) return undefined;
    step = 0;
  }
  const base = which === 'following' ? (context.offered?.date ?? context.today) : context.today;
  return { unit, span: unitSpan(unit, base, step), size: next + 1 - at };
}

/** The week and the weekend after next. */
function readAfterNext(tokens: Token[], at: number, context: RuleContext): Period | undefined {
  const the = textAt(tokens, at) === 'the' ? 1 : 0;
  const unit = units.get(textAt(tokens, at + the));
  if (unit === undefined || phraseAt(tokens, at + the + 1, 'after next') === 0) return undefined;
  return { unit, span: unitSpan(unit, context.today, 2), size: the + 3 };
}

function unitSpan(unit: Unit, base: string, step: number): Required<DaySpan> {
  const monday = addDays(startOfWeek(base), step * 7);
  if (unit === 'week') return { date: monday, dateTo: addDays(monday, 6) };
  if (unit === 'workweek') return { date: monday, dateTo: addDays(monday, 4) };
  if (unit === 'weekend') {
    const onSunday = step === 0 && weekdayOf(base) === 7;
    return { date: onSunday ? base : addDays(monday, 5), dateTo: addDays(monday, 6) };
  }
  if (unit === 'month') {
    const first = firstOfMonth(base, step);
    return { date: first, dateTo: lastOfMonth(first) };
  }
  const months = unit === 'year' ? 12 : 3;
  const index = Math.floor((monthOf(base) - 1) / months) * months;
  const first = addToDate(makeDate(yearOf(base), index + 1, 1) as string, step * months, 'month');
  return { date: first, dateTo: addDays(addToDate(first, months, 'month'), -1) };
}

/** "in March", "next October", "October 2026"; a name alone only as the whole answer. */
function readMonth(tokens: Token[], at: number, context: RuleContext): Period | undefined {
  const lead = steps.has(textAt(tokens, at)) ? 1 : 0;
  const word = textAt(tokens, at + lead);
  const start = readMonthStart(tokens, at + lead, context);
  if (start === undefined || word === 'the' || steps.has(word)) return undefined;
  const withYear = start.size > 1 && textAt(tokens, at + lead + 1) !== '.';
  const alone = context.focused && isWholeText(tokens, at, at + lead + start.size);
  const linked = ['to', 'and', 'or', '-'].includes(textAt(tokens, at - 1));
  const led =
    lead > 0 ||
    monthLeads.has(textAt(tokens, at - 1)) ||
    (linked && readMonthStart(tokens, at - 2, context) !== undefined);
  if (!withYear && !alone && !(led && monthNames.has(word))) return undefined;
  return {
    unit: 'month',
    span: { date: start.first, dateTo: lastOfMonth(start.first) },
    size: lead + start.size,
  };
}

function readYearAlone(tokens: Token[], at: number, context: RuleContext): Period | undefined {
  const led = ['in', 'of', 'from', 'till', 'until', 'year'].includes(textAt(tokens, at - 1));
  const year = led ? readYear(tokens, at) : undefined;
  if (year === undefined || !(context.focused || textAt(tokens, at - 1) === 'of')) return undefined;
  const date = makeDate(year.value, 1, 1) as string;
  return {
    unit: 'year',
    span: { date, dateTo: addDays(addToDate(date, 1, 'year'), -1) },
    size: year.size,
  };
}

/** "the last day of October", "first day of next month", "the last week of this month". */
function readDayOfPeriod(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  let next = textAt(tokens, at) === 'the' ? at + 1 : at;
  const ordinal = readNumber(tokens, next);
  if (ordinal !== undefined) next += ordinal.size;
  const last = textAt(tokens, next) === 'last';
  if (last) next += 1;
  if ((ordinal !== undefined && !ordinal.ordinal) || (ordinal === undefined && !last))
    return undefined;
  const unit = textAt(tokens, next);
  if (
    (unit !== 'day' && unit !== 'week') ||
    longestPhraseAt(tokens, next + 1, ['of', 'in']) === 0
  ) {
    return undefined;
  }
  const period = readWholePeriod(tokens, next + 2, context);
  if (period === undefined) return undefined;
  const count = (ordinal?.value ?? 1) - 1;
  const edge = last ? period.span.dateTo : period.span.date;
  const offset = last ? -count : count;
  const monday = addDays(startOfWeek(weekEdge(edge, last)), offset * 7);
  const span =
    unit === 'day' ? { date: addDays(edge, offset) } : { date: monday, dateTo: addDays(monday, 6) };
  return { kind: 'day', size: next + 2 + period.size - at, days: [span] };
}

/** A week belongs to the month that holds its Thursday. */
function weekEdge(edge: string, last: boolean): string {
  const weekday = weekdayOf(edge);
  if (last) return weekday < 4 ? addDays(edge, -7) : edge;
  return weekday > 4 ? addDays(edge, 7) : edge;
}

/** "the week of the 18th", "week commencing February 4". */
function readWeekOf(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const start = textAt(tokens, at) === 'the' ? at + 1 : at;
  const size = longestPhraseAt(tokens, start, [
    'week of',
    'weekend of',
    'week commencing',
    'week beginning',
    'week starting',
    'week starting on',
  ]);
  const day = size === 0 ? undefined : context.day(start + size);
  const date = day?.days[0]?.date;
  if (day === undefined || date === undefined) return undefined;
  const monday = startOfWeek(date);
  const first = textAt(tokens, start) === 'weekend' ? addDays(monday, 5) : monday;
  const span = { date: first, dateTo: addDays(monday, 6) };
  return { kind: 'day', size: start + size + day.size - at, days: [span] };
}

/** "the next two weeks", "next few days", "2 upcoming days": from tomorrow on. */
function readNextFew(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  let next = textAt(tokens, at) === 'the' ? at + 1 : at;
  const before = ['next', 'coming', 'upcoming'].includes(textAt(tokens, next));
  if (before) next += 1;
  const vague = longestPhraseAt(tokens, next, ['few', 'couple of', 'couple']);
  const count =
    vague > 0
      ? { value: textAt(tokens, next) === 'few' ? 3 : 2, size: vague }
      : readNumber(tokens, next);
  if (count === undefined || count.value < 2 || count.value > 60) return undefined;
  next += count.size;
  const after = textAt(tokens, next) === 'next' || textAt(tokens, next) === 'upcoming';
  if (!before && !after) return undefined;
  if (after) next += 1;
  const unit = textAt(tokens, next).replace(/s$/, '');
  if (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'year') return undefined;
  const dateTo = addToDate(context.today, count.value, unit);
  return { kind: 'day', size: next + 1 - at, days: [{ date: addDays(context.today, 1), dateTo }] };
}
