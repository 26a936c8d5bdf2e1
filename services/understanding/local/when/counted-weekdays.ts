/** Weekdays found by counting: "3 Fridays from now", "the second closest Monday to the 5th". */
import type { Token } from '../tokens.ts';
import { addDays, comingWeekday } from './calendar.ts';
import { weekdayHomonyms, weekdayNames } from './calendar-words.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { DayPiece, RuleContext } from './pieces.ts';

const countMax = 9;

export function readCountedWeekdays(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  return readFromNow(tokens, at, context) ?? readClosest(tokens, at, context);
}

function nameAt(tokens: Token[], at: number): number | undefined {
  const word = textAt(tokens, at);
  return weekdayNames.get(word.replace(/s$/, '')) ?? weekdayHomonyms.get(word);
}

/** "3 Fridays from now", "two Sundays ago". */
function readFromNow(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const count = readNumber(tokens, at);
  if (count === undefined || count.ordinal || count.value < 1 || count.value > countMax) {
    return undefined;
  }
  const weekday = nameAt(tokens, at + count.size);
  const linkAt = at + count.size + 1;
  const from = phraseAt(tokens, linkAt, 'from now');
  const ago = phraseAt(tokens, linkAt, 'ago');
  if (weekday === undefined || from + ago === 0) return undefined;
  if (ago > 0) {
    const date = addDays(comingWeekday(context.today, weekday), -7 * count.value);
    return { kind: 'day', size: count.size + 1 + ago, days: [{ date }] };
  }
  const first = comingWeekday(addDays(context.today, 1), weekday);
  const date = addDays(first, (count.value - 1) * 7);
  return { kind: 'day', size: count.size + 1 + from, days: [{ date }] };
}

/** "the closest Monday to October fifth": the days of that name in the order of their distance. */
function readClosest(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const start = textAt(tokens, at) === 'the' ? at + 1 : at;
  const count = readNumber(tokens, start);
  const wordAt = start + (count?.ordinal === true ? count.size : 0);
  const word = longestPhraseAt(tokens, wordAt, ['closest', 'nearest']);
  const weekday = word === 0 ? undefined : nameAt(tokens, wordAt + 1);
  const to = textAt(tokens, wordAt + 2) === 'to' ? context.day(wordAt + 3) : undefined;
  const target = to?.days[0]?.date;
  if (weekday === undefined || to === undefined || target === undefined) return undefined;
  const nth = count?.ordinal === true ? count.value : 1;
  if (nth < 1 || nth > countMax) return undefined;
  const next = comingWeekday(target, weekday);
  const nextFirst = next <= addDays(target, 3);
  // On alternating sides: a day and the one a week from it lie on both sides of the target.
  const steps = Math.floor(nth / 2) * (nth % 2 === 0 ? -7 : 7) * (nextFirst ? 1 : -1);
  const date = addDays(nextFirst ? next : addDays(next, -7), steps);
  return { kind: 'day', size: wordAt + 3 + to.size - at, days: [{ date }] };
}
