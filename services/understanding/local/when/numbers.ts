/** Numbers as callers say them: digits, words, ordinals, and years. */
import type { Token } from '../tokens.ts';

export interface ReadNumber {
  value: number;
  size: number;
  ordinal: boolean;
  /** The digits as written, when it was digits: `05` is not `5`. */
  digits?: string;
}

const units = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
    'fifteen sixteen seventeen eighteen nineteen',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fourty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
]);
const ordinalUnits = new Map(
  [
    'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
    'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth',
  ]
    .join(' ')
    .split(' ')
    .map((word, value) => [word, value]),
);
const ordinalTens = new Map([
  ['twentieth', 20],
  ['thirtieth', 30],
]);
const ordinalEndings = new Set(['st', 'nd', 'rd', 'th']);
const digitsMax = 4;

/** "17", "17th", "17 th", "seventeen", "twenty-nine", "thirty first"; at most four digits. */
export function readNumber(tokens: Token[], at: number): ReadNumber | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind === 'mark') return undefined;
  if (token.kind === 'digits') {
    if (token.text.length > digitsMax) return undefined;
    const ordinal = ordinalEndings.has(tokens[at + 1]?.text ?? '');
    const value = Number(token.text);
    return { value, size: ordinal ? 2 : 1, ordinal, digits: token.text };
  }
  const ordinal = ordinalUnits.get(token.text) ?? ordinalTens.get(token.text);
  if (ordinal !== undefined) return { value: ordinal, size: 1, ordinal: true };
  const ten = tens.get(token.text);
  if (ten !== undefined) return readAfterTen(tokens, at, ten);
  const unit = units.get(token.text);
  return unit === undefined ? undefined : { value: unit, size: 1, ordinal: false };
}

/** The 5 in "twenty five", the 1 in "twenty-first". */
function readAfterTen(tokens: Token[], at: number, ten: number): ReadNumber {
  const hyphen = tokens[at + 1]?.text === '-' ? 1 : 0;
  const word = tokens[at + 1 + hyphen]?.text ?? '';
  const unit = units.get(word) ?? 0;
  if (unit >= 1 && unit <= 9) return { value: ten + unit, size: 2 + hyphen, ordinal: false };
  const ordinal = ordinalUnits.get(word) ?? 0;
  if (ordinal >= 1 && ordinal <= 9) {
    return { value: ten + ordinal, size: 2 + hyphen, ordinal: true };
  }
  return { value: ten, size: 1, ordinal: false };
}

/** A year as `readYear` gives it, or by its distance: "next year", "of this year". */
export function readYearFrom(
  tokens: Token[],
  at: number,
  today: string,
): { value: number; size: number } | undefined {
  const of = tokens[at]?.text === 'of' ? 1 : 0;
  const which = tokens[at + of]?.text ?? '';
  const later = yearsLater.get(which);
  if (later !== undefined && tokens[at + of + 1]?.text === 'year') {
    return { value: Number(today.slice(0, 4)) + later, size: of + 2 };
  }
  return readYear(tokens, at);
}

const yearsLater = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
  ['following', 1],
]);
const centuries = new Map([
  ['nineteen', 1900],
  ['twenty', 2000],
]);

/** "2026", "'26", "twenty twenty six", "two thousand and nineteen". */
export function readYear(tokens: Token[], at: number): { value: number; size: number } | undefined {
  const token = tokens[at];
  if (token?.kind === 'digits') {
    const value = Number(token.text);
    return token.text.length === 4 && value >= 1900 && value <= 2100
      ? { value, size: 1 }
      : undefined;
  }
  const short = tokens[at + 1];
  if ((token?.text === "'" || token?.text === '’') && short?.text.length === 2) {
    return short.kind === 'digits' ? { value: 2000 + Number(short.text), size: 2 } : undefined;
  }
  if (token?.text === 'two' && short?.text === 'thousand') {
    const and = tokens[at + 2]?.text === 'and' ? 1 : 0;
    const rest = readNumber(tokens, at + 2 + and);
    if (rest === undefined || rest.ordinal || rest.value > 99) return { value: 2000, size: 2 };
    return { value: 2000 + rest.value, size: 2 + and + rest.size };
  }
  const century = centuries.get(token?.text ?? '');
  const rest = century === undefined ? undefined : readNumber(tokens, at + 1);
  if (century === undefined || rest === undefined || rest.digits !== undefined) return undefined;
  const plausible = !rest.ordinal && rest.value >= 10 && rest.value <= 99;
  return plausible ? { value: century + rest.value, size: 1 + rest.size } : undefined;
}
