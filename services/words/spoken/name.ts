/** People's names: as they were given, and letter by letter. */
import type { PersonValue } from '../../../machines/vocabulary.ts';

const titles: [RegExp, string][] = [
  [/\bDr\.?(?=\s)/g, 'Doctor'],
  [/\bProf\.?(?=\s)/g, 'Professor'],
];

/** A name from the business's own records. A title's full stop would be heard as a pause. */
export function spokenStaffName(name: string): string {
  return titles.reduce((said, [short, long]) => said.replace(short, long), name);
}

export function spokenPerson({ first, last }: PersonValue): string {
  return [first, last].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The part of a name that people get wrong: the last name, or the only one. */
export function spelledPerson({ first, last }: PersonValue): string {
  return spelled(last === undefined || last === '' ? (first ?? '') : last);
}

const signs: Record<string, string> = { '-': 'dash', "'": 'apostrophe', '’': 'apostrophe' };

/** `R, I, V, E, R, A`: the pauses keep letters apart that rhyme. */
export function spelled(text: string): string {
  const letters = [...text.normalize('NFC')].filter((letter) => letter.trim() !== '');
  return letters.map((letter) => signs[letter] ?? letter.toUpperCase()).join(', ');
}
