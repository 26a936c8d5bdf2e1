/** Words given letter by letter: "J O H N", "bravo echo", "B as in boy", "double t". */
import { alphabetWords, letterNames, plainAlphabet } from './letter-words.ts';

export interface Letters {
  text: string;
  /** How many words were used. */
  size: number;
  /** How many letters were named one by one; short runs of letters count as one. */
  named: number;
  /** Where "space" or "last name" parted the letters into words. */
  words: string[];
}

const asIn = new Set(['as', 'for', 'like']);
const parts = new Set(['space', 'surname', 'last', 'second', 'then', 'new']);
const between = new Set([
  'and',
  'then',
  'name',
  'is',
  'that',
  "that's",
  'word',
  'dash',
  'hyphen',
  'capital',
  'uppercase',
  'lowercase',
  'letter',
]);
const lettersMax = 60;

/** The letters from the word at `first`; undefined when fewer than two were named. */
export function readLetters(words: string[], first: number): Letters | undefined {
  let text = '';
  let named = 0;
  let at = first;
  let end = first;
  const ends: number[] = [];
  while (at < words.length && at - first < lettersMax) {
    const step = letterAt(words, at) ?? (text === '' ? undefined : insideAt(words, at));
    if (step) {
      text += step.letters;
      named += 1;
      at += step.size;
      end = at;
    } else if (text !== '' && parts.has(words[at] ?? '') && at - end < 3) {
      ends.push(text.length);
      at++;
    } else if (text !== '' && between.has(words[at] ?? '') && at - end < 3) at++;
    else break;
  }
  if (named < 2 || text.length < 2) return undefined;
  return { text, size: end - first, named, words: cut(text, ends) };
}

function cut(text: string, ends: number[]): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const end of [...new Set(ends), text.length]) {
    if (end > from) pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
}

function letterAt(words: string[], at: number): { letters: string; size: number } | undefined {
  const word = words[at] ?? '';
  // A letter w, where a recogniser writes the name of the letter in two.
  if (word === 'double' && (words[at + 1] === 'u' || words[at + 1] === 'you')) {
    return { letters: 'w', size: 2 };
  }
  const times = word === 'double' ? 2 : word === 'triple' ? 3 : 0;
  if (times > 0) {
    const next = letterAt(words, at + 1);
    return next?.letters.length === 1
      ? { letters: next.letters.repeat(times), size: next.size + 1 }
      : undefined;
  }
  if (word === 'capital' || word === 'letter') {
    const next = letterAt(words, at + 1);
    return next ? { letters: next.letters, size: next.size + 1 } : undefined;
  }
  const letter = singleLetter(word);
  const follows = words[at + 1] ?? '';
  if (letter !== undefined && asIn.has(follows)) {
    const skip = follows === 'as' && words[at + 2] === 'in' ? 3 : 2;
    const example = words[at + skip] ?? '';
    // "B as in boy": the word decides the letter, since b, d and p sound alike.
    if (/^[a-z]{2,}$/.test(example)) {
      return { letters: alphabetWords[example] ?? example[0] ?? letter, size: skip + 1 };
    }
  }
  if (word.length === 1 && letter !== undefined) return { letters: letter, size: 1 };
  if (plainAlphabet.has(word)) return { letters: alphabetWords[word] ?? '', size: 1 };
  if (Object.hasOwn(letterNames, word) && !ordinary.has(word)) {
    return { letters: letterNames[word] ?? '', size: 1 };
  }
  return undefined;
}

/** Between letters: a sign within a name, and everyday words that are letters' names too. */
function insideAt(words: string[], at: number): { letters: string; size: number } | undefined {
  const word = words[at] ?? '';
  const next = words[at + 1];
  const goesOn = next === undefined || letterAt(words, at + 1) !== undefined;
  if (word === 'apostrophe' && goesOn) return { letters: "'", size: 1 };
  if ((word === 'hyphen' || word === 'dash') && goesOn) return { letters: '-', size: 1 };
  const named = ordinary.has(word) && (goesOn || ordinary.has(next ?? ''));
  return named ? { letters: letterNames[word] ?? '', size: 1 } : undefined;
}

/** Letter names that are also everyday words: only between letters can they be letters. */
const ordinary = new Set([
  'see',
  'be',
  'are',
  'you',
  'why',
  'oh',
  'eye',
  'sea',
  'tea',
  'hey',
  'eh',
  'es',
  'si',
  'el',
  'en',
]);

function singleLetter(word: string): string | undefined {
  if (/^[a-z]$/.test(word)) return word;
  return Object.hasOwn(letterNames, word) ? letterNames[word] : undefined;
}
