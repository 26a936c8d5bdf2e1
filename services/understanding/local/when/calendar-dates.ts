/** Dates by month and day: "March 3rd", "the third of March", "Sat 14th", "the 17th", "Aug 8 2026". */
import type { Token } from '../tokens.ts';
import { firstOfMonth, monthOf, yearOf } from './calendar.ts';
import { monthAbbreviations, monthNames, weekdayHomonyms, weekdayNames } from './calendar-words.ts';
import { longestPhraseAt, skipWords, textAt } from './match.ts';
import { type ReadNumber, readNumber, readYear, readYearFrom } from './numbers.ts';
import type { DayPiece, RuleContext, SaidDate } from './pieces.ts';
import { countsSomething, endsMention } from './plausible.ts';
import { resolveSaidDate } from './said-dates.ts';

const afterWeekdayLeads = new Set(['the', 'on', ',', '.']);
const leads = new Set(['next', 'this', 'coming', 'the']);
const leadsToCome = new Set(['next', 'coming']);
const dayLeads = new Set(['the', ',']);
/** Before these words "may" and "march" are verbs. */
const subjects = new Set('i we you he she they it that who which this there to will'.split(' '));
/** And so they are before these: "may I", "march me". */
const verbFollowers = new Set('i we you he she they me us be have'.split(' '));

export function readCalendarDate(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  if (tokens[at]?.kind === 'mark') return undefined;
  // "Next Friday the 4th": the number says which one.
  const nameAt = skipWords(tokens, at, leads);
  const weekday = readWeekdayName(tokens, nameAt);
  const lead = weekday === undefined ? nameAt : skipWords(tokens, nameAt + 1, afterWeekdayLeads);
  const rest =
    readDayThenMonth(tokens, lead, context) ??
    readMonthThenDay(tokens, lead, context) ??
    readDayAlone(tokens, lead, context, weekday !== undefined);
  if (rest === undefined) return undefined;
  const coming = leadsToCome.has(textAt(tokens, at));
  const days = resolveSaidDate(rest.said, context.today, weekday).filter(
    ({ date }, _index, all) => all.length === 1 || !coming || date >= context.today,
  );
  // "February 30th" is no day, and neither is the 30th that would be left of it.
  if (days.length === 0 && rest.said.month === undefined) return undefined;
  const piece: DayPiece = { kind: 'day', size: rest.end - at, days, said: rest.said };
  if (rest.weak === true && weekday === undefined) piece.weak = true;
  return piece;
}

interface Said {
  said: SaidDate;
  end: number;
  weak?: boolean;
}

export function readMonthName(tokens: Token[], at: number): number | undefined {
  const word = textAt(tokens, at);
  const isVerb =
    (word === 'may' || word === 'march') &&
    (subjects.has(textAt(tokens, at - 1)) || verbFollowers.has(textAt(tokens, at + 1)));
  const isRange = textAt(tokens, at - 1) === 'to' && isMonthWord(textAt(tokens, at - 2));
  return isVerb && !isRange ? undefined : (monthNames.get(word) ?? monthAbbreviations.get(word));
}

function isMonthWord(word: string): boolean {
  return monthNames.has(word) || monthAbbreviations.has(word);
}

function readWeekdayName(tokens: Token[], at: number): number | undefined {
  const word = textAt(tokens, at);
  return weekdayNames.get(word) ?? weekdayHomonyms.get(word);
}

/** A day of a month: 1 to 31, and not the hour of a clock time. */
export function readDayNumber(tokens: Token[], at: number): ReadNumber | undefined {
  const number = readNumber(tokens, at);
  if (number === undefined || number.value < 1 || number.value > 31) return undefined;
  if ((number.digits?.length ?? 0) > 2) return undefined;
  const next = tokens[at + number.size];
  const clock = next?.text === ':' && tokens[at + number.size + 1]?.kind === 'digits';
  return clock && !number.ordinal ? undefined : number;
}

/** "12th of Oct", "4 April", "15Sep", "the third of March 2026", "26th june of 2020". */
function readDayThenMonth(tokens: Token[], at: number, context: RuleContext): Said | undefined {
  const day = readDayNumber(tokens, skipWords(tokens, at, dayLeads));
  if (day === undefined) return undefined;
  const start = skipWords(tokens, at, dayLeads) + day.size;
  const shared = readSharedMonth(tokens, start, context);
  if (shared !== undefined) return { said: { day: day.value, ...shared.month }, end: shared.end };
  return readMonthAfterDay(tokens, start, day.value, context);
}

