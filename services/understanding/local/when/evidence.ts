/** Keeps a number only where something says that it is a time: "at 3", "8 tonight", "17 30 please". */
import type { Token } from '../tokens.ts';
import { isGlue, isOr, isRangeLink, opener } from './between.ts';
import { weekdayNames } from './calendar-words.ts';
import { longestPhraseAt, textAt } from './match.ts';
import type { Placed, RuleContext } from './pieces.ts';
import { countsSomething, endsMention, isWholeText } from './plausible.ts';
import { takesBack } from './repairs.ts';

const cues = new Set(
  'at around about by after before between until till til past since @ from approximately roughly than'.split(
    ' ',
  ),
);
/** Cues only as an answer to "when", or where something is being moved. */
const answerCues = new Set('to for say said like maybe do is the it that'.split(' '));
const cueFillers = new Set(['about', 'around', 'like', 'the', 'maybe', 'say', 'uh', 'um']);
/** "A table for 4": a party, not an hour. */
const partyNouns = new Set(
  'table dinner lunch breakfast brunch reservation room party spot seats'.split(' '),
);

/** Before "one" they make it a pronoun. */
const pronounLeads = new Set(
  'the this that which good first last later earlier other another no any each every a'.split(' '),
);
/** "The morning one" is an offer, not one in the morning. */
const partNames = new Set('morning afternoon evening lunchtime'.split(' '));
const notWished = new Set('last per every each all other yesterday'.split(' '));
/** And behind it. */
const pronounTails = new Set('of that which who with near more else'.split(' '));
/** Things that carry a number. */
const numberedNouns = new Set(
  'room number apartment suite flight code extension unit building line gate option box'.split(' '),
);

export function keepEvident(
  tokens: Token[],
  placed: Placed[],
  context: Pick<RuleContext, 'focused'>,
): Placed[] {
  const kept = placed.map((item, index) => {
    if (item.piece.kind === 'day' && item.piece.weak === true) {
      return hasNeighbour(tokens, placed, index);
    }
    if (item.piece.kind === 'part') return isEvidentPart(tokens, placed, index, context.focused);
    if (item.piece.kind !== 'clock' || item.piece.strength === 'strong') return true;
    return isEvidentNumber(tokens, placed, index, context.focused);
  });
  keepLinked(tokens, placed, kept);
  return placed.filter((_item, index) => kept[index]);
}

function isEvidentNumber(
  tokens: Token[],
  placed: Placed[],
  index: number,
  focused: boolean,
): boolean {
  const item = placed[index] as Placed;
  if (isMoneyOrFraction(tokens, item) || countsSomething(tokens, item.to)) return false;
  if (isNamed(tokens, item)) return false;
  const next = placed[index + 1];
  if (isCountOfParts(tokens, item, next)) return false;
  if (isHeadcount(tokens, placed, index)) return false;
  if (hasNeighbour(tokens, placed, index)) return !isParty(tokens, item);
  const linked = next !== undefined && isRangeLink(tokens, item, next);
  const previous = placed[index - 1];
  const either = focused && (isEither(tokens, item, next) || isEither(tokens, previous, item));
  if (either || (focused && isAnew(tokens, previous, item))) return true;
  if (!linked && !endsMention(tokens, item.to)) return false;
  if (hasCue(tokens, item, cues) || isOpenEnded(tokens, item.to)) return true;
  if (focused && isWholeText(tokens, item.from, item.to)) return true;
  const weak = item.piece.kind === 'clock' && item.piece.strength === 'weak';
  if (!focused) return weak && textAt(tokens, item.from - 1) === 'for';
  return weak || (hasCue(tokens, item, answerCues) && !isParty(tokens, item));
}

/** "At 3, sorry, 4" and "not two, three": the hour that stands in place of another. */
function isAnew(tokens: Token[], previous: Placed | undefined, item: Placed): boolean {
  if (previous?.piece.kind !== 'clock') return false;
  const refused = textAt(tokens, previous.from - 1) === 'not';
  const next = [',', 'but'].includes(textAt(tokens, previous.to)) && item.from === previous.to + 1;
  return takesBack(tokens, previous.to, item.from) || (refused && next);
}

/** "Nine or ten" as the whole answer. */
function isEither(tokens: Token[], left: Placed | undefined, right: Placed | undefined): boolean {
  if (left?.piece.kind !== 'clock' || right?.piece.kind !== 'clock') return false;
  return isOr(tokens, left.to, right.from) && isWholeText(tokens, left.from, right.to);
}

/** "3 or later", "10 onwards". */
function isOpenEnded(tokens: Token[], at: number): boolean {
  const edge = ['at the latest', 'at the earliest', 'at the soonest'];
  if (longestPhraseAt(tokens, at, edge) > 0) return true;
  const or = textAt(tokens, at) === 'or' || textAt(tokens, at) === 'and';
  const word = textAt(tokens, or ? at + 1 : at);
  const onwards = word === 'onwards' || word === 'onward';
  return onwards || (or && ['later', 'after', 'earlier', 'before'].includes(word));
}

/** "That one", "room 12 30", "number 5": a name, not a time. */
function isNamed(tokens: Token[], item: Placed): boolean {
  const before = textAt(tokens, item.from - 1);
  const isOne = textAt(tokens, item.from) === 'one' && item.to === item.from + 1;
  const after = textAt(tokens, item.to);
  if (isOne && (pronounLeads.has(before) || pronounTails.has(after))) return true;
  if (isOne && partNames.has(before)) return true;
  // "The Wednesday one" is an offer.
  const isThat = ['the', 'that'].includes(textAt(tokens, item.from - 2));
  if (isOne && isThat && weekdayNames.has(before)) return true;
  return numberedNouns.has(before);
}

