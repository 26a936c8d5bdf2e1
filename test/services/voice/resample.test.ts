/** Downsampling for the telephone: what it carries passes, what would fold back does not. */
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../services/voice/resample.ts';

function tone(hz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: 22_050 * seconds }, (_, at) =>
    Math.sin((2 * Math.PI * hz * at) / 22_050),
  );
}

/** All of it in pieces of `size` samples. */
function resample(input: Float32Array, size: number): number[] {
  const resampler = createResampler(22_050, 8_000);
  const output: number[] = [];
  for (let at = 0; at < input.length; at += size) {
    output.push(...resampler.push(input.subarray(at, at + size)));
  }
  output.push(...resampler.end());
  return output;
}

/** Loudness of the middle, in dB against a full tone. */
function decibels(samples: number[]): number {
  const middle = samples.slice(400, -400);
  const energy = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(energy * 2);
}

describe('the resampler', () => {
  it.each([100, 300, 1_000, 2_500, 3_200])('passes %i Hz unchanged', (hz) => {
    expect(Math.abs(decibels(resample(tone(hz, 1), 2_206)))).toBeLessThan(0.5);
  });

  it.each([4_400, 5_000, 6_000, 7_700, 10_000])('lets nothing of %i Hz fold back', (hz) => {
    expect(decibels(resample(tone(hz, 1), 2_206))).toBeLessThan(-50);
  });

  it.each([1, 7, 441, 2_206, 22_050])('gives the same samples in pieces of %i', (size) => {
    const input = tone(440, 1);
    expect(resample(input, size)).toEqual(resample(input, 1_000));
  });

  it('keeps the length', () => {
    expect(resample(tone(440, 2), 2_206).length).toBeCloseTo(16_000, -1);
  });

  it('keeps the sound where it was', () => {
    const click = new Float32Array(22_050);
    click[11_025] = 1;
    const output = resample(click, 500);
    expect(output.indexOf(Math.max(...output))).toBeCloseTo(4_000, -0.5);
  });
});
