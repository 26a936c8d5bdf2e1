/** E-mail addresses as they are said: "john dot smith at gmail dot com". */
import { readNumber, repeatWords } from './digit-words.ts';
import { matches, type Sentence, type Span, spanOf } from './sentence.ts';
import { readLetters } from './spelled.ts';

export interface FoundEmail extends Span {
  email: string;
}

const written = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/i;
const spokenMarks: Record<string, string> = {
  dot: '.',
  period: '.',
  point: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  plus: '+',
};
const endings = new Set([
  'com',
  'net',
  'org',
  'edu',
  'gov',
  'co',
  'uk',
  'io',
  'us',
  'me',
  'info',
  'biz',
  'ca',
  'de',
  'fr',
  'es',
  'it',
  'au',
  'nz',
  'app',
  'dev',
  'health',
  'mail',
]);
/** They stand before an address and are never the start of one. */
const before = new Set([
  'is',
  "it's",
  'its',
  'email',
  'mail',
  'address',
  'e',
  'my',
  'at',
  'to',
  'the',
  'be',
  'would',
  "that's",
  'use',
  'yes',
  'yeah',
  'sure',
  'okay',
  'so',
  'please',
  'and',
  'for',
  'on',
  'me',
  'send',
  'reach',
]);
const localWordsMax = 14;

export function readEmail(sentence: Sentence): FoundEmail | undefined {
  const literal = written.exec(sentence.text);
  if (literal) {
    const from = literal.index;
    return { email: literal[0].toLowerCase(), from, to: from + literal[0].length };
  }
  const plain = withoutRemarks(sentence);
  const words = plain.words.map((word) => word.text);
  for (let at = words.length - 2; at > 0; at--) {
    if (words[at] !== 'at') continue;
    const domain = readDomain(plain, at + 1) ?? readProvider(words, at + 1);
    if (!domain) continue;
    const local = readLocal(words, at);
    if (!local) continue;
    const span = spanOf(plain, { first: local.first, end: domain.end });
    return { email: `${local.text}@${domain.text}`, ...span };
  }
  return undefined;
}

/** How it is written, said in the middle of it. */
const remarks =
  /\b(?:(?:all )?(?:in )?one word|(?:with )?no spaces?|without (?:any )?spaces?|(?:all )?(?:in )?(?:lower ?case|small letters)|all together)\b/g;

/** "dotcom", and a remark such as "all one word", made what they stand for. */
function withoutRemarks(sentence: Sentence): Sentence {
  const left = new Set(sentence.words.keys());
  for (const { first, end } of matches(sentence, remarks)) {
    for (let at = first; at < end; at++) left.delete(at);
  }
  const words = sentence.words.flatMap((word, at) => {
    if (!left.has(at)) return [];
    const ending = /^dot([a-z]{2,4})$/.exec(word.text)?.[1];
    const parted = ending !== undefined && endings.has(ending);
    return parted ? ['dot', ending].map((text) => ({ ...word, text })) : [word];
  });
  return { ...sentence, words };
}

/** Said without their ending, nobody means another. */
const providers = new Set('gmail hotmail yahoo outlook icloud aol'.split(' '));

function readProvider(words: string[], at: number): { text: string; end: number } | undefined {
  const name = words[at] ?? '';
  const [text, end] = name === 'g' && words[at + 1] === 'mail' ? ['gmail', at + 2] : [name, at + 1];
  return providers.has(text) ? { text: `${text}.com`, end } : undefined;
}

/** "dot c o m". */
function spelledEnding(words: string[], at: number): { text: string; size: number } | undefined {
  for (const size of [3, 2]) {
    const letters = words.slice(at, at + size);
    const text = letters.join('');
    if (letters.every((letter) => letter.length === 1) && endings.has(text)) return { text, size };
  }
  return undefined;
}

function readDomain(sentence: Sentence, first: number): { text: string; end: number } | undefined {
  const words = sentence.words.map((word) => word.text);
  let text = '';
  let at = first;
  let dotted = false;
  for (; at < words.length && at < first + 10; at++) {
    const word = words[at] ?? '';
    const from = sentence.words[at]?.from ?? 0;
    const touchesDot =
      at > first && sentence.text[from - 1] === '.' && /\S/.test(sentence.text[from - 2] ?? ' ');
    if (touchesDot) {
      text += '.';
      dotted = true;
    }
    const spelled = text.endsWith('.') ? spelledEnding(words, at) : undefined;
    if (spelled) return { text: text + spelled.text, end: at + spelled.size };
    if (word === 'dot' || word === 'period' || word === 'point') {
      text += '.';
      dotted = true;
    } else if (word === 'dash' || word === 'hyphen') text += '-';
    else if (text.endsWith('.') && endings.has(word)) {
      text += word;
      if (!isDot(words[at + 1]) && sentence.text[sentence.words[at]?.to ?? 0] !== '.')
        return { text, end: at + 1 };
      if (!endings.has(words[at + 2] ?? '') && !endings.has(words[at + 1] ?? ''))
        return { text, end: at + 1 };
    } else if (/^[a-z0-9]+$/.test(word) && !(dotted && !text.endsWith('.'))) text += word;
    else break;
  }
  return undefined;
}

function isDot(word: string | undefined): boolean {
  return word === 'dot' || word === 'period' || word === 'point';
}

/** "Double o seven" has noughts. */
const zeroNames = new Set(['o', 'oh', 'zero']);

function readLocal(words: string[], at: number): { text: string; first: number } | undefined {
  let first = at;
  while (first > 0 && at - first < localWordsMax && !before.has(words[first - 1] ?? '')) first--;
  const said = words.slice(first, at);
  if (said.length === 0) return undefined;
  let text = '';
  for (let position = 0; position < said.length; position++) {
    const word = said[position] ?? '';
    const number = readNumber(said, position);
    const times = repeatWords[word];
    const next = said[position + 1] ?? '';
    const again = zeroNames.has(next) ? '0' : /^[a-z0-9]$/.test(next) ? next : undefined;
    if (times !== undefined && again !== undefined) {
      text += again.repeat(times);
      position += 1;
    } else if (Object.hasOwn(spokenMarks, word)) text += spokenMarks[word];
    else if (number) {
      text += String(number.value);
      position += number.size - 1;
    } else {
      const letters = readLetters(said, position);
      text += letters ? letters.text : word.replace(/[^a-z0-9]/g, '');
      if (letters) position += letters.size - 1;
    }
  }
  return /^[a-z0-9][a-z0-9._+-]*$/.test(text) ? { text, first } : undefined;
}
