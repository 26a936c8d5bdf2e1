/** The days of the week, as policies write them: from Monday on; and which day a date is. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const dayMs = 86_400_000;
/** 1 January 1970 was a Thursday. */
const firstWeekday = 3;

/** Days since 1970 of a local date or time, `YYYY-MM-DD…`: dates are counted, no zone is asked. */
export function dayNumber(local: string): number {
  const [year, month, day] = [local.slice(0, 4), local.slice(5, 7), local.slice(8, 10)];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs;
}

export function weekdayOf(local: string): Weekday {
  return weekdays[(dayNumber(local) + firstWeekday) % weekdays.length] ?? 'monday';
}
