/** A name said by itself, in answer to the question for it. */
import { wordsAt } from './name-places.ts';
import { nonNameWords } from './name-words.ts';
import type { NameContext, OneName } from './one-name.ts';
import { join, personOf } from './person-of.ts';
import type { Sentence, Word, WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';

/** Asked for a name, the caller says just that, perhaps with a "yes, sure" around it. */
export function bare(
  sentence: Sentence,
  context: NameContext,
  guard: boolean,
): OneName | undefined {
  const soft =
    /^(?:yes|yeah|yep|sure|okay|um|uh|so|well|oh|hi|hello|hey|please|thanks|thank|you|of|course|and|the|name|full|it's|is|that|that's|i|said|no|i'm|my|actually|sorry|just|only|right|as|mister|mrs|ms|miss|doctor|again)$/;
  let first = 0;
  while (first < sentence.words.length && soft.test(sentence.words[first]?.text ?? '')) first++;
  const range = wordsAt(sentence, first, context, guard);
  if (!range) return undefined;
  const turned = lastThenFirst(sentence, range, context, guard);
  if (turned) return turned;
  const rest = withoutHouse(sentence.words.slice(range.end));
  const trails = rest.every((word) => soft.test(word.text) || nonNameWords.has(word.text));
  // Letters behind a name spell it.
  const spells = rest.length > 1 && rest.every(({ text }) => text.length === 1);
  if (!spells && (rest.length > 3 || !trails)) return undefined;
  return { person: personOf(sentence, range, context), range, sure: false };
}

/** "Jim from Acme Supplies" says whose Jim it is, and is no last name. */
function withoutHouse(rest: Word[]): Word[] {
  return rest[0]?.text === 'from' && rest.length <= houseWordsMax ? [] : rest;
}

const houseWordsMax = 5;

/** "Smith, John". */
function lastThenFirst(
  sentence: Sentence,
  range: WordRange,
  context: NameContext,
  guard: boolean,
): OneName | undefined {
  if (range.end - range.first !== 1 || !sentence.words[range.end]?.afterMark) return undefined;
  const other = wordsAt(sentence, range.end, context, guard);
  if (other?.end !== sentence.words.length || other.end - other.first !== 1) return undefined;
  const [one, two] = [join(sentence, range), join(sentence, other)];
  const turned = isLastName(one) && !isFirstName(one) && isFirstName(two);
  const person = turned ? { first: two, last: one } : { first: one, last: two };
  return { person, range: { first: range.first, end: other.end }, sure: false };
}
