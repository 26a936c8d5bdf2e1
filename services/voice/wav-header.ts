/** Takes the WAV header off streamed audio, if there is one: as sound it would be a click. */
import { ServiceError } from '../errors.ts';

const riff = Buffer.from('RIFF');
const chunkHeaderBytes = 8;
/** `RIFF`, a length, `WAVE`. */
const fileHeaderBytes = 12;
const mulawFormat = 7;
/** A header longer than this is none. */
const headerBytesMax = 4_096;

/** Give it each chunk in order; it returns the audio in it. Throws when the audio is not mu-law. */
export function createWavHeaderRemover(): (chunk: Uint8Array) => Uint8Array {
  let held: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (held === undefined) return chunk;
    held = Buffer.concat([held, chunk]);
    const audioAt = audioStart(held);
    if (audioAt === undefined) return new Uint8Array(0);
    const audio = held.subarray(audioAt);
    held = undefined;
    return audio;
  };
}

/** Where the audio begins; `undefined` while the header is not whole. */
function audioStart(bytes: Buffer): number | undefined {
  if (!bytes.subarray(0, 4).equals(riff.subarray(0, bytes.length))) return 0;
  for (let at = fileHeaderBytes; at + chunkHeaderBytes <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const body = at + chunkHeaderBytes;
    if (name === 'data') return body;
    if (name === 'fmt ' && body + 2 <= bytes.length && bytes.readUInt16LE(body) !== mulawFormat) {
      throw new ServiceError('voice-failed', 'the voice sent audio that is not mu-law');
    }
    // Chunks are padded to an even length.
    at = body + length + (length % 2);
  }
  if (bytes.length > headerBytesMax) {
    throw new ServiceError('voice-failed', 'the voice sent a header without audio');
  }
  return undefined;
}
