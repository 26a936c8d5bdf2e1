/** A number above twelve as the whole answer to "when": a day of the month, or an hour of 24. */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { MomentPiece, RuleContext } from './pieces.ts';
import { isWholeText } from './plausible.ts';
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
