/** Times that the caller does not want: "not Monday", "Monday doesn't work", "move it from Monday to …". */
import type { Token } from '../tokens.ts';
import { wordsBefore } from './between.ts';
import type { Mention } from './combine.ts';
import { longestPhraseAt, textAt } from './match.ts';
import { isMove } from './moves.ts';

const fillers = new Set(
  'on at in the for this next do make come it there be free available a any'.split(' '),
);
const negations = new Set("not except can't cannot won't couldn't isn't never".split(' '));
const phrasesBefore: readonly (readonly string[])[] = [
  ['than', 'other'],
  ['than', 'rather'],
  ['of', 'instead'],
  ['for', 'except'],
  ['from', 'apart'],
];
const phrasesAfter = [
  "doesn't work",
  'does not work',
  "won't work",
  'will not work',
  "isn't good",
  'is not good',
  'is no good',
  "isn't possible",
  'is not possible',
  "isn't going to work",
  'is not going to work',
  "can't work",
  "doesn't suit",
  'does not suit',
  'no good',
  'not good',
  'not possible',
  'bad for me',
  'is out',
  'is bad',
  "i can't",
  'i cannot',
];
const everyOne =
  /^(?:mornings|afternoons|evenings|nights|weekends|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days)$/;

export function isExcluded(tokens: Token[], mention: Mention): boolean {
  // "No mornings" wants none of them; "no, Monday" corrects.
  const each = everyOne.test(textAt(tokens, mention.from));
  if (each && textAt(tokens, mention.from - 1) === 'no') return true;
  if (longestPhraseAt(tokens, mention.to, phrasesAfter) > 0) return true;
  const before = wordsBefore(tokens, mention.from, 6);
  const meaningful = dropFillers(before);
  if (negations.has(meaningful[0] ?? '')) return true;
  const butOf = before[0] === 'but' && before.some((word) => word.startsWith('any'));
  if (butOf) return true;
  return phrasesBefore.some((phrase) => phrase.every((word, index) => before[index] === word));
}

/** From the nearest word on, those that may stand between a "not" and its day are left out. */
function dropFillers(words: string[]): string[] {
  let first = 0;
  while (first < words.length && fillers.has(words[first] ?? '')) first += 1;
  return words.slice(first);
}

/** When something is moved, the time it is moved away from is not wanted. */
export function isMovedAway(tokens: Token[], mentions: Mention[], index: number): boolean {
  const mention = mentions[index] as Mention;
  const next = mentions[index + 1];
  if (next === undefined || !isMove(tokens, mention.from)) return false;
  const lead = wordsBefore(tokens, next.from, 2);
  const between = tokens.slice(mention.to, next.from).map((token) => token.text);
  return between.includes('to') && (lead[0] === 'to' || lead[1] === 'to');
}
