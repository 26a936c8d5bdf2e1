/** Weekdays: "Tuesday", "next Thursday", "Monday of next week", "first Monday in March", "Monday week". */
import type { Token } from '../tokens.ts';
import {
  addDays,
  addToDate,
  comingWeekday,
  lastOfMonth,
  startOfWeek,
  weekdayOf,
} from './calendar.ts';
import { weekdayHomonyms, weekdayNames } from './calendar-words.ts';
import { readDuration } from './durations.ts';
import { longestPhraseAt, phraseAt, skipWords, textAt } from './match.ts';
import { readMonthStart } from './months.ts';
import { readNumber } from './numbers.ts';
import type { DayPiece, DaySpan, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';

const homonymLeads = new Set(['on', 'next', 'this', 'coming', 'last', 'until', 'till', 'by']);
const timeLeads = new Set(['about', 'for', 'or', 'and', 'to', 'maybe', 'not', 'no']);
const dayParts = new Set(['morning', 'afternoon', 'evening', 'night']);
const weekOpeners = new Set(['of', 'in', ',', 'on', 'the', 'from']);

export function readWeekday(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  return (
    readWeekThenDay(tokens, at, context) ??
    readNthWeekday(tokens, at, context) ??
    readNamedWeekday(tokens, at, context)
  );
}

function nameAt(tokens: Token[], at: number, context?: RuleContext): number | undefined {
  const word = textAt(tokens, at);
  const homonym = weekdayHomonyms.get(word);
  if (homonym === undefined) {
    const plural = context?.focused === true && word.endsWith('days') && isAnswer(tokens, at);
    return weekdayNames.get(plural ? word.slice(0, -1) : word);
  }
  const alone = context?.focused === true && isWholeText(tokens, at, at + 1) && !isVerb(tokens, at);
  const led = homonymLeads.has(textAt(tokens, at - 1)) || isBesideTime(tokens, at);
  return alone || led ? homonym : undefined;
}

const habits = new Set('open closed work working off you your every each are do is'.split(' '));

/** "Tuesdays are best" answers "when"; "are you open on Tuesdays" and "I work Tuesdays" do not. */
function isAnswer(tokens: Token[], at: number): boolean {
  return tokens.slice(0, at).every((token) => !habits.has(token.text));
}

/** "I sat", "sat on it". */
function isVerb(tokens: Token[], at: number): boolean {
  return (
    ['i', 'we'].includes(textAt(tokens, at - 1)) ||
    ['on', 'it', 'in'].includes(textAt(tokens, at + 1))
  );
}

/** "How about sat at 6 pm", but not "we sat at 6". */
function isBesideTime(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  const free = before === undefined || before.kind === 'mark' || timeLeads.has(before.text);
  const next = textAt(tokens, at + 1);
  if (dayParts.has(next)) return free;
  const cue = next === 'at' || next === 'around' || next === 'after';
  return free && cue && readNumber(tokens, at + 2) !== undefined;
}

function dayPiece(size: number, ...dates: string[]): DayPiece {
  return { kind: 'day', size, days: dates.map((date): DaySpan => ({ date })) };
}

/** "this", "next", "the following" before "week"; the number of weeks it is away. */
function readWeek(tokens: Token[], at: number): { weeks: number; size: number } | undefined {
  const options: readonly [string, number][] = [
    ['this week', 0],
    ['current week', 0],
    ['this coming week', 1],
    ['next week', 1],
    ['the following week', 1],
    ['following week', 1],
    ['week after next', 2],
    ['last week', -1],
  ];
  const start = textAt(tokens, at) === 'the' ? at + 1 : at;
  for (const [phrase, weeks] of options) {
    const size = phraseAt(tokens, start, phrase);
    if (size > 0) return { weeks, size: size + start - at };
  }
  return undefined;
}

function weekdayInWeek(context: RuleContext, weekday: number, weeks: number): string {
  return addDays(startOfWeek(context.today), weeks * 7 + weekday - 1);
}

/** "next week Friday", "next week on Friday". */
function readWeekThenDay(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const week = readWeek(tokens, at);
  if (week === undefined) return undefined;
  const dayAt = skipWords(tokens, at + week.size, weekOpeners);
  const weekday = nameAt(tokens, dayAt);
  if (weekday === undefined) return undefined;
  return dayPiece(dayAt + 1 - at, weekdayInWeek(context, weekday, week.weeks));
}

/** "Tuesday", "this Tuesday", "next Tuesday", and what may follow: "of next week", "week". */
function readNamedWeekday(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  // "Every Monday" is no day to come to.
  if (['every', 'each'].includes(textAt(tokens, at - 1))) return undefined;
  const lead = readLead(tokens, at);
  const nameIndex = at + lead.size;
  const weekday = nameAt(tokens, nameIndex, context);
  if (weekday === undefined) return undefined;
  const after = readAfterName(tokens, nameIndex + 1, weekday, context);
  if (after !== undefined) {
    return { ...after, size: after.size + nameIndex + 1 - at };
  }
  const piece = dayPiece(nameIndex + 1 - at, ...weekdayDates(lead.which, weekday, context));
  return lead.which === 'bare' ? { ...piece, weekday } : piece;
}

type Which = 'bare' | 'this' | 'coming' | 'next' | 'following' | 'last';

function readLead(tokens: Token[], at: number): { which: Which; size: number } {
  const the = textAt(tokens, at) === 'the' ? 1 : 0;
  const word = textAt(tokens, at + the);
  if (word === 'this') {
    const coming =
      textAt(tokens, at + the + 1) === 'coming' || textAt(tokens, at + the + 1) === 'upcoming';
    return coming ? { which: 'coming', size: the + 2 } : { which: 'this', size: the + 1 };
  }
  if (word === 'coming' || word === 'upcoming') return { which: 'coming', size: the + 1 };
  if (word === 'next' || word === 'following' || word === 'last') {
    return { which: word, size: the + 1 };
  }
  if (word === 'previous' || word === 'past') return { which: 'last', size: the + 1 };
  return { which: 'bare', size: 0 };
}

function weekdayDates(which: Which, weekday: number, context: RuleContext): string[] {
  const { today } = context;
  const coming = comingWeekday(today, weekday);
  const later = comingWeekday(addDays(today, 1), weekday);
  if (which === 'next') return [weekdayInWeek(context, weekday, 1)];
  if (which === 'last') return [addDays(coming, -7)];
  if (which === 'coming') return [later];
  if (which === 'following') {
    const base = context.previous ?? context.offered?.date ?? today;
    return [comingWeekday(addDays(base, 1), weekday)];
  }
  if (which === 'this') return [coming];
  // Said on that very day it may be today or in a week: ask.
  return coming === today ? [today, later] : [coming];
}

/** After a weekday: "next week", "of this week", "after next", "in two weeks", "week". */
function readAfterName(
  tokens: Token[],
  at: number,
  weekday: number,
  context: RuleContext,
): DayPiece | undefined {
  const weekAt = skipWords(tokens, at, weekOpeners);
  const week = readWeek(tokens, weekAt);
  if (week !== undefined) {
    return dayPiece(weekAt + week.size - at, weekdayInWeek(context, weekday, week.weeks));
  }
  const coming = comingWeekday(addDays(context.today, 1), weekday);
  const after = longestPhraseAt(tokens, at, ['after', 'after that']);
  const ends = tokens[at + after] === undefined || tokens[at + after]?.kind === 'mark';
  if (after === 2 || (after === 1 && ends)) {
    return dayPiece(after, ...weekdayDates('following', weekday, context));
  }
  const beside = readBesideDay(tokens, at, weekday, context);
  if (beside !== undefined) return beside;
  if (phraseAt(tokens, at, 'after next') > 0) {
    // Some count the coming one as "next", some that of the next calendar week.
    const second = addDays(coming, 7);
    const afterNext = addDays(weekdayInWeek(context, weekday, 1), 7);
    return second === afterNext ? dayPiece(2, second) : dayPiece(2, second, afterNext);
  }
  if (textAt(tokens, at) === 'week') return dayPiece(1, addDays(coming, 7));
  if (textAt(tokens, at) === 'fortnight') return dayPiece(1, addDays(coming, 14));
  return readShiftAfterName(tokens, at, weekday, context);
}

/** "Monday after Thanksgiving", "Friday before the 5th": the nearest one on that side. */
function readBesideDay(
  tokens: Token[],
  at: number,
  weekday: number,
  context: RuleContext,
): DayPiece | undefined {
  const link = textAt(tokens, at);
  const base = link === 'after' || link === 'before' ? context.day(at + 1) : undefined;
  const date = base?.days[0]?.date;
  if (base === undefined || date === undefined) return undefined;
  const from = link === 'after' ? addDays(date, 1) : addDays(date, -7);
  return dayPiece(1 + base.size, comingWeekday(from, weekday));
}

/** "in two weeks", ", two years from now": the first such weekday from that day on. */
function readShiftAfterName(
  tokens: Token[],
  at: number,
  weekday: number,
  context: RuleContext,
): DayPiece | undefined {
  const lead = textAt(tokens, at) === ',' ? 1 : 0;
  const isIn = textAt(tokens, at + lead) === 'in' ? 1 : 0;
  const start = at + lead + isIn;
  const duration = readDuration(tokens, start);
  if (duration === undefined || duration.minutes > 0) return undefined;
  const fromNow = phraseAt(tokens, start + duration.size, 'from now');
  const days = duration.months === 0 ? duration.days % 7 === 0 : true;
  if (!days || (isIn === 0 && fromNow === 0)) return undefined;
  const months = addToDate(context.today, duration.months, 'month');
  const shifted = addDays(months, duration.days);
  const size = lead + isIn + duration.size + fromNow;
  return dayPiece(size, comingWeekday(shifted, weekday));
}

/** "first Monday of next month", "last Friday in March", "third Tuesday after Christmas". */
function readNthWeekday(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const start = textAt(tokens, at) === 'the' ? at + 1 : at;
  const count = textAt(tokens, start) === 'last' ? undefined : readNumber(tokens, start);
  if (count === undefined ? textAt(tokens, start) !== 'last' : !count.ordinal) return undefined;
  // "The second to last Sunday" counts from the end.
  const fromEnd = phraseAt(tokens, start + (count?.size ?? 1), 'to last');
  const nameIndex = start + (count?.size ?? 1) + fromEnd;
  const weekday = nameAt(tokens, nameIndex);
  if (weekday === undefined || (count?.value ?? 1) > 5 || count?.value === 0) return undefined;
  const link = textAt(tokens, nameIndex + 1);
  if (link === 'after' && count !== undefined && fromEnd === 0) {
    const base = context.day(nameIndex + 2);
    const date = base?.days[0]?.date;
    if (base === undefined || date === undefined) return undefined;
    const first = comingWeekday(addDays(date, 1), weekday);
    return dayPiece(nameIndex + 2 + base.size - at, addDays(first, (count.value - 1) * 7));
  }
  const monthAt = nameIndex + (link === 'of' || link === 'in' ? 2 : 1);
  const month = readMonthStart(tokens, monthAt, context);
  if (month === undefined) return undefined;
  const inMonth = (first: string) =>
    fromEnd > 0
      ? addDays(nthInMonth(first, weekday, undefined), -7 * ((count?.value ?? 1) - 1))
      : nthInMonth(first, weekday, count?.value);
  const date = inMonth(month.first);
  const later = date < context.today && month.nextYear !== undefined;
  const size = monthAt + month.size - at;
  return dayPiece(size, later ? inMonth(month.nextYear as string) : date);
}

function nthInMonth(first: string, weekday: number, count: number | undefined): string {
  if (count !== undefined) return addDays(comingWeekday(first, weekday), (count - 1) * 7);
  const last = lastOfMonth(first);
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}
