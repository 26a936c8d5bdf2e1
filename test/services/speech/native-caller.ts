/** A simulated caller in front of a model that listens, with the clock in the test's hand. */
import { type Expectation, expectNothing, type Understood } from '../../../machines/vocabulary.ts';
import { silenceCode } from '../../../services/media/mulaw.ts';
import { createGeminiLive } from '../../../services/speech/gemini-live.ts';
import { createOpenaiRealtime } from '../../../services/speech/openai-realtime.ts';
import type { HeardWords, SpeechMaker } from '../../../services/speech/speech.ts';
import { createCascade } from '../../../services/understanding/cascade.ts';
import { createHeardReader, labelTask } from '../../../services/understanding/heard-reader.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { openaiClient } from '../../../services/understanding/openai-reader.ts';
import { speakPhrase } from '../../emulators/deepgram/phrase-audio.ts';
import {
  type GeminiEmulator,
  startGeminiEmulator,
} from '../../emulators/gemini/gemini-emulator.ts';
import type { AnswerHeard, ListeningBehaviour } from '../../emulators/listening-model.ts';
import {
  type RealtimeEmulator,
  startRealtimeEmulator,
} from '../../emulators/openai/realtime-emulator.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { policy, turn, vocabulary } from '../understanding/openai-desk.ts';
import { settle, until } from './deepgram-caller.ts';

export type Vendor = 'openai' | 'gemini';
type Emulator = RealtimeEmulator | GeminiEmulator;

const frameBytes = 160;

async function startVendor(
  vendor: Vendor,
  options: { clock: ManualClock; answer: AnswerHeard; apiKey: string },
): Promise<{ emulator: Emulator; maker: SpeechMaker }> {
  const { clock, answer, apiKey } = options;
  const shared = { clock, answer, apiKey: 'the-key', model: 'the-model' };
  const model = 'the-model';
  if (vendor === 'gemini') {
    const emulator = await startGeminiEmulator(shared);
    const maker = createGeminiLive({ clock, apiKey, url: emulator.url, model });
    return { emulator, maker };
  }
  const emulator = await startRealtimeEmulator(shared);
  const client = openaiClient({ apiKey, baseUrl: emulator.url, model });
  return { emulator, maker: createOpenaiRealtime({ clock, client, model }) };
}

export async function nativeCaller(
  vendor: Vendor,
  options: {
    phrases: string[];
    answer?: AnswerHeard;
    behaviour?: Partial<ListeningBehaviour>;
    apiKey?: string;
    expectation?: Expectation;
  },
) {
  const clock = createManualClock();
  const { answer = () => ({ kind: 'hang' }), apiKey = 'the-key' } = options;
  const { emulator, maker } = await startVendor(vendor, { clock, answer, apiKey });
  for (const phrase of options.phrases) emulator.book.add(speakPhrase(phrase));
  emulator.behave(options.behaviour ?? {});
  const heard: HeardWords[] = [];
  const failures: string[] = [];
  const debts: boolean[] = [];
  const listening = maker.listen(
    'call-1',
    {
      words: (words) => heard.push(words),
      failed: ({ message }) => failures.push(message),
      behind(behind) {
        if (debts.at(-1) !== behind) debts.push(behind);
      },
    },
    undefined,
    (expectation) => labelTask({ expectation, vocabulary, asked: 'Well?' }, policy),
  );
  let expected: Expectation = options.expectation ?? {
    ...expectNothing,
    flows: ['book', 'cancel'],
  };
  listening.expect(expected);
  const reader = createCascade({
    local: createLocalReader(),
    model: createHeardReader({ policy }),
    policy,
    clock,
  });

  async function send(audio: Uint8Array): Promise<void> {
    for (let at = 0; at < audio.length; at += frameBytes) {
      listening.push(audio.subarray(at, at + frameBytes));
      await clock.advance(20);
    }
    await settle();
  }
  const finals = () => heard.filter(({ final }) => final).map(({ text }) => text);
  const isQuiet = (ms: number) => send(new Uint8Array(ms * 8).fill(silenceCode));

  return {
    clock,
    emulator,
    heard,
    finals,
    failures,
    /** Whether it owed words, each time that changed. */
    debts,
    listening,
    isQuiet,
    sounds: send,
    connected: (times = 1) => until(() => emulator.sessions.length >= times && emulator.open() > 0),
    begins: (text: string, ms: number) => send(speakPhrase(text).audio.subarray(0, ms * 8)),
    says: (text: string) => send(speakPhrase(text).audio),
    /** Is quiet until so many turns were heard. */
    async hears(count: number): Promise<void> {
      for (let tries = 0; finals().length < count && tries < 200; tries += 1) await isQuiet(40);
    },
    async waits(condition: () => boolean): Promise<void> {
      for (let tries = 0; !condition() && tries < 400; tries += 1) await isQuiet(40);
    },
    expect(expectation: Expectation) {
      expected = expectation;
      listening.expect(expectation);
    },
    /** What the line makes of the words, with what came along with them. */
    async understands(text: string): Promise<Understood> {
      const labelled = listening.labelsOf?.(text);
      const read = reader.understand(
        { ...turn(text, expected), ...(labelled === undefined ? {} : { labelled }) },
        new AbortController().signal,
      );
      let done = false;
      void read.finally(() => {
        done = true;
      });
      for (let tries = 0; !done && tries < 200; tries += 1) {
        await settle();
        await clock.advance(20);
      }
      return await read;
    },
    async close() {
      listening.close();
      await emulator.close();
    },
  };
}

export type NativeCaller = Awaited<ReturnType<typeof nativeCaller>>;
