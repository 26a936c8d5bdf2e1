/** The speech contract: the caller's audio in; the start of speech, and words, out. */
import type { Expectation } from '../../machines/vocabulary.ts';

/** Words heard. `final` will not change any more; `turnOver` says the maker knows the turn is over. */
export interface HeardWords {
  text: string;
  final: boolean;
  turnOver: boolean;
  /** False when `turnOver` is only believed, from silence; who asked may know better. */
  sure?: boolean;
  /** Other readings, best first, without the best one. */
  nbest?: string[];
  /** From 0 to 1. */
  confidence?: number;
  /** How loud each word of the text was: the mean magnitude of its samples. */
  levels?: number[];
}

export interface SpeechListener {
  words(words: HeardWords): void;
  failed(error: Error): void;
  /**
   * It has not yet told of audio in which somebody spoke: words may be missing. False, as often as it
   * likes: it has told of everything.
   */
  behind?(behind: boolean): void;
  /** Another maker listens from now on; it was given the audio that no final words came of yet. */
  switched?(from: string, to: string, why: string): void;
}

/** Names and terms worth expecting, the most likely ones first. */
export type KeyTerms = (expectation: Expectation) => string[];

/** What a maker that also understands is told of a state: the labels that fit, and what they mean. */
export interface LabelTask {
  instructions: string;
  /** How an answer is written, as JSON schema. */
  answerSchema: Record<string, unknown>;
}
export type LabelTaskOf = (expectation: Expectation) => LabelTask | undefined;

/** One caller being listened to. */
export interface Listening {
  /** 20 ms of mu-law at 8 kHz. */
  push(frame: Uint8Array): void;
  /** What is expected next: the hints for the recogniser. */
  expect(expectation: Expectation): void;
  /** The words so far were taken as a whole turn: what they become later is not said again. */
  turnTaken?(): void;
  /**
   * How a maker that also understands has labelled these words, as the JSON it wrote; undefined when
   * it has not heard them. Rejects when it gives no labels for them.
   */
  labelsOf?(text: string): Promise<string> | undefined;
  close(): void;
}

export interface SpeechMaker {
  readonly name: string;
  listen(
    callId: string,
    listener: SpeechListener,
    keyTerms?: KeyTerms,
    taskOf?: LabelTaskOf,
  ): Listening;
}
