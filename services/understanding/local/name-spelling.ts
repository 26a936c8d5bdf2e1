/** How a name is written, and when two are the same. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { nameParticles } from './name-words.ts';

/** Recognisers write some names in lower case, as the common words they also are. */
export function title(word: string): string {
  if (nameParticles.has(word) && word !== 'mac') return word;
  const rest = word.slice(1);
  const shouted = word.length > 1 && word === word.toUpperCase() && /\p{L}{2}/u.test(word);
  const lower = shouted ? rest.toLowerCase() : rest;
  return (
    word.slice(0, 1).toUpperCase() +
    lower.replace(/(?<=^['’]|-)\p{Ll}/gu, (letter) => letter.toUpperCase())
  );
}

/** Letters said one by one: even "Van" begins with a capital then. */
export function spelledTitle(letters: string): string {
  const written = title(letters);
  return written.slice(0, 1).toUpperCase() + written.slice(1);
}

export function same(one: PersonValue, other: PersonValue): boolean {
  const key = (person: PersonValue) => `${person.first ?? ''}|${person.last ?? ''}`.toLowerCase();
  return key(one) === key(other);
}
