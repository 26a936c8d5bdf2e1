/** Whole stretches of the calendar: "next week", "this weekend", "the week after next", "in March". */
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
import { phraseAt, textAt } from './match.ts';
import { readMonthStart } from './months.ts';
import { readYear } from './numbers.ts';
import type { DaySpan, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';

type Unit = 'week' | 'weekend' | 'month' | 'quarter' | 'year' | 'workweek';
export interface Period {
  unit: Unit;
  span: Required<DaySpan>;
  size: number;
}

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
/** After these a short form can be nothing but a month, if anything. */
const abbreviationLeads = new Set(['of', 'in', 'from', 'between', 'until', 'till', 'since']);
/** Before a month's name: without one of these "may" and "april" may be anything. */
const monthLeads = new Set(
  'in of for during until till since by next this last from before after through early late mid end between'.split(
    ' ',
  ),
);

/** A whole week, weekend, month, quarter or year. */
export function readWholePeriod(
  tokens: Token[],
  at: number,
  context: RuleContext,
): Period | undefined {
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
  const coming = which === 'coming' || (which === 'this' && textAt(tokens, next) === 'coming');
  if (which === 'this' && coming) next += 1;
  const word = textAt(tokens, next);
  // "Weekends only" answers the question for a time; "are you open weekends" is one about us.
  const unit = units.get(word === 'weekends' && context.focused ? 'weekend' : word);
  // "The year 2026" is that one.
  if (unit === undefined || (unit === 'year' && readYear(tokens, next + 1))) return undefined;
  // The coming week is the next one; the coming weekend is the one of this week.
  if (coming && unit !== 'weekend') step = 1;
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
  const named = monthNames.has(word) || linked || abbreviationLeads.has(textAt(tokens, at - 1));
  if (!withYear && !alone && !(led && named)) return undefined;
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
