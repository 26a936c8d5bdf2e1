/** The media contract: one call's audio in both directions, and what the caller truly heard. */

/** The wire below: what the phone line can be told. Sends never throw; a closed line drops them. */
export interface PhoneLine {
  /** Raw mu-law, any length. */
  sendAudio(mulaw: Uint8Array): void;
  sendMark(name: string): void;
  sendClear(): void;
  /** Ends the stream; what happens to the call next is the phone maker's business. */
  close(): void;
}

/** The way of an utterance's first audio. */
export interface WayOut {
  /** When the voice had made it. */
  madeAtMs: number;
  /** How long it is on its way to the caller's ear, as far as marks have shown. */
  lagMs: number;
}

export interface MediaListener {
  /** Voice activity on the caller's side. `atMs` is the clock's time of the change itself. */
  activity(speaking: boolean, atMs: number): void;
  /** What began is a voice: it beats at a pitch, as no cough does. Once for each beginning. */
  voiced(atMs: number): void;
  /** 20 ms of the caller's audio, in order, gaps filled with silence. */
  frame(mulaw: Uint8Array): void;
  /** The first audio of an utterance went out; it is audible at `atMs`, when all before it was. */
  started(utterance: string, atMs: number, way: WayOut): void;
  /** A piece was played to its end. */
  pieceHeard(utterance: string, piece: number, atMs: number): void;
  /** Everything queued has been played; nothing is being said. */
  quiet(atMs: number): void;
  /** Playing stopped by `clear`; `heardMs` of the piece `piece` had been played, by estimate. */
  cut(utterance: string, piece: number, heardMs: number, atMs: number): void;
  /** Something odd on the line was refused or repaired, and counted. */
  oddity(what: string, count: number): void;
}

/** One piece to play. `audio` may still be in the making. */
export interface PieceToPlay {
  utterance: string;
  piece: number;
  /** The last piece of its utterance. */
  last: boolean;
  audio: AsyncIterable<Uint8Array>;
}

export interface Media {
  /** From the wire. `timestampMs` counts from the start of the stream; `chunk` from 1. */
  receive(mulaw: Uint8Array, chunk: number, timestampMs: number): void;
  /** From the wire: a mark came back. */
  markReturned(name: string): void;
  /** Queues a piece behind what is queued; plays as soon as its first audio exists. */
  play(piece: PieceToPlay): void;
  /**
   * Drops what exists of a piece and was not sent yet. How much of the piece was sent, in ms: what
   * is sent is heard, unless it is cleared, so the caller hears that much of it.
   */
  takeBack(utterance: string, piece: number): number;
  /** Silences the agent now. Late audio of what was queued is dropped. */
  clear(): void;
  /** True while anything is queued or playing. */
  readonly playing: boolean;
  /** The stream is gone: stop timers, drop queues. Pieces not heard stay unheard. */
  close(): void;
}
