/** Days as they are spoken, seen from today: `tomorrow`, `Tuesday the 24th`, `Monday, January 4th`. */
import { spokenOrdinal } from './number.ts';

const dayMs = 86_400_000;
const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
/** Further ahead than this, the month alone could be this year's or the next one's. */
const yearNeededAfterDays = 330;

/** `short` is for an offer of several days: a weekday of the coming six days stands alone. */
export type DateStyle = 'full' | 'short';

interface Day {
  number: number;
  weekday: number;
  dayOfMonth: number;
  month: number;
  year: number;
}

/** `date` and `today` are `YYYY-MM-DD`. */
export function spokenDate(date: string, today: string, style: DateStyle = 'full'): string {
  const day = dayOf(date);
  const now = dayOf(today);
  const ahead = day.number - now.number;
  const weekday = weekdayNames[day.weekday] as string;
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead === -1) return 'yesterday';
  if (style === 'short' && ahead > 1 && ahead < 7) return weekday;
  if (ahead > 1 && inSameWeek(day, now)) return `this ${weekday}`;
  const sameMonth = day.month === now.month && day.year === now.year;
  if (ahead > 1 && sameMonth) return `${weekday} the ${spokenOrdinal(day.dayOfMonth)}`;
  const monthAndDay = `${monthNames[day.month]} ${spokenOrdinal(day.dayOfMonth)}`;
  const far = ahead > yearNeededAfterDays || (ahead < 0 && day.year !== now.year);
  return `${weekday}, ${monthAndDay}${far ? `, ${day.year}` : ''}`;
}

/** `April 12th, 1987`: no weekday, which nobody knows of a birthday. */
export function spokenBirthDate(date: string): string {
  const day = dayOf(date);
  return `${monthNames[day.month]} ${spokenOrdinal(day.dayOfMonth)}, ${day.year}`;
}

/** A later day of the week that began on Monday. */
function inSameWeek(day: Day, now: Day): boolean {
  const sinceMonday = (weekday: number) => (weekday + 6) % 7;
  return day.number - now.number === sinceMonday(day.weekday) - sinceMonday(now.weekday);
}

function dayOf(date: string): Day {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(ms)) throw new Error(`no date: ${date}`);
  const utc = new Date(ms);
  return {
    number: ms / dayMs,
    weekday: utc.getUTCDay(),
    dayOfMonth: utc.getUTCDate(),
    month: utc.getUTCMonth(),
    year: utc.getUTCFullYear(),
  };
}
