/** Times counted from the one just offered: "an hour earlier", "same time next week", "the next day". */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Token } from '../tokens.ts';
import { addDays, startOfWeek } from './calendar.ts';
import { addDuration, readDuration } from './durations.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import type { DayPiece, MomentPiece, RuleContext } from './pieces.ts';

const daysInWeek = 7;
const sameDay = ['the same day', 'same day', 'that same day', 'that day'];
const sameTime = ['the same time', 'same time'];
const dayAfter = [
  'the day after that',
  'day after that',
  'the next day',
  'next day',
  'the following day',
  'following day',
  'the day after',
  'a day later',
];
/** "Not this Tuesday but the next." */
const weekAfter = [
  'the one after',
  'the one after that',
  'the next one',
  'the next',
  'the following one',
  'the week after',
  'the week after that',
];
/** The week behind the offer's, or behind this one. */
const weekBehind = ['the week after that', 'the week after', 'week after that'];
const dayBefore = ['the day before that', 'the day before', 'the previous day', 'a day earlier'];

export function readRelativeToOffer(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  return (
    readShift(tokens, at, context) ??
    readSameTime(tokens, at, context) ??
    readDay(tokens, at, context)
  );
}

/** "an hour earlier", "half an hour later", "two weeks later": with an offer, from it. */
function readShift(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | MomentPiece | undefined {
  const offered = context.offered;
  const duration = offered === undefined ? undefined : readDuration(tokens, at);
  if (offered === undefined || duration === undefined) return undefined;
  const link = textAt(tokens, at + duration.size);
  const that = phraseAt(tokens, at + duration.size, `${link} that`) > 0 ? 1 : 0;
  const sign = link === 'earlier' || (link === 'before' && that === 1) ? -1 : 1;
  if (link !== 'earlier' && link !== 'later' && that === 0) return undefined;
  if (sign === 1 && link !== 'later' && link !== 'after' && link !== 'from') return undefined;
  const size = duration.size + 1 + that;
  if (duration.minutes > 0) {
    if (offered.time === undefined) return undefined;
    const start = { date: offered.date ?? context.today, time: offered.time };
    const moved = addDuration(start, duration, sign, context.timeZone);
    const time = moved.time ?? offered.time;
    const value: TimeValue = offered.date === undefined ? { time } : { date: moved.date, time };
    return { kind: 'moment', size, values: [value] };
  }
  const start = { date: offered.date ?? context.today, time: context.time };
  const { date } = addDuration(start, duration, sign, context.timeZone);
  return { kind: 'day', size, days: [{ date }] };
}

/** "same time next week", "the same time on Friday", "same time". */
function readSameTime(tokens: Token[], at: number, context: RuleContext): MomentPiece | undefined {
  const size = longestPhraseAt(tokens, at, sameTime);
  const time = context.offered?.time;
  if (size === 0 || time === undefined) return undefined;
  const on = ['on', 'but', 'the'].includes(textAt(tokens, at + size)) ? 1 : 0;
  const base = context.offered?.date ?? context.today;
  if (
    phraseAt(tokens, at + size, 'next week') > 0 ||
    phraseAt(tokens, at + size, 'the following week') > 0
  ) {
    const words = textAt(tokens, at + size) === 'the' ? 3 : 2;
    if (context.day(at + size)?.size === words) {
      return { kind: 'moment', size: size + words, values: [{ date: addDays(base, 7), time }] };
    }
  }
  const day = context.day(at + size + on) ?? context.day(at + size);
  if (day === undefined) return { kind: 'moment', size, values: [{ time }] };
  const taken = context.day(at + size + on) === undefined ? 0 : on;
  const values = day.days.map((one) => ({ date: one.date, time }));
  return { kind: 'moment', size: size + taken + day.size, values };
}

/** "the next day", "the day before", "that day"; without an offer they count from today. */
function readDay(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const base = context.previous ?? context.offered?.date ?? context.today;
  const nextWeek = longestPhraseAt(tokens, at, ['same day next week', 'the same day next week']);
  if (nextWeek > 0) return { kind: 'day', size: nextWeek, days: [{ date: addDays(base, 7) }] };
  const week = context.previous === undefined ? 0 : longestPhraseAt(tokens, at, weekAfter);
  const refused = tokens.slice(0, at).some(({ text }) => text === 'not' || text.endsWith("n't"));
  if (week > 0 && refused) return { kind: 'day', size: week, days: [{ date: addDays(base, 7) }] };
  const behind = longestPhraseAt(tokens, at, weekBehind);
  const ofAnother =
    textAt(tokens, at + behind) === 'next' || context.day(at + behind) !== undefined;
  if (behind > 0 && !ofAnother) {
    const monday = addDays(startOfWeek(base), daysInWeek);
    const days = [{ date: monday, dateTo: addDays(monday, daysInWeek - 1) }];
    return { kind: 'day', size: behind, days };
  }
  const after = longestPhraseAt(tokens, at, dayAfter);
  if (after > 0) return { kind: 'day', size: after, days: [{ date: addDays(base, 1) }] };
  if (base === context.today) return undefined;
  const before = longestPhraseAt(tokens, at, dayBefore);
  if (before > 0) return { kind: 'day', size: before, days: [{ date: addDays(base, -1) }] };
  const same = longestPhraseAt(tokens, at, sameDay);
  return same > 0 ? { kind: 'day', size: same, days: [{ date: base }] } : undefined;
}
