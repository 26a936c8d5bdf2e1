/** Matching of fixed words at a place among the tokens. */
import type { Token } from '../tokens.ts';

export function textAt(tokens: Token[], at: number): string {
  return tokens[at]?.text ?? '';
}

/** How many tokens the phrase takes here, 0 when it does not stand here. */
export function phraseAt(tokens: Token[], at: number, phrase: string): number {
  // Nearly every phrase fails by its first word, so the rest is only cut up after that.
  const first = textAt(tokens, at);
  const fits = first !== '' && phrase.startsWith(first);
  if (!fits || (phrase.length > first.length && phrase[first.length] !== ' ')) return 0;
  const words = phrase.split(' ');
  return words.every((word, index) => textAt(tokens, at + index) === word) ? words.length : 0;
}

/** The size of the longest of the phrases that stands here, 0 for none. */
export function longestPhraseAt(tokens: Token[], at: number, phrases: readonly string[]): number {
  let size = 0;
  for (const phrase of phrases) size = Math.max(size, phraseAt(tokens, at, phrase));
  return size;
}

/** The place after any of the words that stand here. */
export function skipWords(tokens: Token[], at: number, words: ReadonlySet<string>): number {
  let next = at;
  while (words.has(textAt(tokens, next))) next += 1;
  return next;
}
