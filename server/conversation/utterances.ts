/** What was said and what of it was heard: an utterance is one sentence, in pieces. */
import type { Saying } from '../../machines/turn/echo.ts';
import type { Piece } from '../../services/words/words.ts';
import type { Say } from './answer-plan.ts';

export interface Utterance {
  id: string;
  say: Say;
  pieces: Piece[];
  /** Pieces known to have been played to their end. */
  heard: Set<number>;
  /** The chart's state that said it. */
  state: string;
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ');
}

/** As an echo of it is known. */
export function sayingOf({ say, pieces }: Utterance): Saying {
  const plain = say.role === 'statement' && pieces.every(({ fixed }) => fixed);
  return { text: textOf(pieces), plain };
}

export function whollyHeard({ pieces, heard }: Utterance): boolean {
  return pieces.every((_, index) => heard.has(index));
}

/** Whether every value in it was heard: a yes to half a read-back is no yes. */
export function valuesHeard({ pieces, heard }: Utterance): boolean {
  return pieces.every((piece, index) => piece.carries.length === 0 || heard.has(index));
}

/** Milliseconds in which a telephone voice says one letter: an estimate for a piece cut short. */
const msPerLetter = 65;

/** What the caller heard of an utterance that was cut `heardMs` into its piece `cutPiece`. */
export function heardText({ pieces }: Utterance, cutPiece: number, heardMs: number): string {
  const whole = pieces.slice(0, cutPiece).map(({ text }) => text);
  const words = pieces[cutPiece]?.text.split(' ') ?? [];
  let letters = Math.floor(heardMs / msPerLetter);
  const begun: string[] = [];
  for (const word of words) {
    letters -= word.length + 1;
    if (letters < 0) break;
    begun.push(word);
  }
  return [...whole, ...begun].join(' ');
}
