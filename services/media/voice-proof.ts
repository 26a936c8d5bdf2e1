/** Whether a sound is the beat of vocal cords: a cough or a breath is as loud, and beats at no pitch. */
import { samplesPerFrame } from './mulaw.ts';

/** Pitches of voices, from 400 Hz down to 80 Hz, as periods in samples at 8 kHz. */
const periodMin = 20;
const periodMax = 100;
/** Every other sample is enough for a pitch, and halves the work: 35 µs a frame. */
const step = 2;
/** Words reach 0.6 to 1 in nearly every frame of their vowels, bursts of noise 0.2 to 0.57. */
const likenessMin = 0.6;
/** Frames of 20 ms that must beat: a vowel is longer. */
const beatsMin = 5;

export interface VoiceProof {
  /**
   * Each frame in turn, as the detector judged it. True once for each time the caller speaks, when
   * it is certain that it is a voice. The samples are not kept.
   */
  feed(samples: Int16Array, voiced: boolean, speaking: boolean): boolean;
}

/** How alike the sound is to itself one period before: from 0, noise, to 1, a pure beat. */
function likeness(window: Int16Array, period: number): number {
  let [product, now, then] = [0, 0, 0];
  for (let at = periodMax; at < window.length; at += step) {
    const sample = window[at] ?? 0;
    const earlier = window[at - period] ?? 0;
    product += sample * earlier;
    now += sample * sample;
    then += earlier * earlier;
  }
  return now === 0 || then === 0 ? 0 : product / Math.sqrt(now * then);
}

export function createVoiceProof(): VoiceProof {
  /** The frame before as well, because a low voice beats only twice in 20 ms. */
  const window = new Int16Array(2 * samplesPerFrame);
  const oneFrame = window.subarray(samplesPerFrame);
  let followed = false;
  let beats = 0;
  let proven = false;

  function beatsAtAPitch(): boolean {
    const heard = followed ? window : oneFrame;
    for (let period = periodMin; period <= periodMax; period += 1) {
      if (likeness(heard, period) >= likenessMin) return true;
    }
    return false;
  }

  return {
    feed(samples, voiced, speaking) {
      if (!voiced && !speaking) {
        beats = 0;
        proven = false;
        followed = false;
        return false;
      }
      if (proven) return false;
      window.copyWithin(0, samplesPerFrame);
      window.set(samples, samplesPerFrame);
      if (voiced && beatsAtAPitch()) beats += 1;
      followed = true;
      proven = speaking && beats >= beatsMin;
      return proven;
    },
  };
}
