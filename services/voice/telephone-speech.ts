/** Speech as an engine makes it, turned into speech for a telephone: 8 kHz, loud, trimmed, mu-law. */
import { encodeMulaw } from '../media/mulaw.ts';
import { createResampler } from './resample.ts';

const telephoneHz = 8_000;
const samplesPerMs = telephoneHz / 1_000;
/** Quieter than this is silence: 40 dB under full scale, under the softest consonant. */
const silenceBelow = 0.01;
/** Kept before the first sound, so that a soft consonant is not bitten off. */
const leadMs = 40;
/** A pause inside a text is never longer; it also bounds what is held back. */
const pauseMsMax = 400;
/** Loudness of the parts that are not silence. Louder ones meet the limiter in every word. */
const targetLevel = 10 ** (-16 / 20);
/** From here on the limiter bends the wave, so that no peak is cut off flat. */
const kneeFrom = 0.7;

export interface TelephoneSpeech {
  push(samples: Int16Array): Uint8Array;
  /** What was held back, and the closing silence. */
  end(): Uint8Array;
}

export interface TelephoneSpeechOptions {
  fromHz: number;
  gain: number;
  /** Silence after the last sound. */
  tailMs: number;
}

/** A stream of speech on its way to the phone; one for each text. */
export function createTelephoneSpeech(options: TelephoneSpeechOptions): TelephoneSpeech {
  const resampler = createResampler(options.fromHz, telephoneHz);
  const leadSamples = leadMs * samplesPerMs;
  const pauseSamplesMax = pauseMsMax * samplesPerMs;
  let started = false;
  /** The silence that may turn out to be a pause, or the end. */
  let silence: number[] = [];

  function trim(samples: Float32Array): Uint8Array {
    const kept: number[] = [];
    for (const sample of samples) {
      if (Math.abs(sample) < silenceBelow) {
        silence.push(sample);
        if (!started && silence.length > leadSamples) silence.shift();
        if (silence.length > pauseSamplesMax) silence.pop();
        continue;
      }
      kept.push(...silence, sample);
      silence = [];
      started = true;
    }
    return toMulaw(kept, options.gain);
  }

  return {
    push: (samples) => trim(resampler.push(Float32Array.from(samples, (value) => value / 32_768))),
    end() {
      const last = trim(resampler.end());
      if (!started) return new Uint8Array(0);
      const tail = new Float32Array(options.tailMs * samplesPerMs);
      tail.set(silence.slice(0, tail.length));
      return Uint8Array.from([...last, ...toMulaw([...tail], options.gain)]);
    },
  };
}

/** How much to turn up (or down) a voice that sounds like `samples`. */
export function gainFor(samples: Int16Array): number {
  let energy = 0;
  let count = 0;
  for (const value of samples) {
    if (Math.abs(value) < silenceBelow * 32_768) continue;
    energy += (value / 32_768) ** 2;
    count += 1;
  }
  return count === 0 ? 1 : targetLevel / Math.sqrt(energy / count);
}

function toMulaw(samples: number[], gain: number): Uint8Array {
  return encodeMulaw(Int16Array.from(samples, (sample) => limit(sample * gain) * 32_767));
}

/** Leaves what is under the knee alone and bends the rest towards, never over, full scale. */
function limit(sample: number): number {
  const size = Math.abs(sample);
  if (size <= kneeFrom) return sample;
  const room = 1 - kneeFrom;
  return Math.sign(sample) * (kneeFrom + room * Math.tanh((size - kneeFrom) / room));
}
