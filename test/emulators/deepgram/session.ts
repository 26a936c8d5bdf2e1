/** What the emulator's two protocols share: how they answer, and how they misbehave on request. */
import type { Clock } from '../../../services/clock.ts';
import type { LineFault, PhraseBook } from './phrase-book.ts';

/** What becomes of a connection on which certain words are heard, instead of telling them. */
export interface WordFault {
  words: RegExp;
  /** Only on that path. */
  path: string;
  fault: LineFault;
  /** On so many connections; those after them hear well. */
  times: number;
}

/** Everything is off, and nothing is late, unless a test says so. */
export interface Behaviour {
  /** Every answer comes this much after its audio, plus up to `jitterMs`. */
  delayMs: number;
  jitterMs: number;
  /** New connections are refused with this status. */
  refuseWith: number | undefined;
  /** New connections on any other path are refused: the account has no access to that model. */
  onlyPath: string | undefined;
  /** New connections do not get an answer to their handshake. */
  neverOpen: boolean;
  /** Audio is taken and nothing is said; pings are answered. */
  silent: boolean;
  /** The connection breaks off, once, after this much audio. */
  dropAfterMs: number | undefined;
  /** Finals come this much later, behind whatever comes after them. */
  finalsLateMs: number;
  finalsTwice: boolean;
  /** Before each answer comes one that nobody can read. */
  garbage: boolean;
  /** All answers are of a kind that nobody knows. */
  gibberish: boolean;
  wordFaults: WordFault[];
  /** Spoken audio breaks off, or stops without ending, after so many bytes. */
  voiceBreaksAfterBytes: number | undefined;
  voiceStallsAfterBytes: number | undefined;
}

export const faultless: Behaviour = {
  delayMs: 0,
  jitterMs: 0,
  refuseWith: undefined,
  onlyPath: undefined,
  neverOpen: false,
  silent: false,
  dropAfterMs: undefined,
  finalsLateMs: 0,
  finalsTwice: false,
  garbage: false,
  gibberish: false,
  wordFaults: [],
  voiceBreaksAfterBytes: undefined,
  voiceStallsAfterBytes: undefined,
};

/** One connection's protocol. */
export interface Session {
  audio(bytes: Uint8Array): void;
  text(message: unknown): void;
  closed(): void;
}

/** The connection as a session needs it. */
export interface SessionLine {
  requestId: string;
  /** `final` marks what a fault may delay or double. */
  send(message: object, final?: boolean): void;
  close(code: number, reason: string): void;
}

export interface SessionDeps {
  clock: Clock;
  book: PhraseBook;
  query: URLSearchParams;
  line: SessionLine;
}

/** Audio is looked at in steps of one frame, however large the messages are. */
export const stepBytes = 160;

export function* stepsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += stepBytes) yield bytes.subarray(at, at + stepBytes);
}
