/** The last stretch of a caller's audio, so that a recogniser that comes late hears it all the same. */

export interface AudioRing {
  /** Beyond the bound the oldest audio is dropped. */
  push(frame: Uint8Array): void;
  /** Everything from that moment on that is still held, and the moment at which it begins. */
  from(ms: number): { startMs: number; frames: Uint8Array[] };
  /** Audio before that moment is not needed any more. */
  release(ms: number): void;
  /** How much audio has come in all. */
  readonly endMs: number;
  /** How much was dropped although it was still needed. */
  readonly droppedMs: number;
}

/** Mu-law at 8 kHz. */
const bytesPerMs = 8;

export function createAudioRing(lengthMsMax: number): AudioRing {
  const bytesMax = lengthMsMax * bytesPerMs;
  const frames: Uint8Array[] = [];
  /** Positions in the whole stream, in bytes. */
  let start = 0;
  let end = 0;
  let dropped = 0;

  function dropFirst(): number {
    const length = frames.shift()?.length ?? 0;
    start += length;
    return length;
  }

  return {
    push(frame) {
      frames.push(frame);
      end += frame.length;
      while (end - start > bytesMax) dropped += dropFirst();
    },
    from(ms) {
      let at = start;
      let first = 0;
      for (; first < frames.length; first += 1) {
        const length = frames[first]?.length ?? 0;
        if (at + length > ms * bytesPerMs) break;
        at += length;
      }
      return { startMs: at / bytesPerMs, frames: frames.slice(first) };
    },
    release(ms) {
      while (frames[0] !== undefined && start + frames[0].length <= ms * bytesPerMs) dropFirst();
    },
    get endMs() {
      return end / bytesPerMs;
    },
    get droppedMs() {
      return dropped / bytesPerMs;
    },
  };
}
