/** Months by name or by their distance: "March 2027", "next month". */
import type { Token } from '../tokens.ts';
import { firstOfMonth, lastOfMonth, makeDate, yearOf } from './calendar.ts';
import { readMonthName } from './calendar-dates.ts';
import { textAt } from './match.ts';
import { readYear, readYearFrom } from './numbers.ts';
import type { RuleContext } from './pieces.ts';

/** "next month", "the month", "this month", "March", "March 2027". */
export function readMonthStart(
  tokens: Token[],
  at: number,
  context: RuleContext,
): { first: string; nextYear?: string; size: number } | undefined {
  const start = textAt(tokens, at) === 'the' ? at + 1 : at;
  const which = textAt(tokens, start);
  if (which === 'month' && start > at) return { first: firstOfMonth(context.today), size: 2 };
  if (textAt(tokens, start + 1) === 'month') {
    const monthsLater = { this: 0, current: 0, next: 1, following: 1, last: -1 }[which];
    if (monthsLater === undefined) return undefined;
    return { first: firstOfMonth(context.today, monthsLater), size: start + 2 - at };
  }
  const month = readMonthName(tokens, start);
  if (month === undefined || start > at) return undefined;
  const dot = textAt(tokens, start + 1) === '.' ? 1 : 0;
  const of = textAt(tokens, start + 1) === 'of' ? 1 : 0;
  const year = readYear(tokens, start + 1 + of);
  const distant = year ?? readYearFrom(tokens, start + 1, context.today);
  if (distant !== undefined) {
    const first = makeDate(distant.value, month, 1);
    const size = 1 + (year === undefined ? 0 : of) + distant.size;
    return first === undefined ? undefined : { first, size };
  }
  const thisYear = makeDate(yearOf(context.today), month, 1) as string;
  const nextYear = makeDate(yearOf(context.today) + 1, month, 1) as string;
  const over = lastOfMonth(thisYear) < context.today;
  return over ? { first: nextYear, size: 1 + dot } : { first: thisYear, nextYear, size: 1 + dot };
}
