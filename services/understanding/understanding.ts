/** The understanding contract: a caller's words and what was expected in; closed commands out. */
import type { Choice, Expectation, Understood } from '../../machines/vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One turn to read. All text is the caller's; none of it is ever trusted. */
export interface TurnToRead {
  text: string;
  /** The recogniser's other readings, best first. */
  nbest?: string[];
  expectation: Expectation;
  /** The agent's last sentence, when there was one. */
  asked?: string;
  /** Local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: string;
  /** IANA name. */
  timeZone: string;
  choices?: Choice[];
  vocabulary: Vocabulary;
  /** How whoever heard these words has labelled them, as the JSON it wrote; it may reject. */
  labelled?: Promise<string>;
}

export interface UnderstandingMaker {
  readonly name: string;
  /** Never throws for odd words: what cannot be read is `unclear`. */
  understand(turn: TurnToRead, signal: AbortSignal): Promise<Understood>;
}
