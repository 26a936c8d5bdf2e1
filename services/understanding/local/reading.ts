/** All that was found in one turn, before it is put together. */
import type { Choice, Command, SlotKind } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import type { BookedTime } from './booked-times.ts';
import type { FoundIntent } from './intents.ts';
import type { Sentence, WordRange } from './sentence.ts';
import type { FoundValue } from './values.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import type { WhenReading } from './when/when.ts';
import type { Wishes } from './wishes.ts';
import type { YesNo } from './yes-no.ts';

export interface Reading {
  turn: TurnToRead;
  sentence: Sentence;
  index: VocabularyIndex;
  choices: Choice[];
  asked: Set<SlotKind>;
  intents: FoundIntent[];
  yesNo: YesNo | undefined;
  values: FoundValue[];
  /** The time of an appointment that is had already, and is to be changed. */
  booked: BookedTime | undefined;
  /** Times that the caller does not want. */
  refused: WhenReading[];
  partialPhone: boolean;
  wishes: Wishes;
}

/** They go with anything and answer nothing. */
export const courtesies = new Set<Command['command']>(['thanks', 'greeting', 'goodbye']);

/** Something was asked or offered: "cancel that" and a bare hour have something to hang on. */
export function isUnderWay({ turn, choices }: Pick<Reading, 'turn' | 'choices'>): boolean {
  return turn.expectation.yesNo || turn.expectation.asks.length > 0 || choices.length > 0;
}

export function within(word: number, range: WordRange): boolean {
  return word >= range.first && word < range.end;
}

/** How many words neither a yes or no nor a courtesy accounts for. */
export function restOf(reading: Reading): number {
  const ranges = [
    ...reading.intents.map(({ range }) => range),
    ...(reading.yesNo ? [reading.yesNo.range] : []),
  ];
  return reading.sentence.words.filter((_, word) => !ranges.some((range) => within(word, range)))
    .length;
}
