/** Figures as the whole answer to "when" that may be a date or a time: "17", "5.12". */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { ClockPiece, MomentPiece, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';
import { resolveClock } from './resolve-clock.ts';
import { resolveSaidDate } from './said-dates.ts';

const hourCues = new Set(['at', 'around', 'about']);

/** "17" is the 17th or five o'clock; "25" is only a day. Up to twelve it is an hour. */
export function readBareNumber(
  tokens: Token[],
  at: number,
  context: RuleContext,
): MomentPiece | undefined {
  if (!context.focused || hourCues.has(textAt(tokens, at - 1))) return undefined;
  const number = readNumber(tokens, at);
  if (number === undefined || number.ordinal || number.value < 13 || number.value > 31) {
    return undefined;
  }
  if ((number.digits?.length ?? 2) !== 2 || !isWholeText(tokens, at, at + number.size)) {
    return undefined;
  }
  const day: TimeValue[] = resolveSaidDate({ day: number.value }, context.today);
  const hour: TimeValue[] = number.value < 24 ? [{ time: `${number.value}:00` }] : [];
  return { kind: 'moment', size: number.size, values: [...day, ...hour] };
}

/** "5.12" alone is the twelfth of May or twelve past five. */
export function readPointedPair(
  tokens: Token[],
  at: number,
  context: RuleContext,
): MomentPiece | undefined {
  const [first, mark, second] = tokens.slice(at, at + 3);
  if (!context.focused || mark?.text !== '.' || mark.spaced || second?.spaced !== false) {
    return undefined;
  }
  const figures = first?.kind === 'digits' && second.kind === 'digits';
  if (!figures || second.text.length !== 2 || !isWholeText(tokens, at, at + 3)) return undefined;
  if (hourCues.has(textAt(tokens, at - 1))) return undefined;
  const hour = Number(first.text);
  const minute = Number(second.text);
  const days = resolveSaidDate({ month: hour, day: minute }, context.today);
  if (days.length === 0 || hour > 12 || minute > 59) return undefined;
  const clock = { hour: hour % 24, minute, fixed: false };
  const piece: ClockPiece = { kind: 'clock', size: 3, clocks: [clock], strength: 'strong' };
  const times = resolveClock(piece, { hours: context.hours });
  return { kind: 'moment', size: 3, values: [...days, ...times] };
}
