import { afterEach, describe, expect, it } from 'vitest';
import { createEars } from '../../server/ears.ts';
import { createHealth } from '../../services/health/health.ts';
import { silenceCode } from '../../services/media/mulaw.ts';
import { createRelayedSpeech } from '../../services/speech/relayed-speech.ts';
import type { Listening } from '../../services/speech/speech.ts';
import {
  type DeepgramEmulator,
  startDeepgramEmulator,
} from '../emulators/deepgram/deepgram-emulator.ts';
import { speakPhrase } from '../emulators/deepgram/phrase-audio.ts';
import { createManualClock } from '../support/manual-clock.ts';

const cleaning = "I'd like a cleaning please";
const quiet = (ms: number) => new Uint8Array(ms * 8).fill(silenceCode);

describe('a call on a server with a recogniser', () => {
  let emulator: DeepgramEmulator;
  let listening: Listening;
  afterEach(async () => {
    listening.close();
    await emulator.close();
  });

  async function call(model = 'flux-general-en', only?: string) {
    const clock = createManualClock();
    emulator = await startDeepgramEmulator({ clock, apiKey: 'the-key' });
    emulator.book.add(speakPhrase(cleaning));
    if (only !== undefined) emulator.behave({ onlyPath: only });
    const relayed = createRelayedSpeech();
    const earsOf = await createEars({
      clock,
      health: createHealth({ clock }),
      device: relayed.maker,
      deepgram: { apiKey: 'the-key', url: emulator.url, model },
    });
    const heard: string[] = [];
    const switches: string[] = [];
    listening = earsOf().listen('call-1', {
      words: ({ text, final }) => final && heard.push(text),
      failed: (error) => heard.push(error.message),
      switched: (from, to) => switches.push(`${from}>${to}`),
    });
    async function send(audio: Uint8Array): Promise<void> {
      for (let at = 0; at < audio.length; at += 160) {
        listening.push(audio.subarray(at, at + 160));
        await clock.advance(20);
      }
    }
    async function hears(count: number): Promise<void> {
      while (heard.length < count) await send(quiet(20));
    }
    return { clock, relayed, heard, switches, send, hears };
  }

  it('understands the voice', async () => {
    const { heard, send, hears } = await call();
    await send(speakPhrase(cleaning).audio);
    await hears(1);
    expect(heard).toEqual([cleaning]);
  });

  it('goes on with Nova when Flux refuses, without a word lost', async () => {
    const { heard, switches, send, hears } = await call('flux-general-en', '/v1/listen');
    await send(speakPhrase(cleaning).audio);
    await hears(1);
    expect(heard).toEqual([cleaning]);
    expect(switches).toEqual(['flux-general-en>nova-3']);
  });

  it('goes on with Flux when Nova is the chosen one and refuses', async () => {
    const { heard, switches, send, hears } = await call('nova-2-phonecall', '/v2/listen');
    await send(speakPhrase(cleaning).audio);
    await hears(1);
    expect(heard).toEqual([cleaning]);
    expect(switches).toEqual(['nova-2-phonecall>flux-general-en']);
  });

  it('takes typed words, and does not hear the same words once more when they are played', async () => {
    const { relayed, heard, send } = await call();
    relayed.relay('call-1', { text: cleaning, final: true, turnOver: true });
    await send(speakPhrase(cleaning).audio);
    await send(quiet(800));
    expect(heard).toEqual([cleaning]);
  });

  it('hears the voice of a caller who typed before', async () => {
    const { relayed, heard, send, hears } = await call();
    relayed.relay('call-1', { text: 'hello', final: true, turnOver: true });
    await send(quiet(3_020));
    await send(speakPhrase(cleaning).audio);
    await hears(2);
    expect(heard).toEqual(['hello', cleaning]);
  });
});

describe('a business with an order of its own', () => {
  it('is heard by whom it names, then by the next one named, and by the house’s order otherwise', async () => {
    const clock = createManualClock();
    const earsOf = await createEars({
      clock,
      health: createHealth({ clock }),
      device: createRelayedSpeech().maker,
      deepgram: { apiKey: 'key', model: 'flux-general-en' },
      realtime: { apiKey: 'key', model: 'a-model' },
      gemini: { apiKey: 'key', model: 'a-model' },
    });
    expect(earsOf(['gemini-live', 'deepgram-nova']).name).toBe('gemini-live, nova-3');
    expect(earsOf().name).toBe('flux-general-en, nova-3, openai-realtime, gemini-live');
  });

  it('is heard by the house when nobody it names is set up', async () => {
    const clock = createManualClock();
    const earsOf = await createEars({
      clock,
      health: createHealth({ clock }),
      device: createRelayedSpeech().maker,
      deepgram: { apiKey: 'key', model: 'nova-3' },
    });
    expect(earsOf(['gemini-live']).name).toBe('nova-3, flux-general-en');
  });
});
