import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLines } from '../../server/lines.ts';
import { createVoices, farVoices, type Voices } from '../../server/voices.ts';
import { systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { createHealth, type Health } from '../../services/health/health.ts';
import {
  type DeepgramEmulator,
  startDeepgramEmulator,
} from '../emulators/deepgram/deepgram-emulator.ts';
import { auraOf } from '../emulators/deepgram/speak-door.ts';
import {
  type GoogleTtsEmulator,
  startGoogleTtsEmulator,
  toneOf,
} from '../emulators/google-tts/google-tts-emulator.ts';
import { collect, loudness, never } from '../services/voice/collect.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const lines = createLines(loadDefinitions(policies).definitions);
const text = 'You are booked for Tuesday, at three.';
const clock = systemClock;

describe('the voice of a business on a server with Google and Aura', () => {
  let folder: string;
  let emulator: GoogleTtsEmulator;
  let deepgram: DeepgramEmulator;
  let health: Health;
  let voices: Voices;
  let switches: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'voices-'));
    emulator = await startGoogleTtsEmulator({ clock });
    health = createHealth({ clock });
    deepgram = await startDeepgramEmulator({ clock, apiKey: 'the-key' });
    const far = await farVoices(clock, {
      google: { endpoint: emulator.endpoint },
      aura: { apiKey: 'the-key', url: deepgram.url, voice: 'aura-2-thalia-en' },
    });
    voices = createVoices({ lines, clock, folder, health, far });
    switches = [];
  });
  afterEach(async () => {
    await voices.close();
    await emulator.close();
    await deepgram.close();
    rmSync(folder, { recursive: true });
  });
  const speak = (keep: boolean) => {
    const switched = (from: string, to: string) => switches.push(`${from}>${to}`);
    return collect(voices.of('bright-smile')(text, { keep, slower: false, switched }, never));
  };

  it('is Google’s, and a fixed sentence is asked for once', async () => {
    expect(await speak(false)).toEqual(toneOf(text));
    expect(await speak(true)).toEqual(toneOf(text));
    expect(await speak(true)).toEqual(toneOf(text));
    expect(emulator.asked.length).toBe(2);
    expect(switches).toEqual([]);
  });

  it('is Aura’s while Google is away, and never kept as Google’s', async () => {
    emulator.behave({ refuseWith: status.UNAVAILABLE });
    expect(await speak(true)).toEqual(auraOf(text));
    expect(switches).toEqual(['google>aura']);
    emulator.behave({ refuseWith: undefined });
    expect(await speak(true)).toEqual(toneOf(text));
  });

  it('is the embedded one while both are away', async () => {
    emulator.behave({ refuseWith: status.UNAVAILABLE });
    deepgram.behave({ refuseWith: 503 });
    expect(loudness(await speak(true))).toBeGreaterThan(0.01);
    expect(switches).toEqual(['google>aura', 'aura>espeak']);
  });

  it('goes on in the next one when Google breaks off in the middle', async () => {
    emulator.behave({ breakAfterBytes: 16_000 });
    const heard = await speak(false);
    expect(heard.subarray(0, 16_000)).toEqual(toneOf(text).subarray(0, 16_000));
    expect(heard.subarray(16_000)).toEqual(auraOf('at three.'));
    expect(switches).toEqual(['google>aura']);
  });

  it('is not asked of Google any more after three failures', async () => {
    emulator.behave({ refuseWith: status.UNAVAILABLE });
    for (let time = 0; time < 4; time += 1) await speak(false);
    expect(switches.length).toBe(3);
    expect(health.records().find(({ maker }) => maker === 'google')).toMatchObject({
      state: 'resting',
      failed: 3,
      lastFailure: { why: 'Google said UNAVAILABLE' },
    });
  });
});
