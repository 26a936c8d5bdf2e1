import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../services/clock.ts';
import { createDeepgramFlux } from '../../../services/speech/deepgram-flux.ts';
import { createDeepgramNova } from '../../../services/speech/deepgram-nova.ts';
import { createGeminiLive } from '../../../services/speech/gemini-live.ts';
import { createOpenaiRealtime } from '../../../services/speech/openai-realtime.ts';
import type { SpeechMaker } from '../../../services/speech/speech.ts';
import { openaiClient } from '../../../services/understanding/openai-reader.ts';
import { speakPhrase } from '../../emulators/deepgram/phrase-audio.ts';
import {
  type RudeServer,
  rudeFromTheStart,
  rudeOnceOpen,
  startRudeServer,
} from '../../emulators/rude-server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { watchStrays } from '../../support/strays.ts';
import { settle } from './deepgram-caller.ts';

const apiKey = 'the-key';
const model = 'the-model';
/** Speech and pauses, as a caller would go on: longer than any maker's patience. */
const speech = speakPhrase('hello is anybody there I would like to come in on Tuesday').audio;
const secondsMax = 40;

const makers: Record<string, (clock: Clock, port: number) => SpeechMaker> = {
  Flux: (clock, port) =>
    createDeepgramFlux({ clock, address: { apiKey, url: `ws://127.0.0.1:${port}` } }),
  Nova: (clock, port) =>
    createDeepgramNova({ clock, address: { apiKey, url: `ws://127.0.0.1:${port}` } }),
  'OpenAI Realtime': (clock, port) =>
    createOpenaiRealtime({
      clock,
      client: openaiClient({ apiKey, baseUrl: `http://127.0.0.1:${port}/v1`, model }),
      model,
    }),
  'Gemini Live': (clock, port) =>
    createGeminiLive({ clock, apiKey, url: `http://127.0.0.1:${port}`, model }),
};

describe.each(Object.entries(makers))('a caller heard by %s', (_name, make) => {
  const strays = watchStrays();
  let clock: ManualClock;
  let server: RudeServer | undefined;
  beforeEach(() => {
    clock = createManualClock();
  });
  afterEach(() => server?.close());

  it.each(Object.entries({ ...rudeFromTheStart, ...rudeOnceOpen }))(
    'whose provider %s is handed on, once, and no other call is touched',
    async (_what, rudeness) => {
      server = await startRudeServer(rudeness);
      const failures: string[] = [];
      const words: string[] = [];
      const listening = make(clock, server.port).listen('call-1', {
        words: ({ text }) => words.push(text),
        failed: ({ message }) => failures.push(message),
      });
      for (let at = 0; failures.length === 0 && at < secondsMax * 50; at += 1) {
        const from = (at * 160) % (speech.length - 160);
        listening.push(speech.subarray(from, from + 160));
        await clock.advance(20);
        await settle(2);
      }
      expect(failures).toHaveLength(1);
      listening.close();
      await settle();
      await clock.advance(2_000);
      await settle();
      expect(words).toEqual([]);
      expect({ open: server.open, timers: clock.pending }).toEqual({ open: 0, timers: 0 });
      expect(strays()).toEqual([]);
    },
  );
});
