/** What the words between two pieces, or before one, say about how they belong together. */
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';
import type { Placed } from './pieces.ts';

const glue = new Set(
  [
    'at on in the for of around about approximately roughly say like maybe probably please um uh er',
    'hmm , . @ is be any time anytime sometime some preferably ideally possibly exactly just well',
    'starting from during by approx would but',
  ]
    .join(' ')
    .split(' '),
);
const glueMax = 5;
const connectors = new Set('to until till til through thru - – — ~'.split(' '));
const articles = new Set(['the', 'at', 'on', 'about', 'around', 'like', 'maybe', 'of']);

/** Only filling words, and few, stand between the two places. */
export function isGlue(tokens: Token[], from: number, to: number): boolean {
  if (to - from > glueMax) return false;
  for (let at = from; at < to; at += 1) {
    if (!glue.has(textAt(tokens, at))) return false;
  }
  return true;
}

/** "or", "or at", "or on the". */
export function isOr(tokens: Token[], from: number, to: number): boolean {
  return isLinkedBy(tokens, from, to, new Set(['or']));
}

/** "to", "until the", "-"; after "between" also "and". */
export function isRangeLink(tokens: Token[], left: Placed, right: Placed): boolean {
  if (isLinkedBy(tokens, left.to, right.from, connectors)) return true;
  return (
    opener(tokens, left) === 'between' && isLinkedBy(tokens, left.to, right.from, new Set(['and']))
  );
}

function isLinkedBy(tokens: Token[], from: number, to: number, links: Set<string>): boolean {
  let seen = 0;
  for (let at = from; at < to; at += 1) {
    const text = textAt(tokens, at);
    if (links.has(text)) seen += 1;
    else if (!articles.has(text) && text !== ',') return false;
  }
  return seen >= 1 && seen <= 2 && to - from <= 4;
}

/** The "from" or "between" that stands before a piece, across its articles. */
export function opener(tokens: Token[], placed: Placed): 'from' | 'between' | undefined {
  let at = placed.from - 1;
  while (articles.has(textAt(tokens, at))) at -= 1;
  const text = textAt(tokens, at);
  return text === 'from' || text === 'between' ? text : undefined;
}

/** The words that stand right before a place, nearest first, fillers left out. */
export function wordsBefore(tokens: Token[], at: number, count: number): string[] {
  const words: string[] = [];
  for (let index = at - 1; index >= 0 && words.length < count; index -= 1) {
    const text = textAt(tokens, index);
    if (text !== 'um' && text !== 'uh' && text !== 'like' && text !== ',') words.push(text);
  }
  return words;
}
