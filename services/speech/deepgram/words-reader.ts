/** What both of Deepgram's protocols are read into, and what must not be said twice. */
import { z } from 'zod';
import type { HeardWords } from '../speech.ts';

/** Reads one call's messages, over all of its connections, into words. */
export interface WordsReader {
  /** A new connection, whose first audio is at that moment of the call's audio. */
  connected(startMs: number): void;
  /** False when it is no message of this protocol. */
  read(message: unknown): boolean;
  /** The words so far were taken as a whole turn. */
  turnTaken(): void;
  /** Everything before this moment was told of, in words or as none. */
  readonly heardMs: number;
  /** The audio before this moment has become words that will not change. */
  readonly settledMs: number;
  /** Words were heard that are not final yet. */
  readonly pending: boolean;
}

export interface WordsSink {
  words(words: HeardWords): void;
  /** How loud that stretch of the call's audio was. */
  levelBetween(startMs: number, endMs: number): number | undefined;
  /** The other side says that it cannot go on. */
  broken(why: string): void;
}

/**
 * What is new in `text` when its first `taken` words were already answered. A recogniser may have
 * changed their spelling since, but hardly their number.
 */
export function beyondTaken(text: string, taken: number): string {
  return wordsOf(text).slice(taken).join(' ');
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** A word as both protocols tell it, in seconds of its connection's audio. */
export const timedWord = z.object({ start: z.number().optional(), end: z.number().optional() });

/** How loud each word was; nothing when that is not known of every one of them. */
export function levelsOf(
  words: readonly z.infer<typeof timedWord>[],
  startMs: number,
  { levelBetween }: WordsSink,
): number[] | undefined {
  const levels = words.flatMap(({ start, end }) => {
    if (start === undefined || end === undefined) return [];
    return levelBetween(startMs + start * 1_000, startMs + end * 1_000) ?? [];
  });
  return levels.length === words.length && levels.length > 0 ? levels : undefined;
}

/** The levels of the words after the first `taken`, when there is one for each of `text`. */
export function levelsBeyond(
  levels: readonly number[] | undefined,
  text: string,
  taken: number,
): { levels?: number[] } {
  if (levels?.length !== wordsOf(text).length) return {};
  return { levels: levels.slice(taken) };
}
