/** Two days that share one month: "10th to 12th of May", "July 13 through 15", "1-8 September". */
import type { Token } from '../tokens.ts';
import { firstOfMonth, makeDate, monthOf, yearOf } from './calendar.ts';
import { readDayNumber, readMonthName } from './calendar-dates.ts';
import { skipWords, textAt } from './match.ts';
import { readYear } from './numbers.ts';
import type { DayPiece, RuleContext } from './pieces.ts';
import { countsSomething } from './plausible.ts';
import { resolveSaidDate } from './said-dates.ts';

const connectors = new Set('to until till til through thru and - – —'.split(' '));
const articles = new Set(['the']);

export function readDayRange(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  const leading = readMonthName(tokens, at);
  const firstAt = skipWords(tokens, leading === undefined ? at : at + 1, articles);
  const first = readDayNumber(tokens, firstAt);
  if (first === undefined) return undefined;
  const either = textAt(tokens, firstAt + first.size) === 'or';
  const secondAt = either
    ? skipWords(tokens, firstAt + first.size + 1, articles)
    : readConnector(tokens, firstAt + first.size);
  const second = secondAt === undefined ? undefined : readDayNumber(tokens, secondAt);
  if (secondAt === undefined || second === undefined) return undefined;
  let end = secondAt + second.size;
  let month = leading;
  if (month === undefined) {
    if (textAt(tokens, end) === 'of') end += 1;
    month = readMonthName(tokens, end);
    if (month === undefined) return undefined;
    end += 1;
  } else if (!second.ordinal && continuesNumber(tokens, end)) {
    return undefined;
  }
  const year = readYear(tokens, skipWords(tokens, end, new Set([',', 'of'])));
  if (year !== undefined) end = skipWords(tokens, end, new Set([',', 'of'])) + year.size;
  const to = resolveFirst(second.value, month, year?.value, context.today);
  if (to === undefined) return undefined;
  if (either) {
    const other = resolveFirst(first.value, month, year?.value, context.today);
    if (other === undefined) return undefined;
    return { kind: 'day', size: end - at, days: [{ date: other }, { date: to }] };
  }
  // The first day is the nearest such day before the last: "the 29th to the 2nd of May".
  const earlier = first.value > second.value ? 1 : 0;
  const monthBefore = firstOfMonth(to, -earlier);
  const from = makeDate(yearOf(monthBefore), monthOf(monthBefore), first.value);
  if (from === undefined) return undefined;
  return { kind: 'day', size: end - at, days: [{ date: from, dateTo: to }] };
}

function readConnector(tokens: Token[], at: number): number | undefined {
  const next = skipWords(tokens, at, connectors);
  return next === at || next > at + 2 ? undefined : skipWords(tokens, next, articles);
}

/** "June 5 to 7 pm": the second number is a clock time or a count. */
function continuesNumber(tokens: Token[], at: number): boolean {
  const next = textAt(tokens, at);
  const clock = [':', 'am', 'pm', 'a', 'p', "o'clock", 'oclock', 'h'].includes(next);
  return clock || countsSomething(tokens, at) || readMonthName(tokens, at) !== undefined;
}

function resolveFirst(
  day: number,
  month: number,
  year: number | undefined,
  today: string,
): string | undefined {
  const said = year === undefined ? { day, month } : { day, month, year };
  return resolveSaidDate(said, today)[0]?.date;
}
