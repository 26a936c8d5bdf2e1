/** Which of the values found are meant, and what each one sets or corrects. */
import type { Command, SlotKind } from '../../../machines/vocabulary.ts';
import { commandForValue } from './arrange.ts';
import type { Clause } from './clauses.ts';
import { readCorrection } from './corrections.ts';
import { isUnderWay, type Reading } from './reading.ts';
import { overlaps, type Sentence, type Span, spanOf } from './sentence.ts';
import type { FoundValue } from './values.ts';

export const availability =
  /\b(?:available|free|availability|openings?|work(?:ing)?|anything|any time|in on|come in|fit me in|see me)\b/;

const aboutUs = new Set<SlotKind>(['service', 'staff', 'location']);

/** A value that nobody expects counts only in a sentence that is about this business. */
export function isWelcome(value: FoundValue, reading: Reading): boolean {
  // Half a birth date looks like a day to come.
  if (value.kind === 'when' && reading.asked.has('birth-date')) return false;
  if (value.kind === 'when' && (isUnderWay(reading) || availability.test(reading.sentence.plain)))
    return true;
  if (value.kind === 'service' || value.kind === 'staff' || value.kind === 'location') {
    if (value.strong) return true;
  }
  const { asks: asked, accepts } = reading.turn.expectation;
  if ([...asked, ...accepts].some(({ kind }) => kind === value.kind)) return true;
  if (!value.strong) return false;
  if (reading.wishes.commands.length > 0 || reading.yesNo) return true;
  if (reading.values.some(({ kind, strong }) => strong && aboutUs.has(kind))) return true;
  return !reading.wishes.unknown.some((clause) => touches(reading.sentence, clause, value));
}

function touches(sentence: Sentence, clause: Clause, value: Span): boolean {
  return overlaps(spanOf(sentence, clause.range), value);
}

export function valueCommands(values: FoundValue[], reading: Reading): Command[] {
  const { turn, sentence, yesNo } = reading;
  const context = {
    expectation: turn.expectation,
    correction: startsNamed(reading) ? ('none' as const) : readCorrection(sentence),
    refused: yesNo?.answer === 'no' && yesNo.strong,
    conditional: yesNo?.condition === true,
    text: sentence.text,
  };
  const found: Command[] = [];
  for (const value of values) {
    const command = commandForValue(value, context);
    if (command && !found.some(({ slot }) => slot === command.slot)) found.push(command);
  }
  return found;
}

/** With a flow of its own, "can we make it Tuesday" says when, and takes nothing back. */
function startsNamed(reading: Reading): boolean {
  return reading.wishes.commands.some(
    (wish) =>
      wish.command === 'start-flow' && wish.value !== reading.index.flows.byDeed.get('change'),
  );
}
