import { describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw } from '../../../services/media/mulaw.ts';
import { slowerSpeech } from '../../../services/voice/slower-speech.ts';

const samplesPerSecond = 8_000;

function tone(hz: number, ms: number): Uint8Array {
  const samples = new Int16Array((ms * samplesPerSecond) / 1_000);
  return encodeMulaw(
    samples.map((_, at) =>
      Math.round(8_000 * Math.sin((2 * Math.PI * hz * at) / samplesPerSecond)),
    ),
  );
}

async function* inChunks(audio: Uint8Array, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < audio.length; at += bytes) yield audio.slice(at, at + bytes);
}

async function slowed(audio: Uint8Array, bytes = 160): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of slowerSpeech(inChunks(audio, bytes))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Cycles a second, by the sound's crossings of silence. */
function pitch(audio: Uint8Array): number {
  const samples = decodeMulaw(audio);
  let crossings = 0;
  for (let at = 1; at < samples.length; at += 1) {
    if ((samples[at - 1] as number) < 0 && (samples[at] as number) >= 0) crossings += 1;
  }
  return crossings / (samples.length / samplesPerSecond);
}

describe('Speech made slower', () => {
  it.each([110, 180, 240])('lasts about a third longer at the pitch it had, %i Hz', async (hz) => {
    const audio = tone(hz, 1_000);
    const slow = await slowed(audio);
    expect(slow.length / audio.length).toBeGreaterThan(1.25);
    expect(slow.length / audio.length).toBeLessThan(1.45);
    expect(Math.abs(pitch(slow) - hz)).toBeLessThan(hz * 0.04);
  });

  it('has no clicks: no step between samples that the tone itself does not have', async () => {
    const steps = (audio: Uint8Array) => {
      const samples = decodeMulaw(audio);
      return Math.max(
        ...samples.slice(1).map((sample, at) => Math.abs(sample - (samples[at] ?? 0))),
      );
    };
    const audio = tone(150, 800);
    expect(steps(await slowed(audio))).toBeLessThan(steps(audio) * 2);
  });

  it('is the same however the audio was cut into chunks', async () => {
    const audio = tone(150, 500);
    const whole = await slowed(audio, audio.length);
    expect(await slowed(audio, 37)).toEqual(whole);
  });

  it.each([0, 1, 100, 239, 300])('loses nothing of %i samples', async (samples) => {
    const audio = tone(200, 100).slice(0, samples);
    expect((await slowed(audio)).length).toBeGreaterThanOrEqual(samples);
  });
});
