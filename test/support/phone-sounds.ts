/** Sounds of a caller's line in tests: a voice, a cough, a quiet line, in frames of 20 ms. */
import { encodeMulaw, samplesPerFrame, silenceCode } from '../../services/media/mulaw.ts';

const samplesPerMs = 8;

/** A buzzing vowel: pulses at 120 Hz through two resonances, as loud as a voice on the telephone. */
export function vowel(lengthMs: number, loudness = 1): Uint8Array {
  const samples = new Int16Array(lengthMs * samplesPerMs);
  let [one, two] = [0, 0];
  for (let at = 0; at < samples.length; at += 1) {
    const pulse = at % 67 === 0 ? 9_000 * loudness : 0;
    const next = pulse + 1.6 * one - 0.86 * two;
    two = one;
    one = next;
    samples[at] = Math.max(-32_000, Math.min(32_000, next));
  }
  return encodeMulaw(samples);
}

/** A burst of noise as loud as a voice, as a cough is. */
export function burst(lengthMs: number): Uint8Array {
  let state = 12_345;
  const samples = Int16Array.from({ length: lengthMs * samplesPerMs }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state / 2 ** 32 - 0.5) * 24_000;
  });
  return encodeMulaw(samples);
}

export const quietFrame = new Uint8Array(samplesPerFrame).fill(silenceCode);

export function framesOf(audio: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < audio.length; at += samplesPerFrame) {
    frames.push(audio.subarray(at, at + samplesPerFrame));
  }
  return frames;
}
