/** Runs of spoken digits: "five fifty five, oh one double two" becomes 555 0122. */
import { misheardDigits, repeatWords, teenWords, tensWords, unitWords } from './digit-words.ts';
import type { Sentence, WordRange } from './sentence.ts';

export interface DigitRun {
  digits: string;
  /** Other ways to hear it: "twenty five" may be 20 5. */
  others: string[];
  range: WordRange;
  plus: boolean;
}

/** Words that callers put between the groups of a number. */
const joiners = new Set([
  'and',
  'then',
  'dash',
  'hyphen',
  'area',
  'code',
  'space',
  'dot',
  'open',
  'close',
  'parenthesis',
  'is',
  'the',
  'number',
  'that',
  "that's",
]);
const digitRunMax = 40;
const localDigits = 7;
const areaDigits = 3;

/** Every run of at least two digits, in order. */
export function readDigitRuns(sentence: Sentence): DigitRun[] {
  const runs: DigitRun[] = [];
  let at = 0;
  while (at < sentence.words.length) {
    const run = readRun(sentence, at);
    if (run && run.digits.length >= 2) runs.push(run);
    at = run ? run.range.end : at + 1;
  }
  return runs;
}

interface Group {
  digits: string;
  other: string;
  size: number;
}

function readRun(sentence: Sentence, first: number): DigitRun | undefined {
  const words = sentence.words.map((word) => word.text);
  const start = words[first] === 'plus' ? first + 1 : first;
  let digits = '';
  let other = '';
  let end = start;
  let at = start;
  let areaAt = 0;
  while (at < words.length && digits.length < digitRunMax) {
    const group = readGroup(words, at, digits !== '');
    if (group) {
      digits += group.digits;
      other += group.other;
      at += group.size;
      end = at;
      continue;
    }
    const joins = digits !== '' && joiners.has(words[at] ?? '') && at - end < 2;
    if (!joins) break;
    if (words[at] === 'code') areaAt = digits.length;
    at++;
  }
  if (digits === '') return undefined;
  const from = sentence.words[first]?.from ?? 0;
  const plus = words[first] === 'plus' || sentence.text[from - 1] === '+';
  const others = other === digits ? [] : [other];
  // "555 0142, area code 614".
  if (areaAt === localDigits && digits.length === localDigits + areaDigits) {
    digits = digits.slice(areaAt) + digits.slice(0, areaAt);
    others.length = 0;
  }
  return { digits, others, range: { first, end }, plus };
}

function readGroup(words: string[], at: number, inside: boolean): Group | undefined {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const same = (digits: string, size: number): Group => ({ digits, other: digits, size });
  if (/^\d+$/.test(word)) return same(word, 1);
  const times = repeatWords[word];
  if (times !== undefined) {
    const digit = singleDigit(next, true);
    if (digit !== undefined) return same(digit.repeat(times), 2);
    return undefined;
  }
  const unit = singleDigit(word, false);
  if (unit !== undefined) {
    if (next === 'hundred') return same(`${unit}00`, 2);
    if (next === 'thousand') return same(`${unit}000`, 2);
    return same(unit, 1);
  }
  if (Object.hasOwn(teenWords, word)) return same(String(teenWords[word]), 1);
  if (Object.hasOwn(tensWords, word)) {
    const tens = tensWords[word] ?? 0;
    const small = singleDigit(next, false);
    if (small !== undefined && small !== '0') {
      return { digits: String(tens + Number(small)), other: `${tens}${small}`, size: 2 };
    }
    return same(String(tens), 1);
  }
  // A misheard digit counts only inside a run that goes on after it.
  const goesOn = at + 1 === words.length || readGroup(words, at + 1, false);
  if (inside && Object.hasOwn(misheardDigits, word) && goesOn) {
    return same(misheardDigits[word] ?? '', 1);
  }
  return undefined;
}

function singleDigit(word: string, eager: boolean): string | undefined {
  if (/^\d$/.test(word)) return word;
  if (word === 'o' && !eager) return '0';
  if (Object.hasOwn(unitWords, word)) return String(unitWords[word]);
  return eager && Object.hasOwn(misheardDigits, word) ? misheardDigits[word] : undefined;
}
