/** Decides between morning and afternoon for a clock time, by part of day, opening hours and custom. */
import type { Vocabulary } from '../../vocabulary.ts';
import { weekdayOf } from './calendar.ts';
import type { Clock, ClockPiece, DayPart } from './pieces.ts';

export interface ClockContext {
  hours: Vocabulary['hours'];
  part?: DayPart;
  /** The day it is on, when that is known. */
  date?: string;
}

export interface TimeSpan {
  time: string;
  timeTo?: string;
}

const minutesPerDay = 24 * 60;
const halfDay = 12 * 60;
/** A time this near the opening hours belongs to that side of the day, even though it is closed. */
const nearMinutes = 119;
/** Before this "at night" means before dawn. */
const smallHoursEnd = 5 * 60 + 30;
/** Without opening hours, from this hour to twelve a bare hour is read as the clock shows it. */
const wakingHour = 7;

/** One span when it is certain, several when only the caller can tell. */
export function resolveClock(piece: ClockPiece, context: ClockContext): TimeSpan[] {
  const spans = piece.clocks.flatMap((clock) => resolveOne(clock, piece, context));
  // "10 to 4 in the afternoon" names one half of the day, and a stretch would begin in the other.
  const open = context.part === undefined && isKnown(context.hours);
  if (piece.orFrom !== undefined && open && piece.until !== undefined) {
    const range = resolveRange(piece.orFrom, piece.until, context);
    if (range.some((span) => isOpen(minutesOf(span.time), context))) return [...spans, ...range];
  }
  return spans;
}

function resolveOne(clock: Clock, piece: ClockPiece, context: ClockContext): TimeSpan[] {
  if (piece.until !== undefined && piece.orFrom === undefined) {
    return resolveRange(clock, piece.until, context);
  }
  const minutes = resolveHalf(clock, context);
  const lasts = piece.lastsMinutes;
  if (lasts !== undefined) {
    return minutes.map((start) => ({
      time: toTime(start),
      timeTo: toTime(Math.min(start + lasts, minutesPerDay - 1)),
    }));
  }
  const times = minutes.map(toTime);
  const bound = piece.bound;
  if (bound === undefined) return times.map((time) => ({ time }));
  const edge = toTime(clockMinutes(bound.edge));
  return times.map((time) =>
    bound.side === 'after'
      ? { time, timeTo: edge > time ? edge : '23:59' }
      : { time: edge < time ? edge : '00:00', timeTo: time },
  );
}

/** The minutes of the day it may mean. */
function resolveHalf(clock: Clock, context: ClockContext): number[] {
  const said = clockMinutes(clock);
  if (clock.fixed) return [said];
  if (context.part !== undefined) return [minutesInPart(clock, context.part)];
  const morning = clock.hour === 12 ? said - halfDay : said;
  const both = [morning, morning + halfDay];
  if (!isKnown(context.hours)) {
    if (clock.hour >= wakingHour) return [said];
    return both;
  }
  const open = both.filter((minutes) => isOpen(minutes, context));
  if (open.length > 0) return open;
  const near = both.filter((minutes) => distanceToOpen(minutes, context.hours) <= nearMinutes);
  return near.length > 0 ? near : both;
}

function minutesInPart(clock: Clock, part: DayPart): number {
  const morning = clockMinutes(clock) % halfDay;
  if (part.name === 'morning') return morning;
  // "At 2 at night" is before dawn, "at 9 at night" and "at 2 in the evening" are after noon.
  const twelve = clock.hour === 12 && part.name !== 'afternoon';
  // "Five to six tonight" is said of the evening, though its hour is five.
  if (twelve || (part.name === 'night' && morning < smallHoursEnd)) return morning;
  return morning + halfDay;
}

function resolveRange(from: Clock, until: Clock, context: ClockContext): TimeSpan[] {
  const ends = until.fixed || context.part !== undefined ? resolveHalf(until, context) : undefined;
  if (ends?.[0] !== undefined) return [rangeBackFrom(from, ends[0], context)];
  return resolveHalf(from, context).map((start) => {
    const end = clockMinutes(until) % halfDay;
    const after = [end, end + halfDay, end + minutesPerDay].find((minutes) => minutes > start);
    return { time: toTime(start), timeTo: toTime((after ?? end) % minutesPerDay) };
  });
}

/** "8 to 9 pm" begins in the same half of the day, "10 to 2 pm" in the other: the nearest before. */
function rangeBackFrom(from: Clock, end: number, context: ClockContext): TimeSpan {
  const said = clockMinutes(from);
  if (from.fixed) return { time: toTime(said), timeTo: toTime(end) };
  const starts = [said % halfDay, (said % halfDay) + halfDay].filter((minutes) => minutes < end);
  const open = starts.filter((minutes) => isOpen(minutes, context));
  const start = open.at(-1) ?? starts.at(-1) ?? said;
  return { time: toTime(start), timeTo: toTime(end) };
}

export function isKnown(hours: Vocabulary['hours']): boolean {
  return hours.some((day) => day.length > 0);
}

/** Open on the day in question; on a closed or unknown day, open on any day. */
function isOpen(minutes: number, { hours, date }: ClockContext): boolean {
  const day = date === undefined ? undefined : hours[weekdayOf(date) - 1];
  const stretches = day !== undefined && day.length > 0 ? day : hours.flat();
  return stretches.some(
    ([open, close]) => minutesOf(open) <= minutes && minutes < minutesOf(close),
  );
}

function distanceToOpen(minutes: number, hours: Vocabulary['hours']): number {
  const distances = hours.flat().map(([open, close]) => {
    if (minutes < minutesOf(open)) return minutesOf(open) - minutes;
    return Math.max(0, minutes - minutesOf(close));
  });
  return Math.min(...distances);
}

function clockMinutes(clock: Clock): number {
  return clock.hour * 60 + clock.minute;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function toTime(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
