/** How many, and how much money. */
import { readNumber } from './digit-words.ts';
import { readParty } from './parties.ts';
import { type Sentence, type Span, spanOf } from './sentence.ts';

export interface FoundNumber extends Span {
  value: number;
  /** The words say that it counts people or is money, so it is one without being asked for. */
  certain: boolean;
}

const people =
  /^(?:people|persons?|adults?|guests?|kids?|children|of us|patients?|pairs?|seats?|tickets?|units?|items?|pieces?|times|dogs?|cats?|pets?)$/;
const alone =
  /^(?:just |only |it's |it'll be |for )*(?:me|myself|one person|just me|me alone|myself only|me only)$/;

export function readCount(sentence: Sentence, focused: boolean): FoundNumber | undefined {
  const words = sentence.words.map((word) => word.text);
  if (focused && alone.test(sentence.plain)) {
    return { value: 1, certain: true, ...spanOf(sentence, { first: 0, end: words.length }) };
  }
  const party = readParty(commaText(sentence));
  if (party !== undefined) {
    return { value: party, certain: true, ...spanOf(sentence, { first: 0, end: words.length }) };
  }
  const shares = /\b(?:me and (?:my|a|one) [a-z]+(?: [a-z]+)?|my [a-z]+ and (?:me|i|myself))$/.exec(
    sentence.plain,
  );
  if (focused && shares) {
    return { value: 2, certain: false, ...spanOf(sentence, { first: 0, end: words.length }) };
  }
  let found: FoundNumber | undefined;
  for (let at = 0; at < words.length; at++) {
    const number = readNumber(words, at) ?? namedCount(words, at);
    if (!number) continue;
    const after = words[at + number.size] ?? '';
    const party = /^(?:party|group|table|family)$/.test(words[at - 2] ?? '');
    const certain =
      people.test(after) || party || (after === 'of' && words[at + number.size + 1] === 'us');
    const span = spanOf(sentence, { first: at, end: at + number.size });
    if ((certain || focused) && !(found?.certain && !certain)) {
      found = { value: number.value, certain, ...span };
      if (certain) return found;
    }
    at += number.size - 1;
  }
  return found;
}

/** "Ten or twelve" is one of both. */
export function eitherCount(sentence: Sentence): [number, number] | undefined {
  const words = sentence.words.map((word) => word.text);
  const at = words.indexOf('or');
  if (at < 1) return undefined;
  const starts = [2, 1].flatMap((size) => (at >= size ? [at - size] : []));
  const first = starts
    .map((start) => ({ start, number: readNumber(words, start) }))
    .find(({ start, number }) => number !== undefined && start + number.size === at)?.number;
  const second = readNumber(words, at + 1);
  return first && second ? [first.value, second.value] : undefined;
}

/** The plain words with a comma where a mark stood: it parts one guest from the next. */
function commaText(sentence: Sentence): string {
  return sentence.words
    .map((word, at) => (at > 0 && word.afterMark ? `, ${word.text}` : ` ${word.text}`))
    .join('')
    .trim();
}

function namedCount(words: string[], at: number): { value: number; size: number } | undefined {
  const [word, next] = [words[at], words[at + 1]];
  if (word === 'a' && (next === 'couple' || next === 'pair')) return { value: 2, size: 2 };
  if (word === 'half' && (next === 'dozen' || words[at + 2] === 'dozen')) {
    return { value: 6, size: next === 'dozen' ? 2 : 3 };
  }
  if (word === 'a' && next === 'dozen') return { value: 12, size: 2 };
  if (word === 'couple' || word === 'both') return { value: 2, size: 1 };
  if (word === 'none') return { value: 0, size: 1 };
  return undefined;
}

const written =
  /(?:[$€£]\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?)|(\d+)(?:\.(\d{1,2}))?\s?(?:[$€£]|dollars?|bucks|euros?|pounds?|quid)\b/i;

export function readMoney(sentence: Sentence, focused: boolean): FoundNumber | undefined {
  const literal = written.exec(sentence.text);
  if (literal) {
    const whole = (literal[1] ?? literal[3] ?? '0').replaceAll(',', '');
    const cents = (literal[2] ?? literal[4] ?? '').padEnd(2, '0');
    const value = Number(`${whole}.${cents}`);
    return { value, certain: true, from: literal.index, to: literal.index + literal[0].length };
  }
  const words = sentence.words.map((word) => word.text);
  for (let at = 0; at < words.length; at++) {
    const number = readNumber(words, at);
    if (!number) continue;
    const large = magnitude(words, at, number);
    if (large !== undefined) {
      return { value: large.value, certain: false, ...spanOf(sentence, large.range) };
    }
    const after = at + number.size;
    const small = focused ? readNumber(words, after) : undefined;
    if (small && small.value >= 10 && small.value < 100 && after + small.size === words.length) {
      const value = number.value + small.value / 100;
      return { value, certain: false, ...spanOf(sentence, { first: at, end: words.length }) };
    }
    const currency = /^(?:dollars?|bucks?|euros?|pounds?|quid)$/.test(words[after] ?? '');
    if (currency || focused) {
      const skip = words[after + 1] === 'and' ? after + 2 : after + 1;
      const cents = currency ? readNumber(words, skip) : undefined;
      const hasCents = cents && /^cents?$/.test(words[skip + cents.size] ?? '');
      const value = number.value + (hasCents ? cents.value / 100 : 0);
      const end = hasCents ? skip + cents.size + 1 : currency ? after + 1 : after;
      return { value, certain: currency, ...spanOf(sentence, { first: at, end }) };
    }
    at += number.size - 1;
  }
  return undefined;
}

/** "two grand", "one point five k". */
function magnitude(
  words: string[],
  at: number,
  number: { value: number; size: number },
): { value: number; range: { first: number; end: number } } | undefined {
  const point = at + number.size;
  const tenths = words[point] === 'point' ? readNumber(words, point + 1) : undefined;
  const end = tenths === undefined ? point : point + 1 + tenths.size;
  if (words[end] !== 'k' && words[end] !== 'grand') return undefined;
  const fraction = tenths === undefined ? 0 : Number(`0.${tenths.value}`);
  const range = { first: at, end: end + 1 };
  return { value: Math.round((number.value + fraction) * 1000), range };
}
