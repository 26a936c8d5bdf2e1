/** Arithmetic on local dates written `YYYY-MM-DD`, where a week starts on Monday. */
import { Temporal } from 'temporal-polyfill';

export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

export function addToDate(date: string, count: number, unit: CalendarUnit): string {
  return Temporal.PlainDate.from(date)
    .add({ [`${unit}s`]: count })
    .toString();
}

export function addDays(date: string, days: number): string {
  return addToDate(date, days, 'day');
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function startOfWeek(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: string): number {
  return Number(date.slice(5, 7));
}

/** Undefined for a day that the calendar does not have, such as 30 February. */
export function makeDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? undefined : first.with({ day }).toString();
}

export function firstOfMonth(date: string, monthsLater = 0): string {
  return addToDate(`${date.slice(0, 8)}01`, monthsLater, 'month');
}

export function lastOfMonth(date: string): string {
  return addDays(firstOfMonth(date, 1), -1);
}

/** The first such weekday on or after the date. */
export function comingWeekday(date: string, weekday: number): string {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}

/** A moment some minutes later by the zone's clock, which a change to summer time moves. */
export function addMinutes(
  date: string,
  time: string,
  minutes: number,
  timeZone: string,
): { date: string; time: string } {
  const start = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
  const end = start.add({ minutes }).toPlainDateTime();
  return { date: end.toPlainDate().toString(), time: end.toPlainTime().toString().slice(0, 5) };
}

/** Western Easter Sunday (the anonymous Gregorian computation). */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return makeDate(year, Math.floor(f / 31), (f % 31) + 1) as string;
}
