/** Speech for the phone: trimmed at both ends, loud, and never cut off flat. */
import { describe, expect, it } from 'vitest';
import { decodeMulaw } from '../../../services/media/mulaw.ts';
import { createTelephoneSpeech, gainFor } from '../../../services/voice/telephone-speech.ts';
import { loudness } from './collect.ts';

const hz = 22_050;

function sound(ms: number, level: number): Int16Array {
  return Int16Array.from(
    { length: (hz * ms) / 1_000 },
    (_, at) => Math.sin((2 * Math.PI * 500 * at) / hz) * level * 32_767,
  );
}

function speak(parts: Int16Array[], gain = 1, tailMs = 50): Uint8Array {
  const speech = createTelephoneSpeech({ fromHz: hz, gain, tailMs });
  const chunks = [...parts.map((part) => speech.push(part)), speech.end()];
  return new Uint8Array(Buffer.concat(chunks));
}

const msOf = (audio: Uint8Array) => audio.length / 8;

describe('speech for the telephone', () => {
  it('starts within 40 ms of the first sound and ends with the silence asked for', () => {
    const audio = speak([sound(900, 0), sound(500, 0.3), sound(900, 0)]);
    expect(msOf(audio)).toBeGreaterThan(580);
    expect(msOf(audio)).toBeLessThan(600);
  });

  it('adds the closing silence where the engine made none', () => {
    expect(msOf(speak([sound(500, 0.3)], 1, 140))).toBeCloseTo(640, -1);
  });

  it('keeps a pause inside a text, but no longer than 400 ms', () => {
    const short = speak([sound(300, 0.3), sound(200, 0), sound(300, 0.3)], 1, 40);
    expect(msOf(short)).toBeCloseTo(840, -1);
    const long = speak([sound(300, 0.3), sound(5_000, 0), sound(300, 0.3)], 1, 40);
    expect(msOf(long)).toBeCloseTo(1_040, -1);
  });

  it('makes nothing of silence', () => {
    expect(speak([sound(2_000, 0)])).toHaveLength(0);
    expect(speak([])).toHaveLength(0);
  });

  it('brings quiet and loud voices to the same loudness', () => {
    const quiet = sound(1_000, 0.1);
    const loud = sound(1_000, 0.9);
    for (const voice of [quiet, loud]) {
      const level = loudness(speak([voice], gainFor(voice), 0));
      expect(Math.abs(20 * Math.log10(level) + 16)).toBeLessThan(0.6);
    }
  });

  it('leaves speech under the knee as it is and never reaches full scale above it', () => {
    const peak = (level: number, gain: number) =>
      Math.max(...decodeMulaw(speak([sound(200, level)], gain)));
    expect(peak(0.3, 2) / 32_767).toBeCloseTo(0.6, 1);
    expect(peak(0.9, 4)).toBeLessThan(32_500);
    expect(peak(0.9, 4)).toBeGreaterThan(30_000);
  });
});
