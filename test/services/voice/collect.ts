/** Listening to a voice in a test: all of its audio, and how loud it is. */
import { decodeMulaw } from '../../../services/media/mulaw.ts';

export async function collect(audio: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of audio) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Root mean square of mu-law audio, as a share of full scale. */
export function loudness(mulaw: Uint8Array): number {
  const samples = decodeMulaw(mulaw);
  let energy = 0;
  for (const sample of samples) energy += (sample / 32_768) ** 2;
  return Math.sqrt(energy / samples.length);
}

/** A signal that never aborts. */
export const never = new AbortController().signal;
