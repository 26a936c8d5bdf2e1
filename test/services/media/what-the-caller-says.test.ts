/** The caller's audio: an even stream whatever the network did, and voice with its true moments. */
import { describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw } from '../../../services/media/mulaw.ts';
import { burst, vowel } from '../../support/phone-sounds.ts';
import { createPracticeCall, detectors, type PracticeCall } from './practice-call.ts';

/** Hiss from a fixed seed. */
function hiss(lengthMs: number, loudness: number): Uint8Array {
  let state = 12_345;
  const samples = Int16Array.from({ length: lengthMs * 8 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state / 2 ** 32 - 0.5) * 2 * loudness;
  });
  return encodeMulaw(samples);
}

const silence = (lengthMs: number) => new Uint8Array(lengthMs * 8).fill(0xff);

function mixed(one: Uint8Array, other: Uint8Array): Uint8Array {
  const samples = decodeMulaw(other);
  return encodeMulaw(decodeMulaw(one).map((sample, at) => sample + (samples[at] ?? 0)));
}

function cutUp(...parts: Uint8Array[]): Uint8Array[] {
  const whole = Buffer.concat(parts);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += 160) frames.push(whole.subarray(at, at + 160));
  return frames;
}

/** Sends frames as a line does: each one 20 ms after the one before. */
async function say(call: PracticeCall, frames: Uint8Array[], fromChunk = 1): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    await call.clock.advance(20);
    const chunk = fromChunk + index;
    call.media.receive(frame, chunk, (chunk - 1) * 20);
  }
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => new Uint8Array(160).fill(index + 1));
const firstBytes = (call: PracticeCall) => call.frames.map((frame) => frame[0]);

function changes(call: PracticeCall): { speaking: boolean; atMs: number }[] {
  return call.events.map((event) => {
    const [what, at] = event.split(' @');
    return { speaking: what === 'speaks', atMs: Number(at) };
  });
}

describe('voice activity', () => {
  it('gives the moments at which the voice itself began and ended', async () => {
    const call = createPracticeCall();
    await say(call, cutUp(silence(1_000), vowel(600), silence(1_000)));
    const [began, ended, ...more] = changes(call);
    expect(more).toEqual([]);
    expect(began?.speaking).toBe(true);
    expect(Math.abs((began?.atMs ?? 0) - 1_000)).toBeLessThanOrEqual(40);
    expect(ended?.speaking).toBe(false);
    expect(Math.abs((ended?.atMs ?? 0) - 1_600)).toBeLessThanOrEqual(40);
  });

  it('hears a voice within 100 ms of its start and its end within 180 ms', async () => {
    const call = createPracticeCall();
    await say(call, cutUp(silence(1_000), vowel(100)));
    expect(call.events).toHaveLength(1);
    await say(call, cutUp(vowel(400), silence(180)), 56);
    expect(call.events).toHaveLength(2);
  });

  it('is not held up by the short silences inside words', async () => {
    const call = createPracticeCall();
    const word = [vowel(200), silence(80)];
    await say(call, cutUp(silence(500), ...word, ...word, ...word, silence(600)));
    expect(changes(call).map((change) => change.speaking)).toEqual([true, false]);
  });

  it('takes neither a click nor a quiet hiss for a voice', async () => {
    const call = createPracticeCall();
    await say(call, cutUp(hiss(2_000, 12), vowel(20), hiss(2_000, 12)));
    expect(call.events).toEqual([]);
  });

  it('knows a voice from a cough that is as loud, each time anew', async () => {
    const call = createPracticeCall();
    const pause = silence(400);
    await say(call, cutUp(pause, vowel(300), pause, burst(340), pause, vowel(300), pause));
    expect(changes(call).filter(({ speaking }) => speaking)).toHaveLength(3);
    expect(call.voices).toBe(2);
  });

  it('hears a voice over the noise of a street, and its end', async () => {
    const call = createPracticeCall();
    const street = hiss(5_600, 150);
    const voice = Buffer.concat([silence(3_000), vowel(600), silence(2_000)]);
    await say(call, cutUp(mixed(street, voice)));
    const [began, ended] = changes(call).filter((change) => change.atMs > 2_500);
    expect(Math.abs((began?.atMs ?? 0) - 3_000)).toBeLessThanOrEqual(60);
    expect(Math.abs((ended?.atMs ?? 0) - 3_600)).toBeLessThanOrEqual(120);
  });

  it('takes nobody in the same room for the caller, whose voice it knows', async () => {
    const call = createPracticeCall();
    const others = vowel(1_500, 0.2);
    await say(call, cutUp(silence(500), vowel(600, 1.6), silence(1_000), others, silence(500)));
    expect(changes(call)).toHaveLength(2);
    await say(call, cutUp(vowel(600), silence(400)), 206);
    expect(changes(call).map(({ speaking }) => speaking)).toEqual([true, false, true, false]);
  });

  it('hears a caller who has become quiet, after a while', async () => {
    const call = createPracticeCall();
    await say(call, cutUp(silence(500), vowel(600, 1.6), silence(30_000), vowel(600, 0.2)));
    expect(changes(call).map(({ speaking }) => speaking)).toEqual([true, false, true]);
  });

  it('knows the true moments although the network delivers in bursts', async () => {
    const call = createPracticeCall();
    const frames = cutUp(silence(1_000), vowel(600), silence(1_000));
    for (const [index, frame] of frames.entries()) {
      // Every tenth message finds the network free; the others pile up behind it.
      if (index % 10 === 0) await call.clock.advance(200);
      call.media.receive(frame, index + 1, index * 20);
    }
    const [began, ended] = changes(call);
    const streamStart = 200 - 200;
    expect(Math.abs((began?.atMs ?? 0) - streamStart - 1_000)).toBeLessThanOrEqual(60);
    expect(Math.abs((ended?.atMs ?? 0) - streamStart - 1_600)).toBeLessThanOrEqual(60);
  });

  it("ends the caller's speech when the line stalls in the middle of it", async () => {
    const call = createPracticeCall();
    await say(call, cutUp(silence(500), vowel(500)));
    await call.clock.advance(1_000);
    expect(changes(call).map((change) => change.speaking)).toEqual([true, false]);
    expect(call.oddities).toEqual({ 'audio-stalled': 1 });
  });

  it('gives its detector back at the end of the call', () => {
    const before = detectors.lent;
    const call = createPracticeCall();
    expect(detectors.lent).toBe(before + 1);
    call.media.close();
    call.media.close();
    expect(detectors.lent).toBe(before);
  });
});

