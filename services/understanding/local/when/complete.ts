/** A day and a clock time said apart in one clause complete each other: "Monday with Dr. Chen at 3". */
import type { Token } from '../tokens.ts';
import type { Mention } from './combine.ts';
import { isExcluded } from './exclusions.ts';
import { isMove } from './moves.ts';

/** Further apart they are two thoughts. */
const wordsApartMax = 8;
const clauseEnds = new Set('and but so because or if then can could is are . ! ? , ;'.split(' '));

/** Both mentions then carry the whole value, each with its own place in the text. */
export function completeEachOther(tokens: Token[], mentions: Mention[]): Mention[] {
  const [first, second] = mentions;
  if (mentions.length !== 2 || first === undefined || second === undefined) return mentions;
  const dayFirst = isDayOnly(first) && isTimeOnly(second);
  const timeFirst = isTimeOnly(first) && isDayOnly(second);
  if ((!dayFirst && !timeFirst) || !isOneClause(tokens, first.to, second.from)) return mentions;
  if (isExcluded(tokens, first) || isExcluded(tokens, second)) return mentions;
  if (isMove(tokens, second.from)) return mentions;
  const [day, time] = dayFirst ? [first, second] : [second, first];
  const whole = {
    ...(day.days === undefined ? {} : { days: day.days }),
    ...(time.clock === undefined ? {} : { clock: time.clock }),
    ...(time.part === undefined ? {} : { part: time.part }),
  };
  return [first, second].map(({ from, to }) => ({ ...whole, from, to }));
}

function isDayOnly(mention: Mention): boolean {
  return mention.days !== undefined && !mention.clock && !mention.part;
}

function isTimeOnly(mention: Mention): boolean {
  const hasTime = mention.clock !== undefined || mention.part !== undefined;
  return hasTime && mention.days === undefined && mention.alternative !== true;
}

function isOneClause(tokens: Token[], from: number, to: number): boolean {
  if (to - from > wordsApartMax) return false;
  return tokens.slice(from, to).every((token, index) => {
    const abbreviation =
      token.text === '.' &&
      ['dr', 'mr', 'mrs', 'ms'].includes(tokens[from + index - 1]?.text ?? '');
    return abbreviation || !clauseEnds.has(token.text);
  });
}
