/** The business's wall clock against the world's: local days and their minutes as instants. */
import { Temporal } from 'temporal-polyfill';

export const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** One local day. Its length is 23 or 25 hours when the clocks change. */
export interface LocalDay {
  /** `YYYY-MM-DD`. */
  date: string;
  startMs: number;
  endMs: number;
  /** From 1, Monday, to 7. */
  weekday: number;
  /**
   * The instant at which the wall clock shows `minute` of the day; undefined for one that the
   * clocks skip. A minute that comes twice is the first of the two.
   */
  instantAt(minute: number): number | undefined;
}

/** The day that `date` names, or undefined when there is no such day. */
export function localDay(date: string, timeZone: string): LocalDay | undefined {
  const day = parseDate(date);
  if (day === undefined) return undefined;
  const startMs = startOf(day, timeZone);
  const endMs = startOf(day.add({ days: 1 }), timeZone);
  // Away from a change of clocks a minute of the day is plain arithmetic: the calendar library is a
  // thousand times slower, and a search over months would be felt in the audio.
  const plain = endMs - startMs === dayMinutes * minuteMs;
  return {
    date,
    startMs,
    endMs,
    weekday: day.dayOfWeek,
    instantAt(minute) {
      if (plain) return startMs + minute * minuteMs;
      if (minute >= dayMinutes) return endMs + (minute - dayMinutes) * minuteMs;
      return instantOf(day, minute, timeZone);
    },
  };
}

export function parseDate(date: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** `HH:MM` as a minute of the day, or undefined when it is no time. `24:00` closes a day. */
export function parseMinute(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (match === null) return undefined;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const total = hour * 60 + minute;
  return minute < 60 && total <= dayMinutes ? total : undefined;
}

/** `YYYY-MM-DDTHH:MM` taken apart, or undefined when it is no local time. */
export function parseLocal(local: string): { date: string; minute: number } | undefined {
  const [date = '', time = '', more] = local.split('T');
  const minute = parseMinute(time);
  if (more !== undefined || minute === undefined || minute === dayMinutes) return undefined;
  return parseDate(date) === undefined ? undefined : { date, minute };
}

/** The instant as the business's wall clock shows it, `YYYY-MM-DDTHH:MM`. */
export function toLocal(instantMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Dates without hours need no calendar library, which a search over months would wait for. */
export function addDays(date: string, days: number): string {
  const midnightMs = Date.parse(`${date}T00:00:00Z`);
  return new Date(midnightMs + days * dayMinutes * minuteMs).toISOString().slice(0, 10);
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

function instantOf(day: Temporal.PlainDate, minute: number, timeZone: string): number | undefined {
  const wanted = day.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const zoned = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(wanted) ? zoned.epochMilliseconds : undefined;
}
