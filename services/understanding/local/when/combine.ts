/** Puts days, parts of the day and clock times that belong together into one mention. */
import type { Token } from '../tokens.ts';
import { isGlue, isOr, isRangeLink } from './between.ts';
import { addDays, comingWeekday, weekdayOf } from './calendar.ts';
import { textAt } from './match.ts';
import type { ClockPiece, DayPart, DaySpan, MomentPiece, Piece, Placed } from './pieces.ts';

/** One mention: at most one day, one clock time and one part of the day, or a complete moment. */
export interface Mention {
  days?: DaySpan[];
  /** "By Monday at 2:30": with a clock time the day is meant itself. */
  exact?: DaySpan[];
  /** The day was named by its weekday alone: a date that follows says which. */
  weekday?: number;
  clock?: ClockPiece;
  part?: DayPart;
  /** The part names its own day: "tonight", whose small hours are tomorrow's. */
  tonight?: boolean;
  moment?: MomentPiece;
  from: number;
  to: number;
  /** It stands after an "or": its values are further readings of the mention before. */
  alternative?: boolean;
}

export function combine(tokens: Token[], placed: Placed[]): Mention[] {
  const mentions: Mention[] = [];
  for (const item of placed) {
    const last = mentions.at(-1);
    // "Next week but Thursday" takes the Thursday out.
    const apart = item.piece.kind === 'day' && textAt(tokens, item.from - 1) === 'but';
    const near = last !== undefined && !apart && isGlue(tokens, last.to, item.from);
    const added = near ? add(last, item.piece) : last && addEnd(tokens, last, item);
    if (last !== undefined && added !== undefined) {
      mentions[mentions.length - 1] = { ...added, from: last.from, to: item.to };
      continue;
    }
    const fresh = add({ from: item.from, to: item.to }, item.piece);
    if (fresh === undefined) continue;
    const alternative = last !== undefined && isOr(tokens, last.to, item.from);
    mentions.push(alternative ? { ...fresh, alternative } : fresh);
  }
  return mentions;
}

/** "11 tomorrow to 2": the end of a range whose day stands between its hours. */
function addEnd(
  tokens: Token[],
  { clock, ...mention }: Mention,
  item: Placed,
): Mention | undefined {
  const until = item.piece.kind === 'clock' ? item.piece.clocks[0] : undefined;
  const isOpen = clock?.until === undefined && clock?.bound === undefined;
  if (clock === undefined || !isOpen || until === undefined || !mention.days) return undefined;
  const left = { piece: clock, from: mention.from, to: mention.to };
  return isRangeLink(tokens, left, item) ? { ...mention, clock: { ...clock, until } } : undefined;
}

/** The mention with one more piece, or undefined when its place is taken. */
function add(mention: Mention, piece: Piece): Mention | undefined {
  if (mention.moment !== undefined) return undefined;
  if (piece.kind === 'moment') {
    const empty = !mention.days && !mention.clock && !mention.part;
    return empty ? { ...mention, moment: piece } : undefined;
  }
  if (piece.kind === 'clock') {
    if (mention.clock !== undefined) return undefined;
    return { ...mention, clock: piece, ...(mention.exact ? { days: mention.exact } : {}) };
  }
  const weekday = piece.kind === 'day' ? piece.weekday : undefined;
  const days =
    piece.days === undefined
      ? mention.days
      : agree(mention.days, piece.days, weekday, mention.weekday);
  if (piece.days !== undefined && days === undefined) return undefined;
  const { weekday: _used, ...rest } = mention;
  const withDays: Mention =
    piece.days === undefined || days === undefined
      ? mention
      : { ...rest, days, ...(weekday === undefined ? {} : { weekday }) };
  if (piece.kind === 'day') {
    return piece.exact === undefined ? withDays : { ...withDays, exact: piece.exact };
  }
  // "First thing tomorrow morning" names the morning twice.
  if (mention.part?.name === piece.part.name) return withDays;
  if (mention.part !== undefined) return undefined;
  const tonight = piece.days !== undefined && piece.part.name === 'night';
  return { ...withDays, part: piece.part, ...(tonight ? { tonight } : {}) };
}

/** Two days beside each other must be the same one: "tomorrow, the 2nd", "Tuesday the week of the 5th". */
function agree(
  known: DaySpan[] | undefined,
  said: DaySpan[],
  weekday: number | undefined,
  weekdayKnown: number | undefined,
): DaySpan[] | undefined {
  if (known === undefined) return said;
  const [span] = known;
  if (weekday !== undefined && span?.dateTo !== undefined && known.length === 1) {
    const date = comingWeekday(span.date, weekday);
    return date <= span.dateTo && span.dateTo <= addDays(span.date, 6) ? [{ date }] : undefined;
  }
  const [date] = said;
  const named = weekdayKnown === undefined || date === undefined || said.length > 1;
  if (!named && date.dateTo === undefined && weekdayOf(date.date) === weekdayKnown) return said;
  const both = known.filter((day) => said.some((one) => covers(one, day)));
  if (both.length > 0) return both;
  const narrower = said.filter((day) => known.some((one) => covers(one, day)));
  return narrower.length > 0 ? narrower : undefined;
}

function covers(wide: DaySpan, narrow: DaySpan): boolean {
  const end = wide.dateTo ?? wide.date;
  return wide.date <= narrow.date && (narrow.dateTo ?? narrow.date) <= end;
}
