import { afterEach, describe, expect, it } from 'vitest';
import { createAuraVoice } from '../../../services/voice/aura-voice.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import {
  type DeepgramEmulator,
  startDeepgramEmulator,
} from '../../emulators/deepgram/deepgram-emulator.ts';
import type { Behaviour } from '../../emulators/deepgram/session.ts';
import { auraOf } from '../../emulators/deepgram/speak-door.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle, until } from '../speech/deepgram-caller.ts';
import { collect, never } from './collect.ts';

const text = 'You are booked for Tuesday, at three.';

describe('a text spoken by Aura', () => {
  const clock = createManualClock();
  let emulator: DeepgramEmulator;
  let voice: VoiceMaker;
  async function start(behaviour: Partial<Behaviour> = {}, apiKey = 'the-key'): Promise<void> {
    emulator = await startDeepgramEmulator({ clock, apiKey: 'the-key' });
    emulator.behave(behaviour);
    voice = createAuraVoice({ clock, apiKey, url: emulator.url, voice: 'aura-2-thalia-en' });
  }
  afterEach(() => emulator.close());

  it('is the audio that Aura makes, in mu-law for a telephone', async () => {
    await start();
    expect(await collect(voice.speak(text, never))).toEqual(auraOf(text));
    expect(emulator.spoken).toEqual([text]);
    expect(clock.pending).toBe(0);
  });

  it('comes while the rest is still being made, and stops when the caller interrupts', async () => {
    await start({ voiceStallsAfterBytes: 1_600 });
    const turn = new AbortController();
    let bytes = 0;
    for await (const chunk of voice.speak(text, turn.signal)) {
      bytes += chunk.length;
      if (bytes === 1_600) turn.abort();
    }
    expect(bytes).toBe(1_600);
    await until(() => emulator.unheard === 1);
    expect(clock.pending).toBe(0);
  });

  it('may be longer than the deadline of its making: a listener takes it at the pace of speech', async () => {
    await start();
    const long = 'We are open from nine to five on weekdays. '.repeat(8).trim();
    let bytes = 0;
    for await (const chunk of voice.speak(long, never)) {
      bytes += chunk.length;
      await settle();
      // As long as the chunk sounds.
      await clock.advance(chunk.length / 8);
    }
    expect(bytes).toBe(auraOf(long).length);
  });

  it('is asked for in parts when it is too long for one', async () => {
    await start();
    const long = 'We are open from nine to five on weekdays. '.repeat(60).trim();
    expect(await collect(voice.speak(long, never))).toEqual(auraOf(long));
    expect(emulator.spoken.length).toBe(2);
  });

  it('fails by name with a wrong key', async () => {
    await start({}, 'another');
    await expect(collect(voice.speak(text, never))).rejects.toMatchObject({
      code: 'voice-failed',
      message: 'Aura said 401',
    });
  });

  it.each([429, 503])(
    'fails at once on %i: the next voice is quicker than a second try',
    async (status) => {
      await start({ refuseWith: status });
      await expect(collect(voice.speak(text, never))).rejects.toMatchObject({
        message: `Aura said ${status}`,
      });
      expect(emulator.refusals).toEqual([status]);
    },
  );

  it('fails when the audio breaks off', async () => {
    await start({ voiceBreaksAfterBytes: 3_200 });
    await expect(collect(voice.speak(text, never))).rejects.toMatchObject({ code: 'voice-failed' });
  });

  it('fails when the audio never ends', async () => {
    await start({ voiceStallsAfterBytes: 1_600 });
    const chunks = voice.speak(text, never)[Symbol.asyncIterator]();
    await chunks.next();
    const failure = expect(
      (async () => {
        while (!(await chunks.next()).done);
      })(),
    ).rejects.toMatchObject({ code: 'timed-out' });
    await clock.advance(15_000);
    await failure;
  });
});
