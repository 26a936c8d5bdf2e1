/** Sentences made ahead: what the caller hears when the voice breaks before or while it is heard. */
import { expect, it } from 'vitest';
import { createFetchedAhead } from '../../../server/conversation/fetched-ahead.ts';
import { createHealth } from '../../../services/health/health.ts';
import { createSpeakingPace } from '../../../services/voice/speaking-pace.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import { createVoiceWithFallback } from '../../../services/voice/voice-with-fallback.ts';
import { collect, never } from '../../services/voice/collect.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createScriptedVoice } from '../../support/scripted-voice.ts';

const text = 'You are booked for Tuesday, the third of March, at half past nine.';
const letterMs = 65;
const half = new Uint8Array(text.length * letterMs * 4).fill(0x20);

/** A first voice that breaks in the middle of the sentence, when the test says so. */
function rig() {
  const { promise, resolve: breaks } = Promise.withResolvers<void>();
  const first: VoiceMaker = {
    name: 'first',
    voice: 'first',
    async *speak() {
      yield half;
      await promise;
      throw new Error('gone');
    },
    close: async () => {},
  };
  const second = { ...createScriptedVoice({}, 'second'), name: 'second' };
  const clock = createManualClock();
  const voice = createVoiceWithFallback({
    makers: [first, second],
    clock,
    health: createHealth({ clock }),
    pace: createSpeakingPace(),
  });
  const ahead = createFetchedAhead((words, how, signal) => voice.speak(words, signal, how));
  ahead.fetch([{ text, fixed: false, carries: ['when'] }]);
  return { ahead, second, breaks };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('is one voice from its beginning when the other one broke before anybody heard it', async () => {
  const { ahead, second, breaks } = rig();
  await settle();
  breaks();
  await settle();
  const switches: string[] = [];
  const switched = (from: string, to: string) => switches.push(`${from}>${to}`);
  const heard = await collect(ahead.voice(text, { keep: false, slower: false, switched }, never));
  expect(second.asked).toEqual([text]);
  expect(heard.includes(0x20)).toBe(false);
  expect(switches).toEqual(['first>second']);
});

it('goes on from where its caller stops hearing the voice that broke', async () => {
  const { ahead, second, breaks } = rig();
  await settle();
  const takeBack = () => half.length / 8;
  const heard = collect(ahead.voice(text, { keep: false, slower: false, takeBack }, never));
  await settle();
  breaks();
  expect((await heard).subarray(0, half.length)).toEqual(half);
  expect(second.asked).toEqual(['the third of March, at half past nine.']);
});
