/** A slot's value, worked out by the local readers from the caller's own words and nothing else. */
import type { SlotRequest, SlotValue } from '../../../machines/vocabulary.ts';
import { overlaps, readSentence, type Sentence, type Span } from '../local/sentence.ts';
import { type FoundValue, mergeWhens, readValues } from '../local/values.ts';
import { indexOf } from '../local/vocabulary-index.ts';
import { readWhen } from '../local/when/read-when.ts';
import { readYesNo } from '../local/yes-no.ts';
import type { TurnToRead } from '../understanding.ts';
import type { SaidWords } from './said-words.ts';

/** One value, or several that the caller will be asked about; for a name the first one stands. */
export interface Resolved {
  readings: SlotValue[];
  chosen: boolean;
}

/** Undefined when the readers find no such value in those words. */
export function resolveSlot(
  request: SlotRequest,
  said: SaidWords,
  turn: TurnToRead,
): Resolved | undefined {
  const { kind } = request;
  // Free text is kept as it was spoken, whole; a model's choice of words would shorten it.
  if (kind === 'text') return { readings: [turn.text.trim()], chosen: true };
  if (kind === 'yes-no') return resolveYesNo(said);
  if (kind === 'when' && isExcluded(said, turn)) return undefined;
  const words = said.sentence.text.slice(said.from, said.to);
  const whole = valuesOf(request, said.sentence, turn).filter((value) => overlaps(value, said));
  const alone = valuesOf(request, readSentence(words), turn);
  // The rest of the sentence completes a time ("Tuesday … at three"); it only blurs a name.
  const found = kind === 'name' ? (alone[0] ?? whole[0]) : (whole[0] ?? alone[0]);
  return found && { readings: found.readings, chosen: found.chosen };
}

function valuesOf(request: SlotRequest, sentence: Sentence, turn: TurnToRead): FoundValue[] {
  const { kind } = request;
  const { nbest: _, ...rest } = turn;
  const narrowed: TurnToRead = {
    ...rest,
    text: sentence.text,
    expectation: { ...turn.expectation, asks: [request], accepts: [] },
  };
  const kinds = new Set([kind]);
  const index = indexOf(turn.vocabulary);
  const { values } = readValues(sentence, {
    turn: narrowed,
    index,
    asked: kinds,
    expected: kinds,
    taken: [],
  });
  return mergeWhens(values.filter((value) => value.kind === kind));
}

/** "Not Tuesday": the word is there, and the caller does not want it. */
function isExcluded(said: SaidWords, turn: TurnToRead): boolean {
  const { now, timeZone, vocabulary } = turn;
  const mentions = readWhen(said.sentence.text, {
    now,
    timeZone,
    hours: vocabulary.hours,
    focused: true,
  });
  const inside = (span: Span) => overlaps(span, said);
  const meant = mentions.filter(inside);
  return meant.length > 0 && meant.every(({ excluded }) => excluded === true);
}

function resolveYesNo(said: SaidWords): Resolved | undefined {
  const words = said.sentence.text.slice(said.from, said.to);
  const yesNo = readYesNo(readSentence(words), []);
  if (!yesNo || yesNo.answer === 'unsure' || yesNo.condition) return undefined;
  return { readings: [yesNo.answer === 'yes'], chosen: true };
}
