/** Deepgram's Aura: a text in, mu-law for the telephone out while it is still being made. */
import { DeepgramClient, DeepgramError } from '@deepgram/sdk';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { type AudioChannel, createAudioChannel } from './audio-channel.ts';
import { partsOf } from './clauses.ts';
import type { VoiceMaker } from './voice.ts';

export interface AuraServer {
  apiKey?: string;
  /** Where it is, as `wss://…` like the recogniser's address; without it, Deepgram's own. */
  url?: string;
  voice: string;
}

/** Aura takes 2,000 letters in one request. */
const partBytesMax = 1_900;
const textLengthMax = 4_500;
/** From the asking to the last audio of one part. */
const requestMsMax = 15_000;
/** Counts up when the way of making sound changes, so that kept audio is made anew. */
const makingVersion = 1;

export function createAuraVoice({
  clock,
  apiKey = 'none',
  url,
  voice,
}: AuraServer & { clock: Clock }): VoiceMaker {
  const client = new DeepgramClient({
    apiKey,
    ...(url === undefined ? {} : { baseUrl: url.replace(/^ws/, 'http') }),
  });

  /**
   * By HTTP: over Aura's WebSocket a text ends with a flush, of which it takes 20 a minute, and a call
   * is spoken clause by clause. Asks once: a caller who waits is better served by the next voice than
   * by another try. Reads as fast as it comes: a listener keeps the pace of speech, which the deadline
   * must not count.
   */
  async function ask(text: string, channel: AudioChannel, signal: AbortSignal): Promise<void> {
    const late = new AbortController();
    const takeBackDeadline = clock.after(requestMsMax, () => late.abort());
    const either = AbortSignal.any([signal, late.signal]);
    const gone = Promise.withResolvers<undefined>();
    either.addEventListener('abort', () => gone.resolve(undefined), { once: true });
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    try {
      const answer = await client.speak.v1.audio
        .generate(
          {
            text,
            model: voice as 'aura-2-thalia-en',
            encoding: 'mulaw',
            sample_rate: 8_000,
            container: 'none',
          },
          { maxRetries: 0, abortSignal: either },
        )
        .withRawResponse();
      reader = answer.data.stream()?.getReader();
      // A page that a proxy shows instead would be a noise, and kept as a sentence's audio.
      if (!answer.rawResponse.headers.get('content-type')?.startsWith('audio/')) {
        throw new Error('not audio');
      }
      for (;;) {
        const next = await Promise.race([reader?.read(), gone.promise]);
        if (late.signal.aborted) throw new Error('late');
        if (next === undefined || next.done || signal.aborted) return;
        channel.push(next.value);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (late.signal.aborted) {
        throw new ServiceError('timed-out', 'the voice did not end a text in time');
      }
      // The answer's body may hold the text that was to be spoken; the status is enough.
      const status = error instanceof DeepgramError ? error.statusCode : undefined;
      throw new ServiceError('voice-failed', `Aura said ${status ?? 'nothing'}`);
    } finally {
      takeBackDeadline();
      gone.resolve(undefined);
      reader?.cancel().catch(() => undefined);
    }
  }

  async function* speakPart(text: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const unwanted = new AbortController();
    const channel = createAudioChannel();
    ask(text, channel, AbortSignal.any([signal, unwanted.signal])).then(channel.end, channel.fail);
    try {
      yield* channel.listen(signal);
    } finally {
      unwanted.abort();
    }
  }

  async function* speak(text: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    if (text.length > textLengthMax) {
      throw new ServiceError('voice-failed', `a text is longer than ${textLengthMax} characters`);
    }
    for (const part of partsOf(text, partBytesMax)) {
      if (signal.aborted) return;
      if (part.trim() !== '') yield* speakPart(part, signal);
    }
  }

  return { name: 'aura', voice: `aura:${voice}:${makingVersion}`, speak, close: async () => {} };
}
