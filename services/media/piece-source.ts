/** One piece's audio while it is being made: fetched a little ahead, never more than its bounds. */

const bytesPerMs = 8;
/** Fetching pauses while this much is unsent; a maker's own chunk may go over it once. */
const bufferedMsMax = 2_000;
/** A sentence is never this long; a voice that goes on and on is cut here, and counted. */
const pieceMsMax = 60_000;

export interface PieceSource {
  /** Bytes that can be taken now. */
  readonly available: number;
  /** Everything has come and been taken. */
  readonly ended: boolean;
  /** The voice broke off: what was sent is not the whole piece. */
  readonly failed: boolean;
  /** Asks for more audio, if there is room and nothing is being asked for yet. */
  fetch(): void;
  /** As much as has come, in one go: makers give it in parts of their own size. */
  take(bytesMax: number): Uint8Array;
  /** Forgets what came and was not taken: the maker makes something else in its place. */
  dropUntaken(): void;
  /** Gives up on the rest. */
  fail(): void;
  /** Nobody wants the audio any more: late audio is dropped and the maker told to stop. */
  cancel(): void;
}

export interface PieceSourceListener {
  changed(): void;
  oddity(what: string): void;
}

/** Reads an audio iterator step by step, and turns its errors into a piece that failed. */
export function createPieceSource(
  audio: AsyncIterable<Uint8Array>,
  listener: PieceSourceListener,
): PieceSource {
  let iterator: AsyncIterator<Uint8Array> | undefined;
  let chunks: Uint8Array[] = [];
  let available = 0;
  let totalBytes = 0;
  let fetching = false;
  let complete = false;
  let failed = false;
  let cancelled = false;

  function stopMaker(): void {
    complete = true;
    // A maker in the middle of its work ends when it next looks; nobody waits for it.
    void Promise.resolve(iterator?.return?.()).catch(() => undefined);
  }

  function keep(chunk: Uint8Array): void {
    const room = pieceMsMax * bytesPerMs - totalBytes;
    const kept = chunk.subarray(0, room);
    if (kept.length > 0) chunks.push(kept);
    totalBytes += kept.length;
    available += kept.length;
    if (chunk.length <= room) return;
    listener.oddity('piece-too-long');
    stopMaker();
  }

  async function fetchWhileRoom(): Promise<void> {
    try {
      iterator ??= audio[Symbol.asyncIterator]();
      while (!complete && available < bufferedMsMax * bytesPerMs) {
        const next = await iterator.next();
        if (complete || cancelled) return;
        if (next.done) complete = true;
        else keep(next.value);
        listener.changed();
      }
    } catch {
      if (complete || cancelled) return;
      complete = true;
      failed = true;
      listener.oddity('voice-failed');
      listener.changed();
    } finally {
      fetching = false;
    }
  }

  return {
    get available() {
      return available;
    },
    get ended() {
      return complete && available === 0;
    },
    get failed() {
      return failed;
    },
    fetch() {
      if (fetching || complete) return;
      if (available >= bufferedMsMax * bytesPerMs) return;
      fetching = true;
      void fetchWhileRoom();
    },
    take(bytesMax) {
      const parts: Uint8Array[] = [];
      let room = bytesMax;
      for (let first = chunks[0]; first !== undefined && room > 0; first = chunks[0]) {
        const part = first.subarray(0, room);
        parts.push(part);
        room -= part.length;
        if (part.length === first.length) chunks.shift();
        else chunks[0] = first.subarray(part.length);
      }
      available -= bytesMax - room;
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
    },
    dropUntaken() {
      totalBytes -= available;
      available = 0;
      chunks = [];
    },
    fail() {
      failed = true;
      stopMaker();
    },
    cancel() {
      cancelled = true;
      chunks = [];
      available = 0;
      stopMaker();
    },
  };
}