function readMonthAfterDay(
  tokens: Token[],
  at: number,
  day: number,
  context: RuleContext,
): Said | undefined {
  let next = at;
  const mark = textAt(tokens, next);
  const separator = mark === '/' || mark === '-' ? mark : undefined;
  if (mark === 'of' || separator !== undefined) next += 1;
  if (textAt(tokens, next) === 'the' && textAt(tokens, next + 1) === 'month') return undefined;
  const month = readMonthName(tokens, next);
  if (month === undefined) return undefined;
  const dot = monthAbbreviations.has(textAt(tokens, next)) && textAt(tokens, next + 1) === '.';
  const end = next + (dot ? 2 : 1);
  const again = separator !== undefined && textAt(tokens, end) === separator ? 1 : 0;
  return withYear(tokens, end + again, { day, month }, context, end);
}

/** "of this month", "next month", "of the month". */
function readSharedMonth(
  tokens: Token[],
  at: number,
  context: RuleContext,
): { month: { month: number; year: number } | Record<string, never>; end: number } | undefined {
  const year = longestPhraseAt(tokens, at, ['of the year', 'of the new year', 'of next year']);
  // "After the first of the year" is January's.
  if (year > 0) return { month: { month: 1, year: yearOf(context.today) + 1 }, end: at + year };
  const of = textAt(tokens, at) === 'of' ? 1 : 0;
  const which = textAt(tokens, at + of);
  if (textAt(tokens, at + of + 1) !== 'month') return undefined;
  const end = at + of + 2;
  if (which === 'the' && of === 1) return { month: {}, end };
  if (which !== 'this' && which !== 'next' && which !== 'current') return undefined;
  const first = firstOfMonth(context.today, which === 'next' ? 1 : 0);
  return { month: { month: monthOf(first), year: yearOf(first) }, end };
}

/** "March 3rd", "May twenty nine", "Aug the 18th", "Nov/2", "Feb13", "June 24, 2019". */
function readMonthThenDay(tokens: Token[], at: number, context: RuleContext): Said | undefined {
  const month = readMonthName(tokens, at);
  if (month === undefined) return undefined;
  let next = at + 1;
  const mark = textAt(tokens, next);
  if (mark === '.' || mark === '/' || mark === '-') next += 1;
  if (textAt(tokens, next) === 'the') next += 1;
  const day = readDayNumber(tokens, next);
  if (day === undefined || isClockOrCount(tokens, next, day)) return undefined;
  const after = next + day.size;
  const same = (mark === '/' || mark === '-') && textAt(tokens, after) === mark;
  return withYear(tokens, same ? after + 1 : after, { day: day.value, month }, context, after);
}

function isClockOrCount(tokens: Token[], at: number, day: ReadNumber): boolean {
  if (day.ordinal) return false;
  const next = textAt(tokens, at + day.size);
  const isClock = next === 'am' || next === 'pm' || next === "o'clock" || next === 'oclock';
  return isClock || countsSomething(tokens, at + day.size);
}

function withYear(
  tokens: Token[],
  at: number,
  said: SaidDate,
  context: RuleContext,
  end = at,
): Said {
  let next = at;
  if (textAt(tokens, next) === ',' || textAt(tokens, next) === 'of') next += 1;
  if (textAt(tokens, next) === 'in') next += 1;
  const year = readYear(tokens, next) ?? readYearFrom(tokens, at, context.today);
  if (year === undefined) return { said, end };
  const from = readYear(tokens, next) === undefined ? at : next;
  return { said: { ...said, year: year.value }, end: from + year.size };
}

/** "the 17th", "23rd", and after a weekday also "the thirty first" and "29". */
function readDayAlone(
  tokens: Token[],
  at: number,
  context: RuleContext,
  afterWeekday: boolean,
): Said | undefined {
  const start = skipWords(tokens, at, dayLeads);
  const day = readDayNumber(tokens, start);
  if (day === undefined) return undefined;
  const end = start + day.size;
  if (!day.ordinal) {
    const the = textAt(tokens, start - 1) === 'the';
    const isDay = afterWeekday ? the || day.value > 12 : the && context.focused;
    const ends = endsMention(tokens, end) && !countsSomething(tokens, end);
    const plain = day.digits !== undefined && isDay && ends;
    const clock = tokens[end]?.kind === 'digits' || textAt(tokens, end) === ':';
    return plain && !clock ? { said: { day: day.value }, end } : undefined;
  }
  // A clock time may follow: "Monday the 24th six pm".
  const numberFollows = readNumber(tokens, end)?.ordinal === false && textAt(tokens, end) !== 'one';
  if (!endsMention(tokens, end) && !numberFollows) return undefined;
  // "the second" alone is more often a choice than a day; "the 2nd" and "on the second" are days.
  const on = ['on', 'until', 'till', 'by'].includes(textAt(tokens, start - 2));
  const the = textAt(tokens, start - 1) === 'the';
  const sure = day.digits !== undefined || day.value > 12 || (the && on);
  if (!sure && !afterWeekday && !(context.focused && the)) {
    return { said: { day: day.value }, end, weak: true };
  }
  return { said: { day: day.value }, end };
}
