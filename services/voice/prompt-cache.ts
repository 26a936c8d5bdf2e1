/** Keeps the audio of texts that never change, so that they play at once in every later call. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { type AudioChannel, createAudioChannel } from './audio-channel.ts';
import { createAudioMemory } from './audio-memory.ts';
import { createPromptFiles } from './prompt-files.ts';
import type { VoiceMaker } from './voice.ts';

/** Half an hour of speech at 8 bytes a ms; the longest unused goes first, its file stays. */
const memoryBytesOtherwise = 14_400_000;
/** Kept audio is handed out in parts of this size, so that a listener can stop between two. */
const chunkBytes = 4_000;
/** A voice that takes longer than this for one text is stuck; longer than its own deadline. */
const makingMsMax = 15_000;

export interface PromptCacheOptions {
  maker: VoiceMaker;
  clock: Clock;
  /** A folder of this process alone; caches of several voices may share it, one cache a voice. */
  folder: string;
  memoryBytesMax?: number;
}

export interface PromptCache {
  /** `keep` says that the text is the same in every call. Any other text is only streamed. */
  speak(text: string, how: { keep: boolean }, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Makes what is missing, one after the other, so that a live caller never waits behind it. */
  warm(
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<{ made: number; kept: number; failed: number }>;
  /** Speech that was made but could not be written to disk. It was spoken all the same. */
  readonly writeFailures: number;
  /** Resolves when everything that is being made is made, kept, and on disk. */
  settled(): Promise<void>;
}

/** One text on its way: from disk or from the voice. */
interface Making {
  channel: AudioChannel;
  /** How it ended; never rejects. */
  outcome: Promise<'made' | 'kept' | 'failed'>;
}

export function createPromptCache(options: PromptCacheOptions): PromptCache {
  const { maker } = options;
  const files = createPromptFiles(options.folder);
  const memory = createAudioMemory(options.memoryBytesMax ?? memoryBytesOtherwise);
  const makings = new Map<string, Making>();
  let writeFailures = 0;

  const keyOf = (text: string) =>
    createHash('sha256')
      .update(JSON.stringify([maker.voice, text]))
      .digest('hex');

  /** The making under way, or a new one: two who want a text at once share it. */
  function makingOf(key: string, text: string): Making {
    const known = makings.get(key);
    if (known !== undefined) return known;
    const channel = createAudioChannel();
    const outcome = make(key, text, channel).finally(() => makings.delete(key));
    const making = { channel, outcome };
    makings.set(key, making);
    return making;
  }

  async function make(key: string, text: string, channel: AudioChannel): Promise<MakingOutcome> {
    const kept = await files.read(key);
    if (kept !== undefined) {
      memory.put(key, kept);
      for (const chunk of chunksOf(kept)) channel.push(chunk);
      channel.end();
      return 'kept';
    }
    try {
      await stream(options, text, channel);
    } catch (error) {
      channel.fail(error instanceof Error ? error : new Error(String(error)));
      return 'failed';
    }
    channel.end();
    const audio = new Uint8Array(Buffer.concat(channel.chunks));
    if (audio.length === 0) return 'failed';
    memory.put(key, audio);
    await files.write(key, audio).catch(() => {
      writeFailures += 1;
    });
    return 'made';
  }

  async function* speakKept(text: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    if (signal.aborted) return;
    const key = keyOf(text);
    const hot = memory.get(key);
    if (hot === undefined) {
      yield* makingOf(key, text).channel.listen(signal);
      return;
    }
    for (const chunk of chunksOf(hot)) {
      if (signal.aborted) return;
      yield chunk;
    }
  }

  async function warm(texts: readonly string[], signal: AbortSignal) {
    const counts = { made: 0, kept: 0, failed: 0 };
    for (const text of new Set(texts)) {
      if (signal.aborted) break;
      const key = keyOf(text);
      const outcome = memory.has(key) ? 'kept' : await makingOf(key, text).outcome;
      counts[outcome] += 1;
    }
    return counts;
  }

  return {
    speak: (text, { keep }, signal) => (keep ? speakKept(text, signal) : maker.speak(text, signal)),
    warm,
    get writeFailures() {
      return writeFailures;
    },
    async settled() {
      while (makings.size > 0) await Promise.all([...makings.values()].map((one) => one.outcome));
    },
  };
}

/** No caller's signal: one who hangs up must not spoil it for the others, or for the next call. */
async function stream(
  { maker, clock }: PromptCacheOptions,
  text: string,
  channel: AudioChannel,
): Promise<void> {
  const stuck = new AbortController();
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const takeBackDeadline = clock.after(makingMsMax, () => {
    stuck.abort();
    reject(new ServiceError('voice-failed', 'the voice did not end a text in time'));
  });
  async function copy(): Promise<void> {
    for await (const chunk of maker.speak(text, stuck.signal)) channel.push(chunk);
  }
  try {
    await Promise.race([copy(), deadline]);
  } finally {
    takeBackDeadline();
  }
}

type MakingOutcome = Awaited<Making['outcome']>;

function* chunksOf(audio: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < audio.length; at += chunkBytes) yield audio.subarray(at, at + chunkBytes);
}
