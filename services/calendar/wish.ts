/** A caller's wish for a time, read against today: which days, which minutes of them. */
import type { TimeValue } from '../../machines/vocabulary.ts';
import { addDays, parseDate, parseMinute } from './local-time.ts';

const endOfDay = 24 * 60;

export interface Wish {
  /** The days wished for, both included; not yet cut to those that can be booked. */
  firstDate: string;
  lastDate: string;
  /** Starts from `from` up to, without, `to`, in minutes of the day. */
  from: number;
  to: number;
  /** A single time of day was named, so other times are judged by how near they are. */
  atTime: boolean;
  /** One day and one time: there is exactly one opening that is what was asked for. */
  exact: boolean;
}

/** Parts that are no date or no time count as not said; a range that runs backwards is turned. */
export function readWish(when: TimeValue, today: string, lastBookable: string): Wish {
  const date = validDate(when.date);
  const dateTo = validDate(when.dateTo);
  const minute = when.time === undefined ? undefined : parseMinute(when.time);
  const minuteTo = when.timeTo === undefined ? undefined : parseMinute(when.timeTo);

  const [firstDate, lastDate] = ordered(
    date ?? today,
    dateTo ?? (date === undefined ? maxDate(lastBookable, today) : date),
  );
  const atTime = minute !== undefined && (minuteTo === undefined || minuteTo === minute);
  const exact = atTime && firstDate === lastDate && date !== undefined;
  if (atTime) return { firstDate, lastDate, from: minute, to: minute + 1, atTime, exact };
  let from = minute ?? 0;
  let to = minuteTo ?? endOfDay;
  // "From ten at night to two": what is left of the day itself.
  if (to <= from) to = endOfDay;
  if (from >= endOfDay) from = 0;
  return { firstDate, lastDate, from, to, atTime, exact };
}

/** How far a start is from the wished stretch of the day, in minutes; 0 inside it. */
export function minutesOff(wish: Wish, minute: number): number {
  if (minute < wish.from) return wish.from - minute;
  return Math.max(0, minute - (wish.to - 1));
}

export function isInside(wish: Wish, minute: number): boolean {
  return wish.from <= minute && minute < wish.to;
}

/** The wish's days that may be booked at all, or undefined when none of them may. */
export function bookableDays(
  wish: Wish,
  today: string,
  lastBookable: string,
): { first: string; last: string } | undefined {
  const first = maxDate(wish.firstDate, today);
  const last = wish.lastDate < lastBookable ? wish.lastDate : lastBookable;
  return first <= last ? { first, last } : undefined;
}

/** The dates from `first` to `last`, in either direction, both included. */
export function* datesFrom(first: string, last: string): Generator<string> {
  const step = first <= last ? 1 : -1;
  for (let date = first; ; date = addDays(date, step)) {
    yield date;
    if (date === last) return;
  }
}

function validDate(date: string | undefined): string | undefined {
  return date === undefined || parseDate(date) === undefined ? undefined : date;
}

function maxDate(one: string, other: string): string {
  return one > other ? one : other;
}

function ordered(one: string, other: string): [string, string] {
  return one <= other ? [one, other] : [other, one];
}
