/** Which words of a sentence can be a name, and where it begins and ends. */
import { alsoNames, nameParticles, nonNameWords } from './name-words.ts';
import type { NameContext } from './one-name.ts';
import type { Sentence, Word, WordRange } from './sentence.ts';

const nameWordsMax = 4;
/** They stand before a name and are no part of it. */
export const addressed = /^(?:mister|mrs|ms|miss|doctor)$/;

/** "This is Mrs. O'Connor": the title is no name. */
export function afterTitle(sentence: Sentence, first: number): number {
  let at = first;
  while (addressed.test(sentence.words[at]?.text ?? '')) at += 1;
  return at;
}

export function asksLastName(asked: string): boolean {
  return /\b(?:last|sur|family)[ -]?name\b/i.test(asked) && !/first/i.test(asked);
}

/** The words from `first` on that can be a name. */
export function wordsAt(
  sentence: Sentence,
  first: number,
  context: NameContext,
  guard: boolean,
): WordRange | undefined {
  let end = first;
  while (end < sentence.words.length && end - first < nameWordsMax) {
    const word = sentence.words[end];
    if (
      !word ||
      (word.afterMark && end > first && !/[.'’-]/.test(sentence.text[word.from - 1] ?? ''))
    )
      break;
    if (!canBeName(word.text) && !isAlsoName(word, context)) break;
    if (guard && context.isTaken({ first: end, end: end + 1 }, sentence)) break;
    end++;
  }
  // A last word of one letter is a start of spelling; "ten" and "la" end no name.
  while (end > first && !endsName(sentence.words[end - 1], context)) end--;
  // "Good", "fine" by themselves answer most other questions.
  const [only] = end - first === 1 ? [sentence.words[first]?.text ?? ''] : [];
  if (only !== undefined && nonNameWords.has(only) && !asksLastName(context.asked))
    return undefined;
  return end > first ? { first, end } : undefined;
}

function endsName(word: Word | undefined, context: NameContext): boolean {
  if (word === undefined || word.text.length < 2) return false;
  return !nonNameWords.has(word.text) || isAlsoName(word, context);
}

/** "Jo Park", written like a name where one was asked for. */
function isAlsoName({ text, capital }: Word, { focused }: NameContext): boolean {
  return focused && capital && alsoNames.has(text);
}

function canBeName(word: string): boolean {
  if (!/^\p{L}[\p{L}'’]*$/u.test(word)) return false;
  return nameParticles.has(word) || !nonNameWords.has(word);
}
