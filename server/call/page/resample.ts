/** Changes the sample rate of a stream of audio, block by block, without seams between the blocks. */

/** Zero crossings of the filter on each side: 12 keep telephone speech clear at 2 ms of delay. */
const crossings = 12;
/** The pass band ends a little below half the lower rate, where the filter is not steep yet. */
const passBand = 0.92;
/** Filter values are looked up, not computed, in the audio thread. */
const stepsPerSample = 256;

export function createResampler(
  fromRate: number,
  toRate: number,
): (block: Float32Array) => Float32Array<ArrayBuffer> {
  const cutoff = Math.min(1, toRate / fromRate) * passBand;
  const half = Math.ceil(crossings / cutoff);
  const filter = filterTable(cutoff, half);
  const step = fromRate / toRate;
  let waiting: Float32Array = new Float32Array(half);
  let position = half;
  return (block) => {
    const samples = joined(waiting, block);
    const count = Math.max(0, Math.ceil((samples.length - half - position) / step));
    const made = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      made[index] = valueAt(samples, position, filter, half);
      position += step;
    }
    const used = Math.min(samples.length, Math.max(0, Math.floor(position) - half));
    waiting = samples.slice(used);
    position -= used;
    return made;
  };
}

function valueAt(samples: Float32Array, at: number, filter: Float32Array, half: number): number {
  let sum = 0;
  const first = Math.ceil(at - half);
  const last = Math.floor(at + half);
  for (let index = first; index <= last; index += 1) {
    const distance = Math.abs(at - index) * stepsPerSample;
    sum += (samples[index] ?? 0) * (filter[Math.round(distance)] ?? 0);
  }
  return sum;
}

/** One side of a windowed sinc; the other is its mirror. */
function filterTable(cutoff: number, half: number): Float32Array {
  return Float32Array.from({ length: half * stepsPerSample + 1 }, (_, index) => {
    const at = index / stepsPerSample;
    const angle = Math.PI * at * cutoff;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    const turn = (Math.PI * at) / half;
    const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    return cutoff * sinc * window;
  });
}

function joined(one: Float32Array, other: Float32Array): Float32Array {
  const whole = new Float32Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}
