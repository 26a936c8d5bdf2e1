/** The words that leave one end of a range open: "after", "not before", "no later than", "by", "onwards". */
import type { Token } from '../tokens.ts';
import { wordsBefore } from './between.ts';
import { phraseAt, textAt } from './match.ts';
import { isMove } from './moves.ts';
import type { Placed } from './pieces.ts';

export interface Bound {
  side: 'after' | 'before';
  /** Whether the day itself belongs to it. */
  included: boolean;
  from: number;
  to: number;
}

const articles = new Set(['the', 'about', 'around', 'like', 'at']);
const simple = new Map<string, Pick<Bound, 'side' | 'included'>>([
  ['after', { side: 'after', included: false }],
  ['past', { side: 'after', included: false }],
  ['since', { side: 'after', included: true }],
  ['before', { side: 'before', included: false }],
  ['until', { side: 'before', included: true }],
  ['till', { side: 'before', included: true }],
  ['til', { side: 'before', included: true }],
  ['by', { side: 'before', included: true }],
]);
const comparisons = new Map<string, 'after' | 'before'>([
  ['later', 'after'],
  ['earlier', 'before'],
  ['sooner', 'before'],
]);
const negations = new Set(['not', 'no', "don't", "can't", "won't", "isn't", 'never', 'nothing']);
const afterwards = new Map<string, Bound['side']>([
  ['later', 'after'],
  ['after', 'after'],
  ['earlier', 'before'],
  ['before', 'before'],
]);

const edges: readonly [phrase: string, side: Bound['side']][] = [
  ['at the latest', 'before'],
  ['at the earliest', 'after'],
  ['at the soonest', 'after'],
];

export function readBound(tokens: Token[], item: Placed): Bound | undefined {
  return (
    readOccupied(tokens, item) ?? readBoundBefore(tokens, item) ?? readBoundAfter(tokens, item)
  );
}

const upTo = new Set(['until', 'till', 'til']);
/** Somebody tells what keeps them, or when it is over; "do you work until five" asks it of us. */
const busy =
  /\b(?:i|i'm|we|we're|he|he's|she|she's)(?: \S+){0,3} (?:work|works|working|busy|school|class|classes|meetings?|teach|teaching|shift|tied up|not free|not available|unavailable)$/;
const over =
  /\b(?:i|we|he|she)(?: \S+)? (?:get|gets|getting|am|is) (?:off|out|home|done)(?: (?:of|from|with))?(?: (?:work|school|class|the office))?$|\b(?:i'm|we're|he's|she's) (?:off|out|done)(?: (?:of|from|with))?(?: (?:work|school|class))?$|\b(?:i|we|he|she) (?:finish|finishes)(?: (?:work|school|class))?$/;

/** "I work till five", "I get off at four": what is wished for begins then. */
function readOccupied(tokens: Token[], item: Placed): Bound | undefined {
  if (item.piece.kind !== 'clock') return undefined;
  let at = item.from - 1;
  while (articles.has(textAt(tokens, at))) at -= 1;
  const until = upTo.has(textAt(tokens, at));
  const before = wordsBefore(tokens, until ? at : at + 1, 7)
    .reverse()
    .join(' ');
  if (!(until ? busy : over).test(before)) return undefined;
  return { side: 'after', included: true, from: until ? at : item.from, to: item.to };
}

function readBoundBefore(tokens: Token[], item: Placed): Bound | undefined {
  let at = item.from - 1;
  while (articles.has(textAt(tokens, at))) at -= 1;
  const word = textAt(tokens, at);
  if (word === 'than') {
    const side = comparisons.get(textAt(tokens, at - 1));
    if (side === undefined) return undefined;
    const flipped = negations.has(textAt(tokens, at - 2)) || negations.has(textAt(tokens, at - 3));
    const from = flipped ? at - 2 : at - 1;
    return { side: flipped ? other(side) : side, included: flipped, from, to: item.to };
  }
  const plain = simple.get(word);
  if (plain !== undefined) {
    const flipped = negations.has(textAt(tokens, at - 1));
    if (!flipped) return { ...plain, from: at, to: item.to };
    const keeps = word === 'by' || word === 'past' || word === 'since';
    return keeps
      ? undefined
      : { side: other(plain.side), included: true, from: at - 1, to: item.to };
  }
  const open = item.piece.kind === 'clock' || isOnwards(tokens, item.to);
  if (word !== 'from' || !open || isMove(tokens, at)) return undefined;
  const to = item.to + (isOnwards(tokens, item.to) ? 1 : 0);
  return { side: 'after', included: true, from: at, to };
}

/** "3 or later", "Monday onwards". */
function readBoundAfter(tokens: Token[], item: Placed): Bound | undefined {
  const first = textAt(tokens, item.to);
  if (first === 'onwards' || first === 'onward') {
    return { side: 'after', included: true, from: item.from, to: item.to + 1 };
  }
  for (const [phrase, side] of edges) {
    const size = phraseAt(tokens, item.to, phrase);
    if (size > 0) return { side, included: true, from: item.from, to: item.to + size };
  }
  const side = afterwards.get(textAt(tokens, item.to + 1));
  if ((first !== 'or' && first !== 'and') || side === undefined) return undefined;
  const end = tokens[item.to + 2];
  if (end !== undefined && end.kind !== 'mark' && end.text !== 'please') return undefined;
  return { side, included: true, from: item.from, to: item.to + 2 };
}

/** "from September on": an "on" that nothing follows. */
function isOnwards(tokens: Token[], at: number): boolean {
  const word = textAt(tokens, at);
  if (word === 'onwards' || word === 'onward') return true;
  const next = tokens[at + 1];
  return word === 'on' && (next === undefined || next.kind === 'mark');
}

function other(side: Bound['side']): Bound['side'] {
  return side === 'after' ? 'before' : 'after';
}
