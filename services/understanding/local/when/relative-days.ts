/** Days and moments counted from today: "tomorrow", "in two weeks", "a week from Tuesday", "in an hour". */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Token } from '../tokens.ts';
import { addDays, addToDate, comingWeekday, startOfWeek } from './calendar.ts';
import { weekdayNames } from './calendar-words.ts';
import { addDuration, type Duration, readDuration, readVagueDuration } from './durations.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import type { DayPiece, MomentPiece, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';

const dayWords: readonly [phrase: string, daysLater: number][] = [
  ['the day after tomorrow', 2],
  ['day after tomorrow', 2],
  ['the day before yesterday', -2],
  ['later today', 0],
  ['today', 0],
  ['tomorrow', 1],
  ['tmrw', 1],
  ['tmr', 1],
  ['yesterday', -1],
];
const fromNow = ['from now', 'away from now', 'from today', 'hence', 'later'];
const nowWords = ['right now', 'now', 'right away', 'immediately', 'at the moment', 'at present'];
/** "In a minute" is a manner of speaking, not a wish for an appointment. */
const minutesMin = 2;

export function readRelativeDay(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  return (
    readDayWord(tokens, at, context) ??
    readDayBeside(tokens, at, context) ??
    readDurationFrom(tokens, at, context) ??
    readInDuration(tokens, at, context) ??
    readVaguely(tokens, at, context) ??
    readThisTime(tokens, at, context) ??
    readNow(tokens, at, context)
  );
}

/** "tomorrow", "day after tomorrow", "tomorrow week", "a week tomorrow" is a duration. */
function readDayWord(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  for (const [phrase, daysLater] of dayWords) {
    const size = phraseAt(tokens, at, phrase);
    if (size === 0) continue;
    const week = daysLater >= 0 && textAt(tokens, at + size) === 'week' ? 1 : 0;
    const date = addDays(context.today, daysLater + week * 7);
    return { kind: 'day', size: size + week, days: [{ date }] };
  }
  return undefined;
}

/** "the day after Christmas", "the day before the 15th". */
function readDayBeside(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const after = longestPhraseAt(tokens, at, ['the day after', 'day after']);
  const before = longestPhraseAt(tokens, at, ['the day before', 'day before']);
  const size = Math.max(after, before);
  const base = size === 0 ? undefined : context.day(at + size);
  if (base === undefined) return undefined;
  const days = base.days.map((day) => ({
    date: after > 0 ? addDays(day.dateTo ?? day.date, 1) : addDays(day.date, -1),
  }));
  return { kind: 'day', size: size + base.size, days };
}

/** "3 days from now", "a week from Tuesday", "two months after Easter", "15 minutes ago". */
function readDurationFrom(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const duration = readDuration(tokens, at);
  if (duration === undefined) return undefined;
  const linkAt = at + duration.size;
  const now = longestPhraseAt(tokens, linkAt, fromNow);
  if (now > 0) return withWeekday(tokens, at, duration, duration.size + now, context);
  if (['ago', 'back'].includes(textAt(tokens, linkAt))) {
    return withWeekday(tokens, at, duration, duration.size + 1, context, -1);
  }
  const link = textAt(tokens, linkAt);
  const linked = link === 'from' || link === 'after' || link === 'before' || link === 'on';
  // "A week Tuesday" and "a week tomorrow" leave the link out.
  const base = context.day(linkAt + (linked ? 1 : 0));
  const countable = base !== undefined && duration.minutes === 0 && base.days.length > 0;
  if (!countable) return undefined;
  if (!linked && (duration.days % 7 !== 0 || duration.months > 0)) return undefined;
  if (link === 'on' && duration.days % 7 !== 0) return undefined;
  const sign = link === 'before' ? -1 : 1;
  const days = base.days.map((day) => ({ date: shiftDate(day.date, duration, sign) }));
  return { kind: 'day', size: duration.size + (linked ? 1 : 0) + base.size, days };
}

function shiftDate(date: string, duration: Duration, sign: 1 | -1): string {
  return addDays(addToDate(date, sign * duration.months, 'month'), sign * duration.days);
}

/** "two months from today on Tuesday" is the first Tuesday from that day on. */
function withWeekday(
  tokens: Token[],
  at: number,
  duration: Duration,
  size: number,
  context: RuleContext,
  sign: 1 | -1 = 1,
): DayPiece | MomentPiece {
  const piece = shiftNow(duration, sign, size, context);
  const weekday = weekdayNames.get(textAt(tokens, at + size + 1));
  const date = piece.kind === 'day' ? piece.days[0]?.date : undefined;
  if (textAt(tokens, at + size) !== 'on' || weekday === undefined || date === undefined) {
    return piece;
  }
  const first = sign > 0 ? comingWeekday(date, weekday) : weekdayOfWeek(date, weekday);
  // Days are counted to the day: when that is no Friday, the count or the name was a slip.
  const counted = duration.months === 0 && duration.days % 7 !== 0 && first !== date;
  const slip = comingWeekday(addDays(date, -3), weekday);
  const days = counted ? [{ date: slip }, { date }] : [{ date: first }];
  return { kind: 'day', size: size + 2, days };
}

