/** The words contract: a sentence's id and values in; text in pieces out, ready to be spoken. */
import type { SpokenValue } from '../../machines/events.ts';

/**
 * A piece of a sentence, a clause at most. A fixed piece is the same in every call, so its audio is
 * kept; the others hold a value. `carries` names the values spoken in it.
 */
export interface Piece {
  text: string;
  fixed: boolean;
  carries: string[];
}

export interface SentenceToSay {
  sentence: string;
  values: Record<string, SpokenValue>;
  /** From 0: how often it was asked already; later wordings rephrase. */
  attempt: number;
}

/** The words of one definition version. */
export interface Words {
  /** Pieces in the order of speaking; an unknown sentence id is our bug and throws. */
  say(sentence: SentenceToSay): Piece[];
  /** A value's spoken form, e.g. `Tuesday the 24th at half past three`. */
  spoken(name: string, value: SpokenValue): string;
  /** Every text that never changes, for making its audio before anyone calls. */
  fixedPieces(): string[];
}
