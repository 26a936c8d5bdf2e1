/** How an answer to what was asked is spoken: a word or two, a sentence, or groups with pauses. */
import type { Expectation, SlotKind } from '../../machines/vocabulary.ts';

export type AnswerPace = 'short' | 'ordinary' | 'grouped';

/** Said in groups with pauses between them: a number that is cut in two is a wrong number. */
const groupedKinds: SlotKind[] = ['phone', 'name', 'birth-date', 'email', 'text'];

export function answerPace(expectation: Expectation): AnswerPace {
  const focus = expectation.asks[0]?.kind;
  if (focus !== undefined && groupedKinds.includes(focus)) return 'grouped';
  return expectation.yesNo || expectation.choices.length > 0 ? 'short' : 'ordinary';
}
