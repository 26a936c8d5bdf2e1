/** A time that is taken back in the same breath: "Tuesday, no, Wednesday", "at 3, sorry, 4". */
import type { Token } from '../tokens.ts';
import type { Mention } from './combine.ts';
import { textAt } from './match.ts';

const marks = new Set(
  'no nope sorry wait actually mean meant rather correction scratch'.split(' '),
);
const fillers = new Set('i or and , . - that make it at on for the um uh oh let us say'.split(' '));
const wordsMax = 6;

/** Only words that take back stand between the two places, and at least one of them. */
export function takesBack(tokens: Token[], from: number, to: number): boolean {
  if (to <= from || to - from > wordsMax) return false;
  const between = tokens.slice(from, to).map((_token, index) => textAt(tokens, from + index));
  const known = between.every((text) => marks.has(text) || fillers.has(text));
  return known && between.some((text) => marks.has(text));
}

/** What was said last stands; what it leaves out is kept from before: "Tuesday at 3, no, at 4". */
export function repair(tokens: Token[], mentions: Mention[]): Mention[] {
  const repaired: Mention[] = [];
  for (const mention of mentions) {
    const last = repaired.at(-1);
    if (last === undefined || !takesBack(tokens, last.to, mention.from)) {
      repaired.push(mention);
      continue;
    }
    repaired[repaired.length - 1] = { ...kept(last, mention), ...mention, from: last.from };
  }
  return repaired;
}

function kept(last: Mention, mention: Mention): Partial<Mention> {
  if (last.moment !== undefined || mention.moment !== undefined) return {};
  const time = mention.clock === undefined && mention.part === undefined;
  return {
    ...(mention.days === undefined && last.days !== undefined ? { days: last.days } : {}),
    ...(time && last.clock !== undefined ? { clock: last.clock } : {}),
    ...(mention.part === undefined && last.part !== undefined ? { part: last.part } : {}),
  };
}
