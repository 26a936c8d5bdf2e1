/** Google Cloud Text-to-Speech, streamed: the first audio comes while the rest is still being made. */
import { TextToSpeechClient } from '@google-cloud/text-to-speech';
import { credentials, status } from '@grpc/grpc-js';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { type AudioChannel, createAudioChannel } from './audio-channel.ts';
import { partsOf } from './clauses.ts';
import type { VoiceMaker } from './voice.ts';
import { createWavHeaderRemover } from './wav-header.ts';

export interface GoogleServer {
  /** Google's name of the voice; streaming knows the Chirp 3 HD voices. */
  voice?: string;
  /** `host:port` of a server without TLS and credentials instead of Google's. */
  endpoint?: string;
  /** The service account's file; without it, the client looks where Google says it should. */
  credentialsFile?: string;
}

export interface GoogleVoiceOptions extends GoogleServer {
  clock: Clock;
}

const voiceOtherwise = 'en-US-Chirp3-HD-Aoede';
/** Google takes 5,000 bytes in one input; about as much text as is said in five minutes. */
const inputBytesMax = 4_500;
const textLengthMax = 4_500;
/** From the asking to the last audio; audio comes several times faster than it is spoken. */
const requestMsMax = 15_000;
/** No sound for so long: the line may be dead, which the system notices a quarter of an hour later. */
const muteMsMax = 1_000;
/** What others are still told over a line that is given up has come by then. */
const closeAfterMs = 20_000;
/** Counts up when the way of making sound changes, so that kept audio is made anew. */
const makingVersion = 1;

export function createGoogleVoice(options: GoogleVoiceOptions): VoiceMaker {
  const { clock, voice = voiceOtherwise } = options;
  let client = clientFor(options);
  let closed = false;
  const languageCode = voice.split('-').slice(0, 2).join('-');

  /** The next text goes over a new line, whatever became of this one. */
  function giveUp(used: TextToSpeechClient): void {
    if (closed || used !== client) return;
    client = clientFor(options);
    clock.after(closeAfterMs, () => void used.close().catch(() => undefined));
  }

  function ask(text: string, channel: AudioChannel): { cancel(): void } {
    const used = client;
    const stream = used.streamingSynthesize();
    const strip = createWavHeaderRemover();
    const askedAtMs = clock.now();
    let over = false;
    let mute = true;

    function finish(error?: ServiceError): void {
      if (over) return;
      over = true;
      takeBackDeadline();
      if (mute && clock.now() - askedAtMs >= muteMsMax) giveUp(used);
      if (error === undefined) channel.end();
      else channel.fail(error);
    }
    const takeBackDeadline = clock.after(requestMsMax, () => {
      finish(new ServiceError('timed-out', 'the voice did not end a text in time'));
      stream.cancel();
    });
    // Cancelling also ends in an error, which nobody waits for any more.
    stream.on('error', (error: Error & { code?: number }) => {
      const code = status[error.code ?? status.UNKNOWN] ?? 'UNKNOWN';
      // The details may hold the text that was to be spoken; the code is enough.
      finish(new ServiceError('voice-failed', `Google said ${code}`));
    });
    stream.on('data', ({ audioContent }: { audioContent?: Uint8Array }) => {
      mute = false;
      if (over) return;
      try {
        channel.push(strip(audioContent ?? new Uint8Array(0)));
      } catch (error) {
        finish(error as ServiceError);
        stream.cancel();
      }
    });
    stream.on('end', () => finish());
    // The first message holds the settings and nothing else.
    stream.write({
      streamingConfig: {
        voice: { name: voice, languageCode },
        streamingAudioConfig: { audioEncoding: 'MULAW', sampleRateHertz: 8_000 },
      },
    });
    for (const part of partsOf(text, inputBytesMax)) stream.write({ input: { text: part } });
    stream.end();
    return {
      cancel() {
        if (over) return;
        finish();
        stream.cancel();
      },
    };
  }

  async function* speak(text: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    if (signal.aborted || text.trim() === '') return;
    if (text.length > textLengthMax) {
      throw new ServiceError('voice-failed', `a text is longer than ${textLengthMax} characters`);
    }
    const channel = createAudioChannel();
    const asked = ask(text, channel);
    const onAbort = () => asked.cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      yield* channel.listen(signal);
    } finally {
      signal.removeEventListener('abort', onAbort);
      asked.cancel();
    }
  }

  return {
    name: 'google',
    voice: `google:${voice}:${makingVersion}`,
    speak,
    close() {
      closed = true;
      return client.close();
    },
  };
}

/** Lines to one address are shared in a process otherwise: a new client would get the dead one. */
const ownLine = { 'grpc.use_local_subchannel_pool': 1 };

function clientFor({ endpoint, credentialsFile }: GoogleServer): TextToSpeechClient {
  if (endpoint === undefined) {
    const file = credentialsFile === undefined ? {} : { keyFilename: credentialsFile };
    return new TextToSpeechClient({ ...ownLine, ...file });
  }
  // The client joins the port on by itself: `host:port` as one text would wait for ever.
  const colon = endpoint.lastIndexOf(':');
  return new TextToSpeechClient({
    ...ownLine,
    apiEndpoint: endpoint.slice(0, colon),
    port: Number(endpoint.slice(colon + 1)),
    sslCreds: credentials.createInsecure(),
    // Known beforehand, or the client would look for credentials on the network to learn it.
    clientOptions: { universeDomain: 'googleapis.com' },
  });
}
