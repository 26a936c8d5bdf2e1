/** Changes the sample rate of speech as it streams: a polyphase low-pass, so nothing folds back. */

/** Where the low-pass lets half through: above the telephone's 3.4 kHz, below half of 8 kHz. */
const cutoffShare = 0.47;
/** Input samples under the filter: at 22,050 Hz, 96 give 60 dB within 0.9 kHz. */
const tapsPerPhase = 96;
/** Kaiser window shape for about 60 dB of stop band. */
const kaiserBeta = 5.65;

export interface Resampler {
  /** The samples that `samples` completes; the filter's delay keeps the last few for later. */
  push(samples: Float32Array): Float32Array;
  /** What was still inside the filter. Nothing may be pushed after it. */
  end(): Float32Array;
}

/** A resampler from `fromHz` down to `toHz`, both whole numbers. */
export function createResampler(fromHz: number, toHz: number): Resampler {
  const common = greatestCommonDivisor(fromHz, toHz);
  const step = fromHz / common;
  const phases = toHz / common;
  const filters = makeFilters(phases, (cutoffShare * toHz) / fromHz);
  let held = new Float32Array(tapsPerPhase / 2);
  /** Position of the next output in the held input, in units of 1/phases of a sample. */
  let position = 0;

  function push(samples: Float32Array): Float32Array {
    const input = new Float32Array(held.length + samples.length);
    input.set(held);
    input.set(samples, held.length);
    const ready = (input.length - tapsPerPhase) * phases - position;
    const output = new Float32Array(ready < 0 ? 0 : Math.floor(ready / step) + 1);
    for (let at = 0; at < output.length; at += 1) {
      output[at] = filterAt(input, Math.floor(position / phases), position % phases);
      position += step;
    }
    const used = Math.min(Math.floor(position / phases), input.length);
    position -= used * phases;
    held = input.slice(used);
    return output;
  }

  function filterAt(input: Float32Array, start: number, phase: number): number {
    const filter = filters[phase] as Float32Array;
    let sum = 0;
    for (let tap = 0; tap < tapsPerPhase; tap += 1) {
      sum += (input[start + tap] as number) * (filter[tap] as number);
    }
    return sum;
  }

  return { push, end: () => push(new Float32Array(tapsPerPhase / 2)) };
}

/** One filter a phase, each with a gain of one for a steady tone. `cutoff` is in cycles a sample. */
function makeFilters(phases: number, cutoff: number): Float32Array[] {
  const middle = tapsPerPhase / 2 - 1;
  const window = besselZero(kaiserBeta);
  return Array.from({ length: phases }, (_, phase) => {
    const filter = new Float32Array(tapsPerPhase);
    let sum = 0;
    for (let tap = 0; tap < tapsPerPhase; tap += 1) {
      const distance = tap - middle - phase / phases;
      const edge = Math.min(1, Math.abs(distance) / (tapsPerPhase / 2));
      const angle = 2 * Math.PI * cutoff * distance;
      const ideal = distance === 0 ? 2 * cutoff : Math.sin(angle) / (Math.PI * distance);
      filter[tap] = (ideal * besselZero(kaiserBeta * Math.sqrt(1 - edge * edge))) / window;
      sum += filter[tap] as number;
    }
    return filter.map((value) => value / sum);
  });
}

/** The modified Bessel function of order zero, by its series. */
function besselZero(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-9; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