function weekdayOfWeek(date: string, weekday: number): string {
  return addDays(startOfWeek(date), weekday - 1);
}

function shiftNow(
  duration: Duration,
  sign: 1 | -1,
  size: number,
  context: RuleContext,
): DayPiece | MomentPiece {
  const start = { date: context.today, time: context.time };
  const end = addDuration(start, duration, sign, context.timeZone);
  if (end.time === undefined) return { kind: 'day', size, days: [{ date: end.date }] };
  return { kind: 'moment', size, values: [end as TimeValue] };
}

/** "in two weeks", "in an hour", "within the next three days", and alone "two weeks". */
function readInDuration(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const word = textAt(tokens, at);
  const lead = word === 'in' || word === 'within' ? 1 : 0;
  const more =
    lead > 0 ? longestPhraseAt(tokens, at + 1, ['the next', 'about', 'around', 'like']) : 0;
  const duration = readDuration(tokens, at + lead + more);
  if (duration === undefined) return undefined;
  const fromNowAt = at + lead + more + duration.size;
  const again = lead > 0 ? longestPhraseAt(tokens, fromNowAt, fromNow) : 0;
  const size = lead + more + duration.size + again;
  if (lead === 0 && !(context.focused && isWholeText(tokens, at, at + size))) return undefined;
  const onlyMinutes = duration.days === 0 && duration.months === 0;
  if (onlyMinutes && duration.minutes < minutesMin) return undefined;
  const piece = shiftNow(duration, 1, size, context);
  if (word !== 'within' && more !== 2)
    return lead > 0 ? withWeekday(tokens, at, duration, size, context) : piece;
  return rangeFromNow(piece, context);
}

/** "in a few days", "several weeks from now": a stretch to choose from. */
function readVaguely(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const lead = textAt(tokens, at) === 'in' ? 1 : 0;
  const vague = readVagueDuration(tokens, at + lead);
  if (vague === undefined) return undefined;
  const tail = longestPhraseAt(tokens, at + lead + vague.least.size, fromNow);
  if (lead + tail === 0) return undefined;
  const size = lead + vague.least.size + tail;
  const first = shiftNow(vague.least, 1, size, context);
  const last = shiftNow(vague.most, 1, size, context);
  if (first.kind === 'day' && last.kind === 'day') {
    const [from, to] = [first.days[0]?.date, last.days[0]?.date];
    return from && to ? { kind: 'day', size, days: [{ date: from, dateTo: to }] } : undefined;
  }
  const [from, to] = [first, last].map((piece) => (piece.kind === 'moment' ? piece.values[0] : {}));
  // Hours from now end with the day.
  const timeTo = from?.date === to?.date ? to?.time : '23:59';
  return { kind: 'moment', size, values: [{ ...from, ...(timeTo ? { timeTo } : {}) }] };
}

/** "this time tomorrow", "this day next week". */
function readThisTime(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const week = longestPhraseAt(tokens, at, ['this day next week', 'this time next week']);
  const isTime = phraseAt(tokens, at, 'this time') > 0;
  const day = week > 0 ? undefined : isTime ? context.day(at + 2) : undefined;
  const size = week > 0 ? week : 2 + (day?.size ?? 0);
  const date = week > 0 ? addDays(context.today, 7) : day?.days[0]?.date;
  if (date === undefined || day?.days[0]?.dateTo !== undefined) return undefined;
  if (!isTime) return { kind: 'day', size, days: [{ date }] };
  return { kind: 'moment', size, values: [{ date, time: context.time }] };
}

function rangeFromNow(piece: DayPiece | MomentPiece, context: RuleContext): DayPiece | MomentPiece {
  if (piece.kind === 'day') {
    const days = piece.days.map((day) => ({ date: context.today, dateTo: day.date }));
    return { ...piece, days };
  }
  const values = piece.values.map((value) => ({
    date: context.today,
    time: context.time,
    ...(value.date === undefined ? {} : { dateTo: value.date }),
    ...(value.time === undefined ? {} : { timeTo: value.time }),
  }));
  return { ...piece, values };
}

/** "right now" as an answer; in a sentence it says nothing about the appointment. */
function readNow(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const size = longestPhraseAt(tokens, at, nowWords);
  const before = textAt(tokens, at - 1);
  if (size > 0 && (before === 'from' || before === 'between')) {
    return { kind: 'day', size, days: [{ date: context.today }] };
  }
  if (size === 0 || !context.focused || !isWholeText(tokens, at, at + size)) return undefined;
  return { kind: 'moment', size, values: [{ date: context.today, time: context.time }] };
}
