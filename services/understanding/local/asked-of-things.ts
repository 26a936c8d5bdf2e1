/** Questions about a named thing: "how much is an emergency visit" asks what "how much is it" asks. */
import type { Command } from '../../../machines/vocabulary.ts';
import { asks } from './asking.ts';
import { findQuestion } from './questions.ts';
import { overlaps, type Sentence } from './sentence.ts';
import type { FoundValue } from './values.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import type { Wishes } from './wishes.ts';

/** The wishes with the questions that are known once the thing's own name is left out of them. */
export function withAskedOfThings(
  wishes: Wishes,
  values: FoundValue[],
  sentence: Sentence,
  index: VocabularyIndex,
): Wishes {
  const things = values.filter(({ kind, strong }) => kind === 'service' && strong);
  if (things.length === 0) return wishes;
  const found: Command[] = [];
  const unknown = wishes.unknown.filter((clause) => {
    const words = sentence.words.slice(clause.range.first, clause.range.end);
    const beside = words.filter((word) => !things.some((thing) => overlaps(word, thing)));
    if (beside.length === words.length || !asks(clause.plain)) return true;
    const plain = [...beside.map(({ text }) => text).filter((text) => !articles.has(text)), 'it'];
    const question = findQuestion(index.questions, plain, true);
    if (question === undefined) return true;
    found.push({ command: 'ask', value: question.id });
    return false;
  });
  return { ...wishes, commands: [...wishes.commands, ...found], unknown };
}

const articles = new Set(['a', 'an', 'the', 'your', 'my', 'for']);
