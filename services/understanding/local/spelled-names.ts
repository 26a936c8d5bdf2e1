/** A name given letter by letter somewhere in a sentence. */
import type { Sentence, WordRange } from './sentence.ts';
import { readLetters } from './spelled.ts';

export interface SpelledName {
  /** One entry, or the first and the last name where a "space" stood between. */
  words: string[];
  range: WordRange;
}

/** Two letters may be initials or a word misheard; three are spelling. */
const namedMin = 3;

export function readSpelledName(sentence: Sentence, expected: boolean): SpelledName | undefined {
  const words = sentence.words.map((word) => word.text);
  let best: { text: string; words: string[]; range: WordRange; named: number } | undefined;
  for (let at = 0; at < words.length; at++) {
    const letters = readLetters(words, at);
    if (!letters) continue;
    if (letters.named > (best?.named ?? 0)) {
      best = { ...letters, range: { first: at, end: at + letters.size } };
    }
    at += letters.size - 1;
  }
  if (best && best.named >= (expected ? namedMin - 1 : namedMin + 1)) {
    return { words: best.words.slice(0, 2), range: best.range };
  }
  return expected ? brokenLetters(sentence) : undefined;
}

/** A recogniser that heard letters but wrote them in clumps: "k i MB er l e y". */
function brokenLetters(sentence: Sentence): SpelledName | undefined {
  const { words } = sentence;
  const short = words.filter((word) => word.text.length <= 3);
  const single = words.filter((word) => word.text.length === 1);
  if (words.length < 4 || short.length < words.length * 0.75 || single.length < 2) return undefined;
  const text = words.map((word) => word.text.replace(/[^a-z]/g, '')).join('');
  return { words: [text], range: { first: 0, end: words.length } };
}
