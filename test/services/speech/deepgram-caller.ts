/** A caller whose audio goes through one of our makers to the emulated Deepgram, on a held clock. */
import type { Expectation } from '../../../machines/vocabulary.ts';
import { silenceCode } from '../../../services/media/mulaw.ts';
import type { DeepgramAddress } from '../../../services/speech/deepgram/deepgram-line.ts';
import type { HeardWords, KeyTerms, SpeechMaker } from '../../../services/speech/speech.ts';
import {
  type DeepgramEmulator,
  startDeepgramEmulator,
} from '../../emulators/deepgram/deepgram-emulator.ts';
import { speakPhrase } from '../../emulators/deepgram/phrase-audio.ts';
import type { Behaviour } from '../../emulators/deepgram/session.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';

const frameBytes = 160;

export interface DeepgramCaller {
  clock: ManualClock;
  emulator: DeepgramEmulator;
  heard: HeardWords[];
  finals(): string[];
  failures: Error[];
  /** Resolves when the emulator has let the caller's connection in, as often as `times`. */
  connected(times?: number): Promise<void>;
  /** Says it at the pace of speech; the words of the book are known before. */
  says(text: string): Promise<void>;
  /** Only the first `ms` of it. */
  begins(text: string, ms: number): Promise<void>;
  goesOn(text: string, fromMs: number): Promise<void>;
  isQuiet(ms: number): Promise<void>;
  /** Time passes and no audio comes. */
  vanishes(ms: number): Promise<void>;
  expect(expectation: Expectation): void;
  turnTaken(): void;
  hangsUp(): void;
  close(): Promise<void>;
}

export async function deepgramCaller(
  make: (options: { clock: ManualClock; address: DeepgramAddress }) => SpeechMaker,
  options: {
    phrases?: (string | { text: string; nbest?: string[]; confidence?: number })[];
    behaviour?: Partial<Behaviour>;
    keyTerms?: KeyTerms;
    apiKey?: string;
  } = {},
): Promise<DeepgramCaller> {
  const clock = createManualClock();
  const emulator = await startDeepgramEmulator({ clock, apiKey: 'the-key' });
  for (const phrase of options.phrases ?? []) {
    const { text, ...more } = typeof phrase === 'string' ? { text: phrase } : phrase;
    emulator.book.add({ ...speakPhrase(text), ...more });
  }
  emulator.behave(options.behaviour ?? {});
  const heard: HeardWords[] = [];
  const failures: Error[] = [];
  const maker = make({
    clock,
    address: { apiKey: options.apiKey ?? 'the-key', url: emulator.url },
  });
  const listening = maker.listen(
    'call-1',
    { words: (words) => heard.push(words), failed: (error) => failures.push(error) },
    options.keyTerms,
  );

  async function send(audio: Uint8Array): Promise<void> {
    for (let at = 0; at < audio.length; at += frameBytes) {
      listening.push(audio.subarray(at, at + frameBytes));
      await clock.advance(20);
    }
    await settle();
  }

  return {
    clock,
    emulator,
    heard,
    finals: () => heard.filter(({ final }) => final).map(({ text }) => text),
    failures,
    connected: (times = 1) => until(() => emulator.connections.length >= times),
    says: (text) => send(speakPhrase(text).audio),
    begins: (text, ms) => send(speakPhrase(text).audio.subarray(0, ms * 8)),
    goesOn: (text, fromMs) => send(speakPhrase(text).audio.subarray(fromMs * 8)),
    isQuiet: (ms) => send(new Uint8Array(ms * 8).fill(silenceCode)),
    async vanishes(ms) {
      for (let passed = 0; passed < ms; passed += 20) await clock.advance(20);
      await settle();
    },
    expect: (expectation) => listening.expect(expectation),
    turnTaken: () => listening.turnTaken?.(),
    hangsUp: () => listening.close(),
    async close() {
      listening.close();
      await emulator.close();
    },
  };
}

/** Lets the loopback network carry what was sent, without a moment of the clock passing. */
export async function settle(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The test's own deadline ends the wait for what never comes. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settle();
}
