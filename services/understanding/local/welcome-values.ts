/** Which of the values found are meant, and what each one sets or corrects. */
import type { Command, PersonValue, SlotKind, SlotValue } from '../../../machines/vocabulary.ts';
import { commandForValue } from './arrange.ts';
import { asks } from './asking.ts';
import type { Clause } from './clauses.ts';
import { readCorrection } from './corrections.ts';
import { cannotBeThere } from './deeds/deeds.ts';
import { isUnderWay, type Reading } from './reading.ts';
import { overlaps, type Sentence, type Span, spanOf } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';
import type { FoundValue } from './values.ts';
import type { Wishes } from './wishes.ts';
import { patternOf } from './wordings.ts';

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
    if (value.strong) return !isOnlyAround(value, reading);
  }
  const { asks: asked, accepts } = reading.turn.expectation;
  if (value.kind === 'when' && isOfTheWorld(value, reading)) return false;
  if ([...asked, ...accepts].some(({ kind }) => kind === value.kind)) return true;
  if (!value.strong) return false;
  if (reading.wishes.commands.length > 0 || reading.yesNo) return true;
  if (reading.values.some(({ kind, strong }) => strong && aboutUs.has(kind))) return true;
  return !reading.wishes.unknown.some((clause) => touches(reading.sentence, clause, value));
}

/** Asked for a name, "reserve a time" gives none, though nobody knows it is no "Reserve". */
export function withoutNamesOfWishes(
  values: FoundValue[],
  wishes: Wishes,
  clauses: Clause[],
): FoundValue[] {
  const wished = wishes.commands.some(({ command }) => command === 'start-flow');
  if (!wished || clauses.length !== 1) return values;
  return values.filter(
    ({ kind, strong, readings }) => kind !== 'name' || strong || readings.some(isUsualName),
  );
}

function isUsualName(value: SlotValue): boolean {
  const { first, last } = value as PersonValue;
  return isFirstName(first ?? '') || isLastName(last ?? '');
}

/** "Can I eat before a filling" wants no filling; how much one is still needs it. */
function isOnlyAround(value: FoundValue, { sentence, wishes }: Reading): boolean {
  const before = sentence.text.slice(0, value.from);
  const asked = wishes.commands.some(({ command }) => command === 'ask');
  return value.kind === 'service' && !asked && asks(sentence.plain) && around.test(before);
}

const around = /\b(?:before|after|during|prior to)(?: (?:a|an|the|my|our))? $/i;

/** "What should I cook tonight" tells no day to come. */
function isOfTheWorld(value: FoundValue, reading: Reading): boolean {
  const { sentence, wishes, values } = reading;
  if (isUnderWay(reading) || wishes.commands.length > 0) return false;
  if (values.some(({ kind, strong }) => strong && aboutUs.has(kind))) return false;
  return wishes.unknown.some((clause) => asks(clause.plain) && touches(sentence, clause, value));
}

function touches(sentence: Sentence, clause: Clause, value: Span): boolean {
  return overlaps(spanOf(sentence, clause.range), value);
}

export function valueCommands(values: FoundValue[], reading: Reading): Command[] {
  const { turn, sentence, yesNo } = reading;
  const declined = values.filter((value) => isDeclined(value, values, sentence));
  const context = {
    expectation: turn.expectation,
    correction:
      startsNamed(reading) || isFirstSaid(reading) ? ('none' as const) : readCorrection(sentence),
    refused:
      (yesNo?.answer === 'no' && yesNo.strong && !isFirstSaid(reading)) ||
      (turn.expectation.yesNo && (reading.refused.length > 0 || declined.length > 0)),
    conditional: yesNo?.condition === true,
    text: sentence.text,
  };
  const found: Command[] = [];
  for (const value of values) {
    if (declined.includes(value)) continue;
    const command = commandForValue(value, context);
    if (command && !found.some(({ slot }) => slot === command.slot)) found.push(command);
  }
  return found;
}

/** "A filling, not a cleaning": of two, one was only named to be left. */
function isDeclined(value: FoundValue, all: FoundValue[], { text }: Sentence): boolean {
  if (!aboutUs.has(value.kind)) return false;
  const others = all.filter((one) => one !== value && one.kind === value.kind);
  if (others.length === 0) return false;
  const replaced = others.some(
    (one) => one.from > value.to && replacing.test(text.slice(value.to, one.from)),
  );
  return replaced || declining.test(text.slice(0, value.from));
}

/** "A cleaning, I mean a filling": what comes behind stands. */
const replacing =
  /\b(?:i mean(?:t)?|no|sorry|actually|rather|make (?:that|it)|scratch that|wait)\b[\s,]*(?:(?:a|an|the|my|for|with|to|see|wait|i mean(?:t)?|sorry|at|dr|doctor)\b[\s,.]*)*$/i;

const declining =
  /\b(?:not|isn't|instead of|rather than|no)(?: (?:a|an|the|my|for|with|to|see))* $/i;

/** "What about whitening", after an answer, asks that again. */
const alsoAsked = patternOf(['< [okay|well|so|and]* (what|how) about']);

/** "I have one on Monday but need to change it", out of the blue, takes nothing back. */
function isFirstSaid(reading: Reading): boolean {
  const wished = reading.wishes.commands.some(({ command }) => command === 'start-flow');
  const { plain } = reading.sentence;
  return !isUnderWay(reading) && (wished || cannotBeThere(plain) || alsoAsked.test(plain));
}

/** With a flow of its own, "can we make it Tuesday" says when, and takes nothing back. */
function startsNamed(reading: Reading): boolean {
  return reading.wishes.commands.some(
    (wish) =>
      wish.command === 'start-flow' && wish.value !== reading.index.flows.byDeed.get('change'),
  );
}
