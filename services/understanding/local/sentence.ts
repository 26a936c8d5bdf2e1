/** A caller's sentence made ready for the readers: plain words, each with its place in the text. */
import { checkedOn } from './check-up.ts';
import { tokenize } from './tokens.ts';

/** `text` is lower case with its spelling mended; `from` and `to` are its place in the sentence. */
export interface Word {
  text: string;
  from: number;
  to: number;
  /** A comma, full stop or other mark stands before it. */
  afterMark: boolean;
  /** It began with a capital letter in the text. */
  capital: boolean;
}

export interface Sentence {
  text: string;
  words: Word[];
  /** The words with one blank between them: what patterns are matched against. */
  plain: string;
  /** Where each word starts in `plain`. */
  starts: number[];
}

/** A stretch of the text, in characters. */
export interface Span {
  from: number;
  to: number;
}

/** A longer text is not a turn on a phone; the rest is not read, so that a turn stays cheap. */
const sentenceLengthMax = 600;

const mended: Record<string, string> = {
  dont: "don't",
  doesnt: "doesn't",
  didnt: "didn't",
  isnt: "isn't",
  wasnt: "wasn't",
  arent: "aren't",
  cant: "can't",
  cannot: "can't",
  couldnt: "couldn't",
  wouldnt: "wouldn't",
  shouldnt: "shouldn't",
  wont: "won't",
  havent: "haven't",
  hasnt: "hasn't",
  thats: "that's",
  whats: "what's",
  wheres: "where's",
  hows: "how's",
  whos: "who's",
  theres: "there's",
  lets: "let's",
  im: "i'm",
  ive: "i've",
  youre: "you're",
  theyre: "they're",
  itll: "it'll",
  thatll: "that'll",
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  ok: 'okay',
  okey: 'okay',
  alrighty: 'alright',
  aight: 'alright',
  nevermind: 'never mind',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'got to',
  lemme: 'let me',
  gimme: 'give me',
  whatcha: 'what are you',
  yall: 'you all',
  "y'all": 'you all',
  appt: 'appointment',
  dr: 'doctor',
  mr: 'mister',
  'good-bye': 'goodbye',
  cancelled: 'canceled',
  cancelling: 'canceling',
  colour: 'color',
};

/** Said while thinking; they carry nothing and stand between words that belong together. */
const fillers = new Set(['um', 'umm', 'uh', 'uhh', 'er', 'erm', 'uhm', 'ehm', 'hm', 'ah', 'eh']);

/** `Um, I dont want 3:30` has the words i, don't, want, 3, 30. */
export function readSentence(wholeText: string): Sentence {
  const text = wholeText.slice(0, sentenceLengthMax);
  const words: Word[] = [];
  let afterMark = false;
  const tokens = tokenize(text);
  for (const [position, token] of tokens.entries()) {
    if (token.kind === 'mark') {
      // A hyphen inside a word joins ("mm-hm"); any other mark parts.
      if (token.text !== '-' || token.spaced) afterMark = true;
      continue;
    }
    const next =
      tokens[position + 1]?.kind === 'mark' ? tokens[position + 2] : tokens[position + 1];
    const before =
      tokens[position - 1]?.kind === 'mark' ? tokens[position - 2] : tokens[position - 1];
    const hums =
      (token.text === 'uh' && (next?.text === 'huh' || next?.text === 'uh')) ||
      (token.text === 'hm' && /^m+h?$/.test(before?.text ?? ''));
    if (fillers.has(token.text) && !hums && tokens.length > 1) {
      afterMark = true;
      continue;
    }
    const capital = /^\p{Lu}/u.test(text.slice(token.from, token.to));
    for (const part of (Object.hasOwn(mended, token.text) ? mended[token.text] : token.text)?.split(
      ' ',
    ) ?? []) {
      words.push({ text: part, from: token.from, to: token.to, afterMark, capital });
      afterMark = false;
    }
  }
  const whole = compounded(words);
  return { text, words: whole, ...joined(whole) };
}

/** Two words that are one: a check-up is a thing, and filling in a form fills no tooth. */
const compounds: { verb: string; with: string[]; not?: RegExp; as: string }[] = [
  { verb: 'check', with: ['up'], not: checkedOn, as: 'checkup' },
  { verb: 'fill', with: ['in', 'out'], as: 'complete' },
  { verb: 'filling', with: ['in', 'out'], as: 'completing' },
];

function compounded(words: Word[]): Word[] {
  const compoundAt = (at: number) => {
    const [verb, next] = [words[at], words[at + 1]];
    if (!verb || !next || next.afterMark) return undefined;
    const found = compounds.find((one) => one.verb === verb.text && one.with.includes(next.text));
    const then = words.slice(at + 2, at + 5).map(({ text }) => text);
    return found?.not?.test(then.join(' ')) ? undefined : found;
  };
  return words.flatMap((word, at): Word[] => {
    if (compoundAt(at - 1)) return [];
    const found = compoundAt(at);
    return found ? [{ ...word, text: found.as, to: words[at + 1]?.to ?? word.to }] : [word];
  });
}

function joined(words: Word[]): { plain: string; starts: number[] } {
  const starts: number[] = [];
  let plain = '';
  for (const word of words) {
    if (plain !== '') plain += ' ';
    starts.push(plain.length);
    plain += word.text;
  }
  return { plain, starts };
}

/** Words by their position: from the first to the one after the last. */
export interface WordRange {
  first: number;
  end: number;
}

/** Where a match of a pattern in `plain` lies, as words; a match inside a word takes the word. */
export function rangeOf(sentence: Sentence, index: number, length: number): WordRange {
  let first = 0;
  while (first + 1 < sentence.starts.length && (sentence.starts[first + 1] ?? 0) <= index) first++;
  let end = first + 1;
  while (end < sentence.starts.length && (sentence.starts[end] ?? 0) < index + length) end++;
  return { first, end };
}

/** The stretch of text that a range of words covers. */
export function spanOf(sentence: Sentence, range: WordRange): Span {
  return {
    from: sentence.words[range.first]?.from ?? 0,
    to: sentence.words[range.end - 1]?.to ?? 0,
  };
}

/** Every match of a pattern (which needs its `g`), as words. */
export function* matches(sentence: Sentence, pattern: RegExp): Generator<WordRange> {
  for (const match of sentence.plain.matchAll(pattern)) {
    if (match[0] !== '') yield rangeOf(sentence, match.index, match[0].length);
  }
}

export function overlaps(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}
