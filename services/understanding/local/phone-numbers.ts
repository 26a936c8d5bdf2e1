/** Phone numbers as they are said, checked against the numbering plan of the business's country. */
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { readSentence, type Sentence, type Span, spanOf } from './sentence.ts';
import { type DigitRun, readDigitRuns } from './spoken-digits.ts';

export interface FoundPhone extends Span {
  number: string;
  /** Whether the numbering plan knows the area and the range, not only the length. */
  valid: boolean;
}

export interface PhoneReading {
  phone?: FoundPhone;
  /** Digits were said, but too few or too many for a number. */
  partial?: Span;
}

/** With fewer digits a run is a time, a count or a price. */
const partialDigitsMin = 3;
const phoneDigitsMin = 7;
const endDigitsMax = 4;
const takesBack = /\b(?:no|sorry|wait|actually|i mean|make that|correction)\b/;

/**
 * `focused`: the caller was just asked for a number, so any run of digits is an attempt at one. The
 * recogniser's other readings are tried when its best one is no number.
 */
export function readPhone(
  sentence: Sentence,
  nbest: string[],
  country: string,
  focused: boolean,
): PhoneReading {
  const region = isSupportedCountry(country) ? country : 'US';
  const runs = readDigitRuns(sentence).filter((run) => !isDated(run, sentence));
  const best = bestPhone(runs, sentence, region, focused);
  if (best?.valid) return { phone: best };
  if (focused) {
    for (const text of nbest.slice(0, 5)) {
      const other = readSentence(text);
      const found = bestPhone(readDigitRuns(other), other, region, focused);
      if (found?.valid) return { phone: { ...found, from: 0, to: sentence.text.length } };
    }
  }
  if (best) return { phone: best };
  const longest = runs.toSorted((a, b) => b.digits.length - a.digits.length)[0];
  const least = focused ? partialDigitsMin : phoneDigitsMin;
  if (!longest || longest.digits.length < least) return {};
  return { partial: spanOf(sentence, longest.range) };
}

/** "5/20/2024 3:15" has the digits of a number, and is none. */
function isDated(run: DigitRun, sentence: Sentence): boolean {
  const { from, to } = spanOf(sentence, run.range);
  return /\d[/:]\d/.test(sentence.text.slice(from, to));
}

function bestPhone(
  runs: DigitRun[],
  sentence: Sentence,
  region: CountryCode,
  focused: boolean,
): FoundPhone | undefined {
  const found: FoundPhone[] = [];
  for (const run of joinedRuns(runs, focused, sentence)) {
    if (run.digits.length < phoneDigitsMin) continue;
    for (const digits of [run.digits, ...run.others]) {
      const phone = phoneOf(digits, run.plus, region);
      if (phone) found.push({ ...phone, ...spanOf(sentence, run.range) });
    }
  }
  // The last one said is the one meant: "no wait, it's …".
  return found.findLast((phone) => phone.valid) ?? (focused ? found.at(-1) : undefined);
}

/** The runs, and when the number is the focus, all of them as one: callers pause inside a number. */
function joinedRuns(runs: DigitRun[], focused: boolean, sentence: Sentence): DigitRun[] {
  const [first] = runs;
  const last = runs.at(-1);
  if (!focused || runs.length < 2 || !first || !last) return runs;
  const digits = runs.map((run) => run.digits).join('');
  const range = { first: first.range.first, end: last.range.end };
  const whole = { digits, others: [], range, plus: first.plus };
  // "614 555 0142, no, 0143": the end is said anew.
  const mended = { ...whole, digits: first.digits.slice(0, -last.digits.length) + last.digits };
  const short = first.digits.length > phoneDigitsMin && last.digits.length <= endDigitsMax;
  const mends = short && runs.length === 2 && takesBack.test(sentence.plain);
  return mends ? [whole, ...runs, mended] : [whole, ...runs];
}

function phoneOf(
  digits: string,
  plus: boolean,
  region: CountryCode,
): { number: string; valid: boolean } | undefined {
  const parsed = parsePhoneNumberFromString(plus ? `+${digits}` : digits, region);
  if (!parsed?.isPossible()) return undefined;
  // A number without its area code is possible in a plan, but nobody can ring it.
  if (parsed.country === undefined && !parsed.isValid() && parsed.nationalNumber.length < 8)
    return undefined;
  if (region === 'US' && parsed.countryCallingCode === '1' && parsed.nationalNumber.length !== 10) {
    return undefined;
  }
  return { number: parsed.number, valid: parsed.isValid() };
}