describe("the order of the caller's audio", () => {
  it('passes frames on at once and unchanged when the network behaves', async () => {
    const call = createPracticeCall();
    await say(call, numbered(10));
    expect(firstBytes(call)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(call.oddities).toEqual({});
  });

  it('puts frames that overtook each other back in order', () => {
    const call = createPracticeCall();
    const frames = numbered(5);
    for (const chunk of [1, 3, 2, 5, 4]) {
      call.media.receive(frames[chunk - 1] as Uint8Array, chunk, (chunk - 1) * 20);
    }
    expect(firstBytes(call)).toEqual([1, 2, 3, 4, 5]);
    expect(call.oddities).toEqual({});
  });

  it('puts silence where a frame was lost, and drops it when it comes too late', () => {
    const call = createPracticeCall();
    const frames = numbered(7);
    for (const chunk of [1, 3, 4, 5, 6, 2, 7]) {
      call.media.receive(frames[chunk - 1] as Uint8Array, chunk, (chunk - 1) * 20);
    }
    expect(firstBytes(call)).toEqual([1, 0xff, 3, 4, 5, 6, 7]);
    expect(call.oddities).toEqual({ 'lost-frame': 1, 'gap-filled': 1, 'late-frame': 1 });
  });

  it('fills a gap in time up to a second and skips the rest', () => {
    const call = createPracticeCall();
    const [one, two] = numbered(2) as [Uint8Array, Uint8Array];
    call.media.receive(one, 1, 0);
    call.media.receive(two, 2, 600_000);
    expect(call.frames.length).toBe(52);
    expect(call.oddities).toEqual({ 'gap-filled': 1, 'gap-skipped': 1 });
  });

  it('counts a doubled frame and plays it once', () => {
    const call = createPracticeCall();
    const [one] = numbered(1) as [Uint8Array];
    for (const chunk of [1, 3, 3, 2]) call.media.receive(one, chunk, (chunk - 1) * 20);
    expect(call.frames.length).toBe(3);
    expect(call.oddities).toEqual({ 'doubled-frame': 1 });
  });

  it("does not mind the small wobble of a real line's timestamps", () => {
    const call = createPracticeCall();
    for (let chunk = 1; chunk <= 100; chunk += 1) {
      call.media.receive(new Uint8Array(160), chunk, (chunk - 1) * 20 + (chunk % 3) * 4);
    }
    expect(call.frames.length).toBe(100);
    expect(call.oddities).toEqual({});
  });

  it('goes on hearing a caller whose sender begins to count anew', async () => {
    const call = createPracticeCall();
    await say(call, numbered(100), 1_000);
    call.frames.length = 0;
    await say(call, numbered(100), 1);
    expect(call.frames.length).toBeGreaterThan(45);
  });

  it('splits longer messages into frames and fills up a short one', () => {
    const call = createPracticeCall();
    call.media.receive(new Uint8Array(400).fill(7), 1, 0);
    expect(call.frames.map((frame) => frame.length)).toEqual([160, 160, 160]);
    expect(call.frames[2]?.[79]).toBe(7);
    expect(call.frames[2]?.[80]).toBe(0xff);
  });

  it('keeps the words of a caller whose audio was held up by a stall', async () => {
    const call = createPracticeCall();
    await say(call, numbered(5));
    await call.clock.advance(500);
    const filled = call.frames.length;
    expect(filled).toBeGreaterThan(5);
    for (let chunk = 6; chunk <= 30; chunk += 1) {
      call.media.receive(new Uint8Array(160).fill(chunk), chunk, (chunk - 1) * 20);
    }
    expect(firstBytes(call).slice(filled)).toEqual(Array.from({ length: 25 }, (_, i) => i + 6));
  });
});
