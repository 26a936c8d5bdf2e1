/** Speech drawn out at its own pitch, whoever spoke it: for a caller who asked for it slower. */
import { decodeMulaw, encodeMulaw } from '../media/mulaw.ts';

/** Long enough to hold two periods of a low voice, short enough not to be heard as an echo. */
const windowSamples = 240;
const overlapSamples = windowSamples / 2;
/** Every window starts this far behind the one before in what was spoken; it is played 120 later. */
const stepSamples = 88;
/** How far a window may be shifted to fit onto the one before: a period of a low voice. */
const shiftSamplesMax = 60;
/** What of a time in slower speech the same words take when they are not drawn out. */
export const slowerShare = stepSamples / overlapSamples;

/** Where in `samples`, near `wanted`, the sound goes on most like `tail`. */
function bestFit(samples: Int16Array, wanted: number, tail: Int16Array): number {
  let best = wanted;
  let bestLikeness = Number.NEGATIVE_INFINITY;
  const from = Math.max(0, wanted - shiftSamplesMax);
  const to = Math.min(samples.length - windowSamples, wanted + shiftSamplesMax);
  for (let start = from; start <= to; start += 1) {
    let product = 0;
    let power = 1;
    for (let at = 0; at < overlapSamples; at += 2) {
      const sample = samples[start + at] ?? 0;
      product += sample * (tail[at] ?? 0);
      power += sample * sample;
    }
    const likeness = product / Math.sqrt(power);
    if (likeness > bestLikeness) [best, bestLikeness] = [start, likeness];
  }
  return best;
}

/** The end of one window faded into the beginning of the next. */
function crossFade(tail: Int16Array, head: Int16Array): Int16Array {
  return head.map((sample, at) => {
    const share = at / overlapSamples;
    return Math.round((tail[at] ?? 0) * (1 - share) + sample * share);
  });
}

function joined(left: Int16Array, right: Int16Array): Int16Array {
  const both = new Int16Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/**
 * Takes and gives mu-law at 8 kHz, about a third longer. Windows are laid over each other where they
 * fit best, so the voice keeps its pitch. It holds back less than 40 ms.
 */
export async function* slowerSpeech(audio: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held: Int16Array = new Int16Array(0);
  /** Where the next window is wanted in `held`. */
  let wanted = 0;
  let tail: Int16Array | null = null;
  for await (const chunk of audio) {
    held = joined(held, decodeMulaw(chunk));
    let made: Int16Array = new Int16Array(0);
    while (held.length >= wanted + windowSamples + shiftSamplesMax) {
      const start: number = tail === null ? wanted : bestFit(held, wanted, tail);
      const head = held.slice(start, start + overlapSamples);
      made = joined(made, tail === null ? head : crossFade(tail, head));
      tail = held.slice(start + overlapSamples, start + windowSamples);
      wanted += stepSamples;
    }
    const passed = Math.max(0, wanted - shiftSamplesMax);
    held = held.slice(passed);
    wanted -= passed;
    if (made.length > 0) yield encodeMulaw(made);
  }
  // What is left is too short for a window of its own, and goes out as it is.
  const rest = tail === null ? held : joined(tail, held.slice(wanted + overlapSamples));
  if (rest.length > 0) yield encodeMulaw(rest);
}
