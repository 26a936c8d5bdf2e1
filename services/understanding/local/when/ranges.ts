/** Joins pieces into alternatives and ranges: "3 or 4", "between two and four", "after 4", "by Friday". */
import type { Token } from '../tokens.ts';
import { isOr, isRangeLink, opener } from './between.ts';
import { readBound } from './bounds.ts';
import { addDays, addToDate, comingWeekday } from './calendar.ts';
import { type Duration, readDuration } from './durations.ts';
import { textAt } from './match.ts';
import { isMove } from './moves.ts';
import { edgeOfHours } from './parts-of-day.ts';
import type { ClockPiece, DayPiece, DaySpan, Placed, RuleContext } from './pieces.ts';
import { resolveSaidDate } from './said-dates.ts';

/** How far "after the 15th" reaches when nothing ends it. */
const openDays = 28;
const momentCues = new Set(['at', 'around', 'about', 'by', 'after', 'before', 'until', 'till']);

export function joinRanges(tokens: Token[], placed: Placed[], context: RuleContext): Placed[] {
  const joined: Placed[] = [];
  for (const found of placed) {
    const item = settleMinutesTo(tokens, found);
    const previous = joined.at(-1);
    const merged = previous && mergeTwo(tokens, previous, item, context);
    if (merged === undefined) joined.push(item);
    else joined[joined.length - 1] = merged;
  }
  return joinBounds(
    tokens,
    joined.map((item) => applyBound(tokens, item, context)),
  );
}

/** "After 9:30 but before 11" is one range. */
function joinBounds(tokens: Token[], placed: Placed[]): Placed[] {
  const joined: Placed[] = [];
  for (const item of placed) {
    const previous = joined.at(-1);
    const left = previous?.piece;
    const right = item.piece;
    const links = ['but', 'and', ','].includes(textAt(tokens, previous?.to ?? -1));
    const [until] = right.kind === 'clock' ? right.clocks : [];
    const fits =
      left?.kind === 'clock' &&
      right.kind === 'clock' &&
      left.bound?.side === 'after' &&
      right.bound?.side === 'before' &&
      item.from <= (previous?.to ?? 0) + 1;
    if (previous === undefined || !fits || !links || until === undefined) {
      joined.push(item);
      continue;
    }
    const { bound: _open, ...start } = left;
    joined[joined.length - 1] = { piece: { ...start, until }, from: previous.from, to: item.to };
  }
  return joined;
}

/** "From 10 to 2" is a range, "at 10 to 2" a moment; "10 to 2" alone stays open. */
function settleMinutesTo(tokens: Token[], item: Placed): Placed {
  if (item.piece.kind !== 'clock' || item.piece.orFrom === undefined) return item;
  const { orFrom, until, ...clock } = item.piece;
  if (opener(tokens, item) !== undefined && until !== undefined) {
    const range: ClockPiece = { ...clock, clocks: [orFrom], strength: 'strong', until };
    return { piece: range, from: openerAt(tokens, item), to: item.to };
  }
  const isMoment = momentCues.has(textAt(tokens, item.from - 1));
  return isMoment ? { ...item, piece: clock } : item;
}

function mergeTwo(
  tokens: Token[],
  left: Placed,
  right: Placed,
  context: RuleContext,
): Placed | undefined {
  // "Move it from Monday to Tuesday" names two times; "between" and a dash still make a range.
  const isAway = isMove(tokens, left.from) && opener(tokens, left) !== 'between';
  const dash = textAt(tokens, left.to) === '-';
  const range = isRangeLink(tokens, left, right) && (!isAway || dash);
  const either =
    isOr(tokens, left.to, right.from) ||
    isListed(tokens, left, right) ||
    isBothDays(tokens, left, right);
  if (!range && !either) return undefined;
  const from = opener(tokens, left) !== undefined && range ? openerAt(tokens, left) : left.from;
  const place = { from, to: right.to };
  if (left.piece.kind === 'clock' && right.piece.kind === 'clock') {
    const piece = either
      ? eitherClock(left.piece, right.piece)
      : clockRange(left.piece, right.piece);
    return piece && { piece, ...place };
  }
  if (left.piece.kind === 'day' && right.piece.kind === 'day') {
    const piece = either
      ? eitherDay(left.piece, right.piece)
      : dayRange(left.piece, right.piece, context);
    return piece && { piece, ...place };
  }
  return undefined;
}

