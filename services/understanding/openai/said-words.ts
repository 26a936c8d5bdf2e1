/** Where the words a model gives for a label stand in what the caller said, if they stand there. */
import { readSentence, type Sentence, type Span, spanOf } from '../local/sentence.ts';

export interface SaidWords extends Span {
  /** The sentence or the recogniser's other guess that holds them. */
  sentence: Sentence;
}

/** Guesses of the recogniser that are looked through after the best one. */
export const guessesMax = 4;

/**
 * The caller's own words, in one piece and in their order; undefined when they were not said.
 * Capitals, marks and "um" do not matter, anything else does.
 */
export function findSaid(words: string, text: string, nbest: string[]): SaidWords | undefined {
  const wanted = readSentence(words).words.map((word) => word.text);
  if (wanted.length === 0) return undefined;
  for (const guess of [text, ...nbest.slice(0, guessesMax)]) {
    const sentence = readSentence(guess);
    const said = sentence.words.map((word) => word.text);
    const first = said.findIndex((_, at) => wanted.every((word, next) => said[at + next] === word));
    if (first < 0) continue;
    const range = { first, end: first + wanted.length };
    return { sentence, ...spanOf(sentence, range) };
  }
  return undefined;
}
