/** The voice contract: text in; mu-law frames at 8 kHz out, the first one as soon as it exists. */

export interface VoiceMaker {
  readonly name: string;
  /** Part of the prompt cache's key: everything that changes how a text sounds. */
  readonly voice: string;
  /**
   * Speaks `text`. Chunks may have any length; joined they are raw mu-law without a header.
   * Ends early when the signal aborts; throws `voice-failed` when the voice cannot speak.
   */
  speak(text: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
