import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { createGoogleVoice } from '../../../services/voice/google-voice.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import {
  type GoogleTtsEmulator,
  startGoogleTtsEmulator,
  toneOf,
  type VoiceBehaviour,
} from '../../emulators/google-tts/google-tts-emulator.ts';
import { openSeveredLine } from '../../emulators/severed-line.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { collect, never } from './collect.ts';

const text = 'You are booked for Tuesday, at three.';

describe('a text spoken by Google', () => {
  const clock = createManualClock();
  let emulator: GoogleTtsEmulator;
  let voice: VoiceMaker;
  async function start(behaviour: Partial<VoiceBehaviour> = {}, name?: string): Promise<void> {
    emulator = await startGoogleTtsEmulator({ clock });
    emulator.behave(behaviour);
    const { endpoint } = emulator;
    voice = createGoogleVoice({ clock, endpoint, ...(name ? { voice: name } : {}) });
  }
  afterEach(async () => {
    await voice.close();
    await emulator.close();
  });

  it('is the audio that Google makes, in mu-law for a telephone', async () => {
    await start();
    expect(await collect(voice.speak(text, never))).toEqual(toneOf(text));
    expect(emulator.asked).toEqual([[text]]);
    expect(clock.pending).toBe(0);
  });

  it.each([1, 7, 20, 45, 58, 4_000])(
    'has no click at its beginning when a header comes, in chunks of %i bytes',
    async (chunkBytes) => {
      await start({ header: true, chunkBytes });
      expect(await collect(voice.speak('Hi.', never))).toEqual(toneOf('Hi.'));
    },
  );

  it('comes while the rest is still being made', async () => {
    await start({ stallAfterBytes: 1_600 });
    const chunks = voice.speak(text, never)[Symbol.asyncIterator]();
    const first = await chunks.next();
    expect(first.value?.length).toBe(1_600);
    await chunks.return?.();
  });

  it('is cancelled at Google when the caller interrupts', async () => {
    await start({ stallAfterBytes: 1_600 });
    const turn = new AbortController();
    const heard: Uint8Array[] = [];
    for await (const chunk of voice.speak(text, turn.signal)) {
      heard.push(chunk);
      turn.abort();
    }
    expect(heard.length).toBe(1);
    while (emulator.cancelled === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(clock.pending).toBe(0);
  });

  it('is asked for in parts when it is too long for one, whole sentences in each', async () => {
    await start();
    const sentence = 'We are open from nine to five on weekdays. ';
    const long = sentence.repeat(104).trim();
    expect(await collect(voice.speak(long, never))).toEqual(toneOf(long));
    await expect(collect(voice.speak(sentence.repeat(120), never))).rejects.toMatchObject({
      code: 'voice-failed',
    });
  });

  it.each([
    ['wrong credentials', status.UNAUTHENTICATED, 'UNAUTHENTICATED'],
    ['a rate limit', status.RESOURCE_EXHAUSTED, 'RESOURCE_EXHAUSTED'],
    ['an outage', status.UNAVAILABLE, 'UNAVAILABLE'],
  ])('fails by name at %s, without the text in the error', async (_what, code, name) => {
    await start({ refuseWith: code });
    const failure = collect(voice.speak(text, never));
    await expect(failure).rejects.toMatchObject({
      code: 'voice-failed',
      message: `Google said ${name}`,
    });
  });

  it('fails when the stream breaks, after the audio that came', async () => {
    await start({ breakAfterBytes: 3_200 });
    let bytes = 0;
    const speaking = async () => {
      for await (const chunk of voice.speak(text, never)) bytes += chunk.length;
    };
    await expect(speaking()).rejects.toMatchObject({ message: 'Google said UNAVAILABLE' });
    expect(bytes).toBe(3_200);
  });

  it('fails when Google never answers, and is given up', async () => {
    await start({ stallAfterBytes: 0 });
    const failure = expect(collect(voice.speak(text, never))).rejects.toMatchObject({
      code: 'timed-out',
    });
    await clock.advance(15_000);
    await failure;
  });

  it('goes over a new line after one that went dead without closing', async () => {
    await start();
    const line = await openSeveredLine(Number(emulator.endpoint.split(':')[1]));
    const behind = createGoogleVoice({ clock, endpoint: `127.0.0.1:${line.port}` });
    expect(await collect(behind.speak(text, never))).toEqual(toneOf(text));
    line.sever();
    const turn = new AbortController();
    const unheard = collect(behind.speak(text, turn.signal));
    await clock.advance(1_500);
    turn.abort();
    expect(await unheard).toEqual(new Uint8Array(0));
    expect(await collect(behind.speak(text, never))).toEqual(toneOf(text));
    expect(line.opened).toBe(2);
    await behind.close();
    await line.close();
  });

  it('fails when Google does not know the voice', async () => {
    await start({}, 'en-US-Standard-A');
    await expect(collect(voice.speak(text, never))).rejects.toMatchObject({
      message: 'Google said INVALID_ARGUMENT',
    });
  });

  it('is kept under the name of its voice', async () => {
    await start({}, 'en-US-Chirp3-HD-Puck');
    expect(voice.voice).toContain('en-US-Chirp3-HD-Puck');
  });
});
