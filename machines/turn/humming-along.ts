/** "Mm-hm" over the agent's words is listening, not talking: it takes the floor from nobody. */
import type { Expectation } from '../vocabulary.ts';

const backchannels = new Set(
  'mm mhm mmhm mm-hm mm-hmm uh-huh uhuh hmm hm ah oh okay ok right yeah yep sure i see got it'.split(
    ' ',
  ),
);

/**
 * Whether words said over the agent are only a sign of listening. Where a yes is what was asked,
 * "yeah" is an answer, however short.
 */
export function hummingAlong(text: string, expectation: Expectation | null): boolean {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return true;
  if (words.length > 3 || !words.every((word) => backchannels.has(word))) return false;
  const onlyHums = words.every((word) =>
    /^(mm|mhm|mmhm|mm-hm|mm-hmm|uh-huh|hmm?|ah|oh)$/.test(word),
  );
  return onlyHums || !(expectation?.yesNo ?? false);
}

const courtesies = new Set("please thanks thank you yes yeah right ok okay sir ma'am".split(' '));

/** "Yes, … please": words so late that their turn is over, and that change nothing about it. */
export function onlyCourtesy(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
  return words.length > 0 && words.every((word) => courtesies.has(word));
}
