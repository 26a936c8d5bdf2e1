/** What the phone asks of the rest of the house: the port between the telephone and the call. */
import type { PhoneLine } from '../../services/media/media.ts';

export interface IncomingCall {
  /** Twilio's CallSid. */
  callId: string;
  from: string;
  to: string;
  /** The carrier vouches for the caller's number (STIR/SHAKEN attestation A, not diverted). */
  vouched: boolean;
  /** The version it tries, which no other caller hears; absent from the telephone network. */
  draft?: string;
}

/** A call whose stream is up, as the wire feeds it. */
export interface ConnectedCall {
  audio(mulaw: Uint8Array, chunk: number, timestampMs: number): void;
  markReturned(name: string): void;
  key(digit: string): void;
  /** The caller is gone. Told once, and not when we closed the line ourselves. */
  hungUp(): void;
  /** Something was refused and the call went on. */
  oddity(what: string): void;
}

/** What happens to a call after its stream, or after a dial. */
export type AfterStream =
  | { next: 'hang-up' }
  | { next: 'dial'; number: string; ringMs: number; callerId?: string }
  | { next: 'stream' }
  | { next: 'apologise' };

export interface CallDesk {
  /** The webhook: may the call come in? Never throws; answers within a second. */
  arrive(call: IncomingCall): Promise<'answer' | 'reject'>;
  /** The stream of an arrived call is up. */
  connect(
    callId: string,
    line: PhoneLine,
  ): ConnectedCall | { refused: 'unknown-call' | 'already-connected' };
  /** The stream ended and Twilio asks what comes next. */
  afterStream(callId: string): AfterStream;
  /** The person who is rung picked up. */
  dialAnswered(callId: string): void;
  /** A dial ended (Twilio's DialCallStatus); what comes next. */
  dialEnded(callId: string, status: string): AfterStream;
  /** Twilio's status callback says that the call is over. */
  ended(callId: string): void;
}
