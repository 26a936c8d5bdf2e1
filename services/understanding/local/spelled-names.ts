/** A name given letter by letter somewhere in a sentence. */
import type { Sentence, WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';
import { readLetters } from './spelled.ts';

export interface SpelledName {
  /** One entry, or the first and the last name where a "space" stood between. */
  words: string[];
  range: WordRange;
}

/** Two letters may be initials or a word misheard; three are spelling. */
const namedMin = 3;
/** A clump of letters that a recogniser ran together is no longer than this. */
const clumpMax = 4;

/** `asked` is the agent's last sentence: the name it said may be the one that is spelled. */
export function readSpelledName(
  sentence: Sentence,
  expected: boolean,
  asked = '',
): SpelledName | undefined {
  const words = sentence.words.map((word) => word.text);
  let best: { text: string; words: string[]; range: WordRange; named: number } | undefined;
  for (let at = 0; at < words.length; at++) {
    // "Jamal with a J A M A L".
    if (words[at] === 'a' && words[at - 1] === 'with') continue;
    if (isHint(words, at)) continue;
    const letters = readLetters(words, at);
    if (!letters) continue;
    if (letters.named > (best?.named ?? 0)) {
      best = { ...letters, range: { first: at, end: at + letters.size } };
    }
    at += letters.size - 1;
  }
  const clumps = expected ? clumpedLetters(sentence) : undefined;
  const said = best && words[best.range.first - 1];
  // "Lee, L E E": the word before is the name itself, no clump of letters.
  if (best && said === best.text) return { words: best.words.slice(0, 2), range: best.range };
  const clear = best !== undefined && best.named >= (expected ? namedMin - 1 : namedMin + 1);
  if (
    clumps &&
    (!clear || !best || clumps.range.end - clumps.range.first > best.range.end - best.range.first)
  ) {
    return { ...clumps, words: parted(clumps.words, asked) };
  }
  if (!clear || !best) return undefined;
  return { words: parted(best.words.slice(0, 2), asked), range: best.range };
}

/** "Bryan with a Y, B R Y A N": the first letter tells which one is meant, and the others spell it. */
function isHint(words: string[], at: number): boolean {
  const said = words[at - 3];
  if (said === undefined || words[at - 1] !== 'a' || words[at - 2] !== 'with') return false;
  const after = readLetters(words, at + 1);
  return after !== undefined && (after.text === said || words[at] !== said[0]);
}

/** Words that callers say around letters, and a recogniser does not make of them. */
const speech = new Set('the with last name that its for but not said end first full'.split(' '));

/** A recogniser that heard letters but wrote some in clumps: "k i MB er l e y". */
function clumpedLetters(sentence: Sentence): SpelledName | undefined {
  const { words } = sentence;
  const letterLike = (text: string) =>
    text.length <= clumpMax && /^[a-z]+$/.test(text) && !speech.has(text);
  let first = 0;
  while (first < words.length && !letterLike(words[first]?.text ?? '')) first++;
  const run = words.slice(first);
  const single = run.filter((word) => word.text.length === 1);
  const fitting = run.filter((word) => letterLike(word.text) || word.text === 'space');
  if (single.length < 2 || run.length < 3 || fitting.length < run.length) return undefined;
  if (single.length * 3 < run.length) return undefined;
  const texts: string[] = [''];
  for (const { text } of run) {
    if (text === 'space') texts.push('');
    else texts[texts.length - 1] += text;
  }
  return {
    words: texts.filter((text) => text !== '').slice(0, 2),
    range: { first, end: words.length },
  };
}

/** Letters of a first and a last name said in one breath, parted where both are usual names. */
function parted(words: string[], asked: string): string[] {
  const [text = ''] = words;
  if (words.length !== 1 || isFirstName(text) || isLastName(text)) return words;
  const said = asked.toLowerCase().match(/\p{L}+/gu) ?? [];
  const at = said.findIndex((word, place) => `${word}${said[place + 1]}` === text);
  if (at >= 0) return said.slice(at, at + 2);
  for (let cut = text.length - lastNameLengthMin; cut >= firstNameLengthMin; cut--) {
    const [first, last] = [text.slice(0, cut), text.slice(cut)];
    if (isFirstName(first) && isLastName(last)) return [first, last];
  }
  return words;
}

const firstNameLengthMin = 2;
const lastNameLengthMin = 3;