/** "Last night", "per night", "three nights", "a night out": not a part of the wished day. */
function isEvidentPart(
  tokens: Token[],
  placed: Placed[],
  index: number,
  focused: boolean,
): boolean {
  const item = placed[index] as Placed;
  const previous = placed[index - 1];
  const counted = previous !== undefined && isCountOfParts(tokens, previous, item);
  if (counted || notWished.has(textAt(tokens, item.from - 1))) return false;
  if (textAt(tokens, item.from) !== 'night' || focused) return true;
  const lead = textAt(tokens, item.from - 1);
  const inThe = lead === 'the' && textAt(tokens, item.from - 2) === 'in';
  return lead === 'at' || inThe || hasNeighbour(tokens, placed, index);
}

/** "A three night stay", ""two evening slots": the number counts what follows. */
function isCountOfParts(tokens: Token[], item: Placed, next: Placed | undefined): boolean {
  const bare = item.piece.kind === 'clock' && item.piece.strength === 'bare';
  if (!bare || next?.piece.kind !== 'part' || next.from !== item.to) return false;
  if (next.piece.days !== undefined || next.piece.size > 1) return false;
  if (textAt(tokens, next.from) === 'night') return !hasCue(tokens, item, cues);
  return !hasCue(tokens, item, cues) && !endsMention(tokens, next.to);
}

/** "$3", "#3", "3.5" are no hours. */
function isMoneyOrFraction(tokens: Token[], item: Placed): boolean {
  const before = tokens[item.from - 1];
  const glued = tokens[item.from]?.spaced === false && before?.kind !== 'mark';
  if (glued && before !== undefined) return true;
  if (before?.kind === 'digits') return true;
  return (
    before !== undefined && '$€£#.:/'.includes(before.text) && tokens[item.from]?.spaced === false
  );
}

function hasCue(tokens: Token[], item: Placed, words: Set<string>): boolean {
  let at = item.from - 1;
  if (words.has(textAt(tokens, at))) return true;
  while (cueFillers.has(textAt(tokens, at))) at -= 1;
  return words.has(textAt(tokens, at));
}

/** A day or a part of the day stands beside it, with only filling words between. */
function hasNeighbour(tokens: Token[], placed: Placed[], index: number): boolean {
  const item = placed[index] as Placed;
  const previous = placed[index - 1];
  const next = placed[index + 1];
  return (
    (previous !== undefined && isTime(previous) && isGlue(tokens, previous.to, item.from)) ||
    (next !== undefined && isTime(next) && isGlue(tokens, item.to, next.from))
  );
}

function isTime({ piece }: Placed): boolean {
  return piece.kind === 'part' || (piece.kind === 'day' && piece.weak !== true);
}

/** "Tomorrow to Saturday for 1", "for 3 at 18:45", "just for one": how many, beside the time. */
function isHeadcount(tokens: Token[], placed: Placed[], index: number): boolean {
  const item = placed[index] as Placed;
  const bare = item.piece.kind === 'clock' && item.piece.strength === 'bare';
  if (!bare || textAt(tokens, item.from - 1) !== 'for') return false;
  const previous = placed[index - 1];
  const before = placed[index - 2];
  const afterRange =
    previous?.piece.kind === 'day' &&
    before?.piece.kind === 'day' &&
    isRangeLink(tokens, before, previous);
  const clearer = placed.some(
    (other) => other.piece.kind === 'clock' && other.piece.strength === 'strong',
  );
  const sentenceEnds = textAt(tokens, item.to) === '.' && tokens[item.to + 1] !== undefined;
  return afterRange || clearer || sentenceEnds || textAt(tokens, item.from - 2) === 'just';
}

function isParty(tokens: Token[], item: Placed): boolean {
  if (item.piece.kind !== 'clock' || item.piece.strength !== 'bare') return false;
  const before = textAt(tokens, item.from - 1);
  if (before === 'of') return true;
  if (before !== 'for') return false;
  const noun = textAt(tokens, item.from - 2);
  return partyNouns.has(noun);
}

/** The other end of a range or an alternative is as evident as the end that is. */
function keepLinked(tokens: Token[], placed: Placed[], kept: boolean[]): void {
  const links = placed.slice(1).map((item, index) => {
    const previous = placed[index] as Placed;
    const clocks = previous.piece.kind === 'clock' && item.piece.kind === 'clock';
    const days = previous.piece.kind === 'day' && item.piece.kind === 'day';
    if (!clocks && !days) return false;
    const range = isRangeLink(tokens, previous, item);
    return range || isOr(tokens, previous.to, item.from);
  });
  const carry = (from: number, to: number) => {
    if (kept[from] && !countsSomething(tokens, (placed[to] as Placed).to)) kept[to] = true;
  };
  links.forEach((linked, index) => {
    if (linked) carry(index, index + 1);
  });
  for (let index = links.length - 1; index >= 0; index -= 1) {
    if (links[index]) carry(index + 1, index);
  }
  placed.forEach((item, index) => {
    if (item.piece.kind === 'clock' && item.piece.orFrom && opener(tokens, item))
      kept[index] = true;
  });
}
