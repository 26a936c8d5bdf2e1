/** How long to wait after the last word before the turn counts as over: pure, from words alone. */
import type { Timing } from '../policy/definition.ts';
import type { Expectation } from '../vocabulary.ts';

/** Words that a sentence does not end on. */
const dangling = new Set(
  (
    'a an the of on at in to for with and or but so because from my your his her their our by about ' +
    "between until than as if um uh er hmm like is are was i we it's i'm i'd around"
  ).split(' '),
);

const complete = new Set(
  'yes yeah yep yup sure okay ok no nope nah right correct exactly perfect fine bye goodbye'.split(
    ' ',
  ),
);

/** Digits that make a whole telephone number, with and without its country code. */
const wholeNumber = /^1?\d{10}$/;

function words(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
}

export type Completeness = 'complete' | 'open' | 'unfinished';

/** Whether the words answer what was asked, are plainly cut in the middle, or neither. */
export function completeness(text: string, expectation: Expectation | null): Completeness {
  const said = words(text);
  const last = said.at(-1);
  if (last === undefined) return 'open';
  const focus = expectation?.asks[0]?.kind;
  const digits = said.join('').replace(/\D/g, '');
  if (focus === 'phone' && digits.length > 0) {
    return wholeNumber.test(digits) ? 'complete' : 'unfinished';
  }
  if (dangling.has(last)) return 'unfinished';
  if (expectation?.yesNo && said.every((word) => complete.has(word))) return 'complete';
  return 'open';
}

/** A caller who paused this much longer than they did before has most likely finished. */
const pauseFactor = 1.2;

export interface Patience {
  text: string;
  expectation: Expectation | null;
  /** What was understood answers the open question whole. */
  complete: boolean;
  /** The longest pause within a turn that this caller has made so far. */
  longestPauseMs: number;
  timing: Timing;
}

export function patienceMs({ text, expectation, complete, ...caller }: Patience): number {
  const { timing, longestPauseMs } = caller;
  const words = completeness(text, expectation);
  if (words === 'unfinished') return timing['patience-unfinished'];
  if (complete || words === 'complete') return timing['patience-complete'];
  const learnt = Math.min(longestPauseMs * pauseFactor, timing['patience-unfinished']);
  return Math.max(timing['patience-open'], learnt);
}
