/** The business's questions in the order in which a sentence is likely to ask them. */
import type { Clock } from '../../clock.ts';
import { readSentence } from '../local/sentence.ts';
import { score } from '../local/similarity.ts';
import { indexOf } from '../local/vocabulary-index.ts';
import type { TurnToRead } from '../understanding.ts';
import type { KnownQuestion } from '../vocabulary.ts';
import { likeness, type Meanings } from './meanings.ts';

/** Nearest first by the words they share with the sentence; the others follow in their own order. */
export function nearestByWords(turn: TurnToRead): KnownQuestion[] {
  const words = readSentence(turn.text).words.map(({ text }) => text);
  const scored = score(indexOf(turn.vocabulary).questions.index, words);
  const scores = new Map(scored.map(({ id, score: likely }) => [id, likely]));
  return inOrder(turn, ({ id }) => scores.get(id) ?? 0);
}

export interface MeaningLimits {
  clock: Clock;
  /** In ms. */
  most: number;
  signal: AbortSignal;
}

/** Nearest first by meaning; by words where the meanings are not there in time. */
export async function nearestByMeaning(
  turn: TurnToRead,
  meanings: Meanings,
  { clock, most, signal }: MeaningLimits,
): Promise<KnownQuestion[]> {
  const { questions } = turn.vocabulary;
  const wordings = questions.flatMap((question) => question.wordings);
  const vectors = meanings.known(wordings);
  if (vectors === undefined) return nearestByWords(turn);
  const byWording = new Map(wordings.map((wording, at) => [wording, vectors[at]]));
  const late = new AbortController();
  const cancel = clock.after(most, () => late.abort());
  try {
    const said = await meanings.of(turn.text, AbortSignal.any([signal, late.signal]));
    return inOrder(turn, (question) =>
      Math.max(
        ...question.wordings.map((wording) => {
          const vector = byWording.get(wording);
          return vector === undefined ? 0 : likeness(said, vector);
        }),
      ),
    );
  } catch {
    return nearestByWords(turn);
  } finally {
    cancel();
  }
}

function inOrder(turn: TurnToRead, likely: (question: KnownQuestion) => number): KnownQuestion[] {
  const scored = turn.vocabulary.questions.map((question) => ({
    question,
    likely: likely(question),
  }));
  return scored.toSorted((one, other) => other.likely - one.likely).map(({ question }) => question);
}
