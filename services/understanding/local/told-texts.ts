/** Free text that a flow knows by the words around it: "hold the brown boots, size nine". */
import type { SlotRequest } from '../../../machines/vocabulary.ts';
import {
  overlaps,
  type Sentence,
  type Span,
  spanOf,
  type Word,
  type WordRange,
} from './sentence.ts';

/** `from` and `to` are the whole wording, `value` only what stands in its gap. */
export interface ToldText extends Span {
  slot: string;
  value: string;
  gap: WordRange;
  /** The words around the gap. */
  around: string[];
}

export interface AroundTexts {
  /** The slots that may be told here; those without wordings are left alone. */
  requests: SlotRequest[];
  /** What other readers found: a store's name ends the text before it. */
  others: Span[];
  /** Words that only name the wish ("a pair of shoes") tell nothing new. */
  known: ReadonlySet<string>;
}

interface Frame {
  slot: string;
  before: string[];
  after: string[];
}

const gapWordsMax = 8;
const leading = new Set(['a', 'an', 'the', 'my', 'some', 'those', 'these', 'your', 'pair', 'of']);
const clauseStarts = new Set(
  "i i'm i'd my me it it's the they do does can could would will is are please how what when you we in".split(
    ' ',
  ),
);
const ending = new Set(
  'please for until till at on aside from because so today tomorrow that which who is can could if i'.split(
    ' ',
  ),
);

/** Every text told, each slot once; longer wordings first, and no two share a word. */
export function toldTexts(sentence: Sentence, around: AroundTexts): ToldText[] {
  const frames = around.requests
    .flatMap(framesOf)
    .toSorted((one, other) => sizeOf(other) - sizeOf(one));
  const found: ToldText[] = [];
  for (const frame of frames) {
    if (found.some(({ slot }) => slot === frame.slot)) continue;
    const told = toldIn(sentence, frame, { ...around, others: [...around.others, ...found] });
    if (told) found.push(told);
  }
  return found;
}

function framesOf({ slot, saidAs = [] }: SlotRequest): Frame[] {
  return saidAs.map((wording) => {
    const [before = '', after = ''] = wording.toLowerCase().split(/\{[^}]*\}/);
    const words = (part: string) => part.split(' ').filter((word) => word !== '');
    return { slot, before: words(before), after: words(after) };
  });
}

function sizeOf({ before, after }: Frame): number {
  return before.length + after.length;
}

function toldIn(sentence: Sentence, frame: Frame, around: AroundTexts): ToldText | undefined {
  const { words } = sentence;
  for (let start = 0; start + frame.before.length < words.length; start++) {
    if (!standsAt(words, start, frame.before)) continue;
    const first = start + frame.before.length;
    const end = endOfGap(sentence, first, frame, around);
    if (frame.after.length > 0 && !standsAt(words, end, frame.after)) continue;
    const gap = withoutLead({ first, end }, words);
    const telling = words.slice(gap.first, gap.end).some(({ text }) => !around.known.has(text));
    if (!telling) continue;
    const value = sentence.text.slice(words[gap.first]?.from, words[gap.end - 1]?.to);
    const wording = [...frame.before, ...frame.after];
    return {
      slot: frame.slot,
      value,
      gap,
      around: wording,
      ...spanOf(sentence, { first: start, end }),
    };
  }
  return undefined;
}

function standsAt(words: readonly Word[], at: number, wanted: readonly string[]): boolean {
  return wanted.every((word, offset) => words[at + offset]?.text === word);
}

/** The gap goes on to the words behind it, or to whatever cannot be part of it. */
function endOfGap(sentence: Sentence, first: number, frame: Frame, around: AroundTexts): number {
  const { words } = sentence;
  const leads = around.requests.flatMap(framesOf).filter(({ slot }) => slot !== frame.slot);
  let end = first;
  while (end < words.length && end - first < gapWordsMax) {
    const word = words[end];
    if (frame.after.length > 0 && standsAt(words, end, frame.after)) break;
    if (word === undefined || (end > first && (word.afterMark || ending.has(word.text)))) break;
    if (around.others.some((other) => overlaps(other, word))) break;
    if (startsAnother(words, end)) break;
    if (leads.some(({ before }) => before.length > 0 && standsAt(words, end, before))) break;
    end++;
  }
  return end;
}

/** "Black and white" is one text; "and my number is" starts something else. */
function startsAnother(words: readonly Word[], at: number): boolean {
  return words[at]?.text === 'and' && clauseStarts.has(words[at + 1]?.text ?? '');
}

function withoutLead(gap: { first: number; end: number }, words: readonly Word[]) {
  let first = gap.first;
  while (first < gap.end && leading.has(words[first]?.text ?? '')) first++;
  return { first, end: gap.end };
}