/** "I'm free Tuesday and Thursday": either will do. */
function isBothDays(tokens: Token[], left: Placed, right: Placed): boolean {
  const days = left.piece.kind === 'day' && right.piece.kind === 'day';
  const and = right.from === left.to + 1 && textAt(tokens, left.to) === 'and';
  return days && and && opener(tokens, left) !== 'between';
}

/** The first comma of "Monday, Tuesday or Thursday". */
function isListed(tokens: Token[], left: Placed, right: Placed): boolean {
  const comma = right.from === left.to + 1 && textAt(tokens, left.to) === ',';
  return comma && textAt(tokens, right.to) === 'or';
}

function openerAt(tokens: Token[], item: Placed): number {
  let at = item.from - 1;
  while (textAt(tokens, at) !== 'from' && textAt(tokens, at) !== 'between') at -= 1;
  return at;
}

function eitherClock(left: ClockPiece, right: ClockPiece): ClockPiece | undefined {
  if (left.until !== undefined || right.until !== undefined) return undefined;
  const spread = right.clocks[0]?.fixed === true && right.clocks[0].hour >= 12;
  // "Two or three p.m.": both are in the afternoon.
  const clocks = left.clocks.map((clock) =>
    spread && !clock.fixed && clock.hour < 12
      ? { ...clock, hour: clock.hour + 12, fixed: true }
      : clock,
  );
  return { ...left, clocks: [...clocks, ...right.clocks] };
}

function clockRange(left: ClockPiece, right: ClockPiece): ClockPiece | undefined {
  const [end] = right.clocks;
  if (end === undefined || (left.until !== undefined && left.orFrom === undefined))
    return undefined;
  const { orFrom: _unused, ...start } = left;
  const zone = right.zone ?? left.zone;
  return { ...start, strength: 'strong', until: end, ...(zone === undefined ? {} : { zone }) };
}

function eitherDay(left: DayPiece, right: DayPiece): DayPiece {
  const days = shareMonth(left, right, '') ?? left.days;
  return { kind: 'day', size: left.size, days: [...days, ...right.days] };
}

function dayRange(left: DayPiece, right: DayPiece, context: RuleContext): DayPiece | undefined {
  const end = right.days.at(-1);
  const said = (shareMonth(left, right, context.today) ?? left.days)[0];
  if (said === undefined || end === undefined) return undefined;
  const last = end.dateTo ?? end.date;
  const start = begun(said, last, left, right);
  const dateTo = laterThan(start.date, last, right);
  if (dateTo === undefined || dateTo < start.date) return undefined;
  const days: DaySpan[] = [{ date: start.date, dateTo }];
  return { kind: 'day', size: left.size, days };
}

/** A range that has begun already: its first day is not that of next year. */
function begun(start: DaySpan, last: string, left: DayPiece, right: DayPiece): DaySpan {
  const yearBefore = addToDate(start.date, -1, 'year');
  const isYearly =
    left.said === undefined ? start.dateTo !== undefined : left.said.month !== undefined;
  const ends = right.said === undefined || right.said.month !== undefined;
  const fits = ends && start.date > last && left.said?.year === undefined && yearBefore <= last;
  return isYearly && fits ? { date: yearBefore } : start;
}

/** "The 3rd until the 6th of January": the first day borrows the month of the second. */
function shareMonth(left: DayPiece, right: DayPiece, today: string): DaySpan[] | undefined {
  const month = right.said?.month;
  if (left.said === undefined || left.said.month !== undefined || month === undefined) {
    return undefined;
  }
  const year = right.said?.year ?? Number(right.days[0]?.date.slice(0, 4));
  // "The 29th to the 16th of April" begins in March.
  const before = left.said.day > (right.said?.day ?? left.said.day);
  const started = before ? ((month + 10) % 12) + 1 : month;
  const startYear = started > month ? year - 1 : year;
  return resolveSaidDate({ day: left.said.day, month: started, year: startYear }, today);
}

