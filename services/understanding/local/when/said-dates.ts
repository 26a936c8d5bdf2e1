/** Turns the parts of a date that were said into the day they mean: the coming one. */
import {
  addDays,
  comingWeekday,
  makeDate,
  monthOf,
  startOfWeek,
  weekdayOf,
  yearOf,
} from './calendar.ts';
import type { DaySpan, SaidDate } from './pieces.ts';

/** 29 February can be eight years away; the 31st is never more than two months away. */
const yearsAheadMax = 8;
const monthsAheadMax = 12;
/** "Friday the 29th" may skip a month whose 29th is no Friday, but hardly three. */
const mismatchDaysMax = 62;
/** So long ago a day is still spoken of by its weekday. */
const recentDaysMax = 90;
/** A day further off than this is not worth asking about. */
const matchingDaysMax = 550;

/** So soon after a day its date is more often a slip than next year's. */
const justPastDays = 14;

/** The days it may mean: none when there is no such day, several when its parts disagree. */
export function resolveSaidDate(said: SaidDate, today: string, weekday?: number): DaySpan[] {
  const candidates = candidateDates(said, today);
  const first = candidates[0];
  if (first === undefined) return [];
  if (weekday === undefined) {
    const over = recentDate(said, today);
    const justPast = over !== undefined && over < today && over >= addDays(today, -justPastDays);
    return justPast ? [{ date: over }, { date: first }] : [{ date: first }];
  }
  if (weekdayOf(first) === weekday) return [{ date: first }];
  const past = recentDate(said, today);
  if (past !== undefined && weekdayOf(past) === weekday) return [{ date: past }];
  const matching = candidates.find((date) => weekdayOf(date) === weekday);
  if (matching !== undefined && matching <= addDays(first, mismatchDaysMax)) {
    return [{ date: matching }];
  }
  // Either the number or the weekday was a slip, or a far day is meant: ask which.
  const weekdayThen = addDays(startOfWeek(first), weekday - 1);
  const sameWeek = weekdayThen >= today ? weekdayThen : comingWeekday(today, weekday);
  const near = matching !== undefined && matching <= addDays(first, matchingDaysMax);
  return [first, sameWeek, ...(near ? [matching] : [])].map((date) => ({ date }));
}

/** "Friday, November 13th" told a week later: the weekday shows that it is over. */
function recentDate({ day, month, year }: SaidDate, today: string): string | undefined {
  if (month === undefined || year !== undefined) return undefined;
  const date = makeDate(yearOf(today), month, day);
  return date !== undefined && date >= addDays(today, -recentDaysMax) ? date : undefined;
}

/** In the order of time, from today on unless a year was said. */
function candidateDates({ day, month, year }: SaidDate, today: string): string[] {
  const dates: (string | undefined)[] = [];
  if (year !== undefined) {
    dates.push(makeDate(year, month ?? monthOf(today), day));
  } else if (month !== undefined) {
    for (let ahead = 0; ahead <= yearsAheadMax; ahead += 1) {
      dates.push(makeDate(yearOf(today) + ahead, month, day));
    }
  } else {
    for (let ahead = 0; ahead < monthsAheadMax; ahead += 1) {
      const index = monthOf(today) - 1 + ahead;
      dates.push(makeDate(yearOf(today) + Math.floor(index / 12), (index % 12) + 1, day));
    }
  }
  return dates.filter(
    (date) => date !== undefined && (year !== undefined || date >= today),
  ) as string[];
}
