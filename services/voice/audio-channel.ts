/** Chunks of audio from whoever makes them to any number of listeners, each from the beginning. */

export interface AudioChannel {
  push(chunk: Uint8Array): void;
  end(): void;
  fail(error: Error): void;
  /** Everything from the first chunk on; ends early, without an error, when the signal aborts. */
  listen(signal: AbortSignal): AsyncGenerator<Uint8Array>;
  /** Forgets what no listener has taken yet: something else comes in its place. */
  dropUntaken(): void;
  readonly chunks: readonly Uint8Array[];
}

/**
 * Holds one text's audio and no more, so its bound is the bound on a text's length; nothing is
 * dropped, and a listener that is slow delays nobody.
 */
export function createAudioChannel(): AudioChannel {
  const chunks: Uint8Array[] = [];
  let over: { error?: Error } | undefined;
  let waiting: (() => void)[] = [];
  let taken = 0;

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  }

  function close(how: { error?: Error }): void {
    over ??= how;
    wake();
  }

  async function* listen(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    signal.addEventListener('abort', wake, { once: true });
    try {
      for (let next = 0; !signal.aborted; ) {
        const chunk = chunks[next];
        if (chunk !== undefined) {
          next += 1;
          taken = Math.max(taken, next);
          yield chunk;
        } else if (over !== undefined) {
          if (over.error !== undefined) throw over.error;
          return;
        } else {
          await new Promise<void>((resume) => waiting.push(resume));
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  return {
    push(chunk) {
      if (over !== undefined || chunk.length === 0) return;
      chunks.push(chunk);
      wake();
    },
    end: () => close({}),
    fail: (error) => close({ error }),
    listen,
    dropUntaken() {
      chunks.length = taken;
    },
    chunks,
  };
}
