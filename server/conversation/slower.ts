/** A caller who asked for it gets time between the clauses, whoever speaks them. */

/** Mu-law for silence. */
const silentByte = 0xff;
const bytesPerMs = 8;
/** About the time it takes to write down what was just said, a few words at most. */
const pauseMs = 700;

export async function* withPause(audio: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* audio;
  yield new Uint8Array(pauseMs * bytesPerMs).fill(silentByte);
}
