/** One name in one text, and what is known where it is looked for. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import type { Sentence, WordRange } from './sentence.ts';

export interface NameContext {
  /** A name was just asked for. */
  focused: boolean;
  /** A name fits here: it may correct the one that was read back. */
  welcome: boolean;
  nbest: string[];
  /** The agent's last sentence: it says whether the first or the last name was asked for. */
  asked: string;
  /** Words that belong to something else: a service, a date. */
  isTaken(range: WordRange, sentence: Sentence): boolean;
  /** Other spellings and known customers, best first. */
  alike(people: PersonValue[]): PersonValue[];
}

export interface OneName {
  person: PersonValue;
  range: WordRange;
  sure: boolean;
}
