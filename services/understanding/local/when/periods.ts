/** Stretches of days: "next week", "early next month", "end of March", "the week of the 18th". */
import type { Token } from '../tokens.ts';
import { addDays, addToDate, comingWeekday, startOfWeek, weekdayOf } from './calendar.ts';
import { readDuration } from './durations.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { DayPiece, DaySpan, RuleContext } from './pieces.ts';
import { type Period, readWholePeriod } from './whole-periods.ts';

type Portion = 'early' | 'middle' | 'late' | 'later' | 'first-half' | 'second-half';

const dayMs = 86_400_000;
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
  ['first half of', 'first-half'],
  ['front half of', 'first-half'],
  ['second half of', 'second-half'],
  ['back half of', 'second-half'],
  ['latter half of', 'second-half'],
  ['latter part of', 'second-half'],
  ['rest of', 'later'],
];

export function readPeriod(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  return (
    readMidweek(tokens, at, context) ??
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

/** "Midweek", "mid-week": this week's, or the next one's when that is over. */
function readMidweek(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const size = longestPhraseAt(tokens, at, ['midweek', 'mid week', 'mid - week']);
  if (size === 0) return undefined;
  const week = readWholePeriod(tokens, at + size, context);
  const monday = startOfWeek(week?.span.date ?? context.today);
  const over = week === undefined && context.today >= addDays(monday, 3);
  const date = addDays(monday, over ? 8 : 1);
  return {
    kind: 'day',
    size: size + (week?.size ?? 0),
    days: [{ date, dateTo: addDays(date, 2) }],
  };
}

/** Weeks fall into Monday to Wednesday and Friday to Sunday, months and longer ones into thirds. */
function takePortion({ unit, span }: Period, portion: Portion, today: string): DaySpan {
  const { date, dateTo } = span;
  const tomorrow = addDays(today, 1);
  if (portion === 'first-half' || portion === 'second-half') {
    const days = Math.floor((Date.parse(dateTo) - Date.parse(date)) / dayMs) + 1;
    const middle = addDays(date, Math.floor(days / 2));
    return portion === 'first-half'
      ? { date, dateTo: addDays(middle, -1) }
      : { date: middle, dateTo };
  }
  if (portion === 'later' && unit !== 'week') {
    return dateTo < tomorrow ? span : { date: laterOf(date, tomorrow), dateTo };
  }
  if (unit === 'week' || unit === 'workweek') {
    const monday = startOfWeek(date);
    const first = { early: 0, middle: 1, late: 4, later: 3 }[portion];
    const last = { early: 2, middle: 3, late: 6, later: 6 }[portion];
    const from = addDays(monday, first);
    const to = addDays(monday, last);
    const begin = portion === 'later' && to >= tomorrow ? laterOf(from, tomorrow) : from;
    return { date: begin, dateTo: to };
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
    (unit !== 'day' && unit !== 'week' && unit !== 'weekend') ||
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
  // A weekend belongs to the month that holds its Saturday.
  const saturday = last ? comingWeekday(addDays(edge, -6), 6) : comingWeekday(edge, 6);
  const weekend = addDays(saturday, offset * 7);
  const spans: Record<typeof unit, DaySpan> = {
    day: { date: addDays(edge, offset) },
    week: insideOf(period.span, { date: monday, dateTo: addDays(monday, 6) }),
    weekend: { date: weekend, dateTo: addDays(weekend, 1) },
  };
  const span = spans[unit];
  return { kind: 'day', size: next + 2 + period.size - at, days: [span] };
}

/** The first week of December has no day of November in it. */
function insideOf(whole: DaySpan, week: Required<DaySpan>): DaySpan {
  const date = laterOf(whole.date, week.date);
  const last = whole.dateTo ?? week.dateTo;
  return { date, dateTo: last.localeCompare(week.dateTo) < 0 ? last : week.dateTo };
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
    'week after',
    'week before',
  ]);
  const starting = readWeekStarting(tokens, start, size, context);
  if (starting !== undefined) return { ...starting, size: starting.size + start - at };
  const day = size === 0 ? undefined : context.day(start + size);
  const date = day?.days[0]?.date;
  if (day === undefined || date === undefined) return undefined;
  const monday = startOfWeek(date);
  const isWeekend = textAt(tokens, start) === 'weekend';
  // Monday and Tuesday are nearer to the weekend before.
  const link = textAt(tokens, start + 1);
  const weeks = link === 'after' ? 7 : link === 'before' ? -7 : 0;
  const offset = isWeekend ? (weekdayOf(date) < 3 ? -2 : 5) : weeks;
  const first = addDays(monday, offset);
  const span = { date: first, dateTo: addDays(first, isWeekend ? 1 : 6) };
  return { kind: 'day', size: start + size + day.size - at, days: [span] };
}

/** "A week starting tomorrow", "the week commencing the 4th": seven days from that day on. */
function readWeekStarting(
  tokens: Token[],
  at: number,
  size: number,
  context: RuleContext,
): DayPiece | undefined {
  const starts = ['commencing', 'beginning', 'starting'].includes(textAt(tokens, at + 1));
  const day = size === 0 || !starts ? undefined : context.day(at + size);
  const date = day?.days[0]?.date;
  if (day === undefined || date === undefined) return undefined;
  return { kind: 'day', size: size + day.size, days: [{ date, dateTo: addDays(date, 6) }] };
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
  if (vague === 0 && !after) {
    const exact = readDuration(tokens, next - count.size);
    const isMore = exact !== undefined && exact.size > count.size + 1 && exact.minutes === 0;
    if (isMore) {
      const months = addToDate(context.today, exact.months, 'month');
      const days = [{ date: addDays(context.today, 1), dateTo: addDays(months, exact.days) }];
      return { kind: 'day', size: next - count.size + exact.size - at, days };
    }
  }
  const unit = textAt(tokens, next).replace(/s$/, '');
  if (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'year') return undefined;
  const dateTo = addToDate(context.today, count.value, unit);
  return { kind: 'day', size: next + 1 - at, days: [{ date: addDays(context.today, 1), dateTo }] };
}
