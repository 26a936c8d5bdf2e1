/** A first and a last name from the words that are a name. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { addressed, asksLastName } from './name-places.ts';
import { title } from './name-spelling.ts';
import { openingParticles } from './name-words.ts';
import type { NameContext } from './one-name.ts';
import { type Sentence, spanOf, type WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';

export function personOf(sentence: Sentence, range: WordRange, context: NameContext): PersonValue {
  const count = range.end - range.first;
  const onlyLast = asksLastName(context.asked);
  if (count === 1) {
    const alone = join(sentence, range);
    const before = sentence.words.slice(0, range.first).map(({ text }) => text);
    if (addressed.test(before.at(-1) ?? '')) return { last: alone };
    return onlyLast && !correctsFirst(before, alone) ? { last: alone } : { first: alone };
  }
  const opening = sentence.words[range.first]?.text ?? '';
  if (openingParticles.has(opening)) return { last: join(sentence, range) };
  if (onlyLast && isLastName(opening) && !isFirstName(opening)) {
    return { last: join(sentence, range) };
  }
  const middle = sentence.words[range.first + 1]?.text ?? '';
  // "Mary Ann Johnson" and "John Q Public": what stands between belongs to the first name.
  const size = count > 2 && (middle.length === 1 || isFirstName(middle)) ? 2 : 1;
  const cut = range.first + size;
  return {
    first: join(sentence, { first: range.first, end: cut }),
    last: join(sentence, { first: cut, end: range.end }),
  };
}

/** "No, it's Anna", of the first name that was heard as another, or "just Ann", of who has one. */
function correctsFirst(before: string[], name: string): boolean {
  const says = before.some((word) => ['no', 'nope', 'sorry', 'actually', 'just'].includes(word));
  return says && isFirstName(name) && !isLastName(name);
}

export function join(sentence: Sentence, range: WordRange): string {
  const { from, to } = spanOf(sentence, range);
  const written = sentence.text.slice(from, to).replace(/\b([oO])['’ ](?=\p{L}{3})/gu, "O'");
  return written.split(/\s+/).map(title).join(' ');
}
