/** How long to wait after the last word before the turn counts as over: pure, from words alone. */
import type { Timing } from '../policy/definition.ts';
import type { Expectation } from '../vocabulary.ts';
import type { AnswerSoFar } from './answer-so-far.ts';

/** Words that a sentence does not end on. */
const dangling = new Set(
  (
    'a an the of on at in to for with and or but so because from my your his her their our by about ' +
    "between until than as if um uh er hmm like is are was were am i we it's i'm i'd i'll around " +
    "can could will would thank let's there's what's where's when's how's who's name's every next"
  ).split(' '),
);

/** Questions of their own, and otherwise the beginning of one: "can you tell me where". */
const questionWords = new Set('what where when which who whose how why'.split(' '));

/** Beginnings of a question or a wish, after which people pause to think. */
const beginning = new RegExp(
  [
    '(?:tell|give|show|ask) (?:me|you|us)',
    'let (?:me|us)',
    '(?:like|want|need|trying|going) to',
    '(?:can|could|would|will|do|did|(?<!how )are|have) (?:you|we|they)',
    '(?:can|could|would|will) (?:you|i|we) (?:please|just|also)',
    '(?:i|we) (?:want|need|have|just)',
    '(?:is|are) there',
  ]
    .map((phrase) => `\\b${phrase}$`)
    .join('|'),
);

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const month =
  'january|february|march|april|may|june|july|august|september|october|november|december';
/** "Tuesday, November": the day of the month is still to come. "In November" may be all. */
const dayToCome = new RegExp(`\\b(?:${weekday}|on) (?:${month})$`);

const hour = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
/** "At 10 am" ends with the hour, and "I am" with the beginning of something. */
const hourEnds = new RegExp(`\\b(?:\\d{1,4}|${hour}|fifteen|thirty|o'clock) am$`);

/** "Yes I am", "it is": whole, though they end as a beginning does. */
const shortAnswer =
  /^(?:(?:yes|yeah|yep|no|nope|sure) )?(?:i|it|that|he|she|we|they) (?:am|is|are|was|were|can|will|would|could|have)$/;

/** "What time are you open until", "tell me what your hours are": a question's own end. */
const strandedEnd =
  /\b(?:what|where|when|which|who|whose|how) \S+ \S+.* (?:at|to|for|with|about|until|like|is|are)$/;

const complete = new Set(
  'yes yeah yep yup sure okay ok no nope nah right correct exactly perfect fine bye goodbye'.split(
    ' ',
  ),
);

const refusals = new Set(['no', 'nope', 'nah']);

/** Digits of a whole telephone number, without and with its country code. */
const wholeNumberDigits = [10, 11];

const digitWords = new Set('zero oh o one two three four five six seven eight nine'.split(' '));
const twoDigitWords = /^(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|double)$/;

/** How many digits of a number a word stands for. "Twenty" is the first of "twenty one". */
function digitsIn(word: string): number {
  if (/^\d+$/.test(word)) return word.length;
  if (digitWords.has(word)) return 1;
  if (twoDigitWords.test(word)) return word === 'double' ? 1 : 2;
  if (word === 'triple') return 2;
  return /^(?:twen|thir|for|fif|six|seven|eigh|nine)ty$/.test(word) ? 1 : 0;
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
}

export type Completeness = 'complete' | 'open' | 'unfinished';

/** Whether the words answer what was asked, are plainly cut in the middle, or neither. */
export function completeness(heard: string, expectation: Expectation | null): Completeness {
  const said = words(heard);
  const last = said.at(-1);
  if (last === undefined) return 'open';
  const focus = expectation?.asks[0]?.kind;
  const digits = said.reduce((count, word) => count + digitsIn(word), 0);
  if (focus === 'phone' && digits > 0) {
    return wholeNumberDigits.includes(digits) ? 'complete' : 'unfinished';
  }
  const text = said.join(' ');
  if (expectation?.yesNo && shortAnswer.test(text)) return 'complete';
  if (strandedEnd.test(text)) return 'open';
  if (dayToCome.test(text)) return 'unfinished';
  if (hourEnds.test(text)) return 'open';
  if (dangling.has(last) || beginning.test(text)) return 'unfinished';
  if (said.length > 1 && questionWords.has(last)) return 'unfinished';
  // "No" to what was read back is often the beginning of what it should be.
  if (expectation?.accepts.length && said.every((word) => refusals.has(word))) return 'open';
  const plain = said.every((word) => complete.has(word));
  if (expectation?.yesNo && !expectation.invites && plain) return 'complete';
  return 'open';
}

/** A caller who paused this much longer than they did before has most likely finished. */
const pauseFactor = 1.2;

export interface Patience {
  text: string;
  expectation: Expectation | null;
  /** How much of an answer the words are, as far as they were understood. */
  answer: AnswerSoFar;
  /** The longest pause within a turn that this caller has made so far. */
  longestPauseMs: number;
  timing: Timing;
}

export function patienceMs({ text, expectation, answer, ...caller }: Patience): number {
  const { timing, longestPauseMs } = caller;
  const words = completeness(text, expectation);
  if (words === 'unfinished') return timing['patience-unfinished'];
  if (answer === 'whole' || words === 'complete') return timing['patience-complete'];
  if (answer === 'likely') return timing['patience-likely'];
  const learnt = Math.min(longestPauseMs * pauseFactor, timing['patience-unfinished']);
  const half = answer === 'partial' ? timing['patience-partial'] : 0;
  return Math.max(timing['patience-open'], half, learnt);
}
