/** Finds the pieces of a sentence: at each place the longest that any rule can read. */
import type { Token } from '../tokens.ts';
import { readBareNumber, readPointedPair } from './bare-numbers.ts';
import { readCalendarDate } from './calendar-dates.ts';
import { readClock } from './clock-times.ts';
import { readCountedWeekdays } from './counted-weekdays.ts';
import { readDayRange } from './day-ranges.ts';
import { readHoliday } from './holidays.ts';
import { readDayPart } from './parts-of-day.ts';
import { readPeriod } from './periods.ts';
import type { ClockPiece, DayPiece, Piece, Placed, Rule, RuleContext } from './pieces.ts';
import { readRelativeDay } from './relative-days.ts';
import { readRelativeToOffer } from './relative-to-offer.ts';
import { readShiftedClock } from './shifted-clocks.ts';
import { readWeekday } from './weekdays.ts';
import { readWrittenDate } from './written-dates.ts';
import { readZone } from './zones.ts';

/** Of two rules that read equally far, the earlier one wins. */
const rules: readonly Rule[] = [
  readDayRange,
  readRelativeToOffer,
  readRelativeDay,
  readWrittenDate,
  readCalendarDate,
  readWeekday,
  readCountedWeekdays,
  readHoliday,
  readPeriod,
  readDayPart,
  readBareNumber,
  readPointedPair,
  readShiftedClock,
  readClock,
];
const notDays: readonly Rule[] = [
  readDayPart,
  readBareNumber,
  readPointedPair,
  readShiftedClock,
  readClock,
];
const dayRules = rules.filter((rule) => !notDays.includes(rule));
/** "A week from a week from …": nobody says more, and a text could. */
const nestingMax = 3;

export function scan(tokens: Token[], given: Omit<RuleContext, 'day'>): Placed[] {
  const context = withDayReader(tokens, given);
  const placed: Placed[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = longest(rules, tokens, at, context);
    if (found === undefined) {
      at += 1;
      continue;
    }
    const piece = found.kind === 'clock' ? withZone(tokens, at, found) : found;
    const impossible = piece.kind === 'day' && piece.days.length === 0;
    if (!impossible) placed.push({ piece, from: at, to: at + piece.size });
    if (piece.kind === 'day' && piece.weak !== true) {
      context.previous = piece.days[0]?.date ?? context.today;
    }
    at += piece.size;
  }
  return placed;
}

function withZone(tokens: Token[], at: number, piece: ClockPiece): ClockPiece {
  const named = readZone(tokens, at + piece.size);
  if (named === undefined) return piece;
  return { ...piece, size: piece.size + named.size, zone: named.zone, strength: 'strong' };
}

function withDayReader(tokens: Token[], given: Omit<RuleContext, 'day'>): RuleContext {
  let depth = 0;
  const context: RuleContext = {
    ...given,
    day(at): DayPiece | undefined {
      if (depth >= nestingMax) return undefined;
      depth += 1;
      const piece = longest(dayRules, tokens, at, context);
      depth -= 1;
      return piece?.kind === 'day' && piece.days.length > 0 ? piece : undefined;
    },
  };
  return context;
}

function longest(
  candidates: readonly Rule[],
  tokens: Token[],
  at: number,
  context: RuleContext,
): Piece | undefined {
  let best: Piece | undefined;
  for (const rule of candidates) {
    const piece = rule(tokens, at, context);
    if (piece !== undefined && piece.size > (best?.size ?? 0)) best = piece;
  }
  return best;
}
