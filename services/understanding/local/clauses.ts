/** A sentence parted where its marks and joining words part it. */
import type { Sentence, WordRange } from './sentence.ts';

export interface Clause {
  range: WordRange;
  plain: string;
}

const joining = new Set(['but', 'however', 'although']);

/** Clauses of the words that `free` lets through; words left out part a clause as a mark does. */
export function clausesOf(sentence: Sentence, free: (word: number) => boolean): Clause[] {
  const clauses: Clause[] = [];
  let first = -1;
  const close = (end: number) => {
    if (first < 0) return;
    const words = sentence.words.slice(first, end).map((word) => word.text);
    clauses.push({ range: { first, end }, plain: words.join(' ') });
    first = -1;
  };
  for (const [position, word] of sentence.words.entries()) {
    if (!free(position)) {
      close(position);
      continue;
    }
    if (first >= 0 && (word.afterMark || joining.has(word.text))) close(position);
    if (first < 0) first = position;
  }
  close(sentence.words.length);
  return clauses;
}