/** "Thursday to Monday" ends in the week after. */
function laterThan(start: string, end: string, right: DayPiece): string | undefined {
  if (end >= start) return end;
  if (right.said !== undefined) {
    const { year: _said, ...rest } = right.said;
    return resolveSaidDate(rest, start)[0]?.date;
  }
  return right.weekday === undefined ? undefined : comingWeekday(start, right.weekday);
}

/** "after 4" lasts until closing time, "before noon" from opening time, "by Friday" from today. */
function applyBound(tokens: Token[], item: Placed, context: RuleContext): Placed {
  const lasting = applyDuration(tokens, item);
  if (lasting !== undefined) return lasting;
  const bound = readBound(tokens, item);
  if (bound === undefined) return item;
  const place = { from: bound.from, to: bound.to };
  const { piece } = item;
  if (piece.kind === 'clock' && piece.until === undefined) {
    const close = edgeOfHours(context, 'close') ?? '23:59';
    const open = edgeOfHours(context, 'open') ?? '00:00';
    return {
      piece: boundClock(piece, bound.side, bound.side === 'after' ? close : open),
      ...place,
    };
  }
  if (piece.kind !== 'day') return item;
  // "Before the end of the month" lasts to its end.
  const isEnd = [0, 1].some((offset) => textAt(tokens, item.from + offset) === 'end');
  const included = bound.included || isEnd;
  const days = piece.days.map((day) => boundDay(day, { ...bound, included }, context.today));
  return { piece: { kind: 'day', size: piece.size, days, exact: piece.days }, ...place };
}

/** "from 4 pm for thirty minutes". */
function applyDuration(tokens: Token[], item: Placed): Placed | undefined {
  const { piece } = item;
  const duration =
    textAt(tokens, item.to) === 'for' ? readDuration(tokens, item.to + 1) : undefined;
  if (piece.kind === 'day') return lastingDays(item, piece, duration);
  if (piece.kind !== 'clock' || piece.until !== undefined) return undefined;
  if (duration === undefined || duration.minutes === 0 || duration.days > 0) return undefined;
  const from = opener(tokens, item) === undefined ? item.from : openerAt(tokens, item);
  const lasting: ClockPiece = { ...piece, strength: 'strong', lastsMinutes: duration.minutes };
  return { piece: lasting, from, to: item.to + 1 + duration.size };
}

/** "the 18th for 10 days". */
function lastingDays(
  item: Placed,
  piece: DayPiece,
  duration: Duration | undefined,
): Placed | undefined {
  const countsDays = duration !== undefined && duration.days > 0 && duration.minutes === 0;
  if (!countsDays || piece.days.some((day) => day.dateTo !== undefined)) return undefined;
  const days = piece.days.map(({ date }) => ({ date, dateTo: addDays(date, duration.days) }));
  return { piece: { ...piece, days }, from: item.from, to: item.to + 1 + duration.size };
}

function boundClock(piece: ClockPiece, side: 'after' | 'before', edge: string): ClockPiece {
  const clock = { hour: Number(edge.slice(0, 2)), minute: Number(edge.slice(3)), fixed: true };
  return { ...piece, strength: 'strong', bound: { side, edge: clock } };
}

function boundDay(
  day: DaySpan,
  bound: { side: 'after' | 'before'; included: boolean },
  today: string,
): DaySpan {
  const first = day.date;
  const last = day.dateTo ?? day.date;
  if (bound.side === 'after') {
    const date = bound.included ? first : addDays(last, 1);
    return { date, dateTo: addDays(date, openDays) };
  }
  const dateTo = bound.included ? last : addDays(first, -1);
  return dateTo > today ? { date: today, dateTo } : { date: dateTo };
}
