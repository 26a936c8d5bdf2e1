/** The business's questions in the order in which a sentence is likely to ask them. */
import { readSentence } from '../local/sentence.ts';
import { score } from '../local/similarity.ts';
import { indexOf } from '../local/vocabulary-index.ts';
import type { TurnToRead } from '../understanding.ts';
import type { KnownQuestion } from '../vocabulary.ts';

/** Nearest first by the words they share with the sentence; the others follow in their own order. */
export function nearestQuestions(turn: TurnToRead): KnownQuestion[] {
  const { questions } = turn.vocabulary;
  const words = readSentence(turn.text).words.map(({ text }) => text);
  const scored = score(indexOf(turn.vocabulary).questions.index, words);
  const places = new Map(scored.map(({ id }, place) => [id, place]));
  const place = ({ id }: KnownQuestion) => places.get(id) ?? questions.length;
  return questions.toSorted((one, other) => place(one) - place(other));
}
