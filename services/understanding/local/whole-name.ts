/** A whole name that is all the caller says: "no, it's Marcus Webb", where one was read back. */
import { alsoNames, nonNameWords } from './name-words.ts';
import { overlaps, type Sentence, type Span, type Word, type WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';

const before = new Set(
  "no nope uh um er it's it is that's that my name i said sorry actually".split(' '),
);
const after = new Set('please actually sorry not thanks'.split(' '));

/** The words of a first and a last name with nothing of its own around them but other values. */
export function wholeName(sentence: Sentence, others: Span[] = []): WordRange | undefined {
  const words = sentence.words.filter((word) => !others.some((other) => overlaps(word, other)));
  const first = words.findIndex(({ text }) => !before.has(text));
  const [given, family, ...rest] = words.slice(first);
  if (first < 0 || given === undefined || family === undefined || family.afterMark)
    return undefined;
  const usual = isFirstName(given.text) || isLastName(family.text);
  if (!usual || ![given, family].every(canBeName)) return undefined;
  const at = sentence.words.indexOf(given);
  const together = sentence.words[at + 1] === family;
  const alone = rest.every(({ text }) => after.has(text));
  return alone && together ? { first: at, end: at + 2 } : undefined;
}

function canBeName({ text, capital }: Word): boolean {
  const word = nonNameWords.has(text) && !(capital && alsoNames.has(text));
  return /^\p{L}[\p{L}'’]+$/u.test(text) && !word;
}
