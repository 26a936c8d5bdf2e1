import { TextToSpeechClient } from '@google-cloud/text-to-speech';
import { credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type GoogleTtsEmulator, startGoogleTtsEmulator, toneOf } from './google-tts-emulator.ts';
import { wavHeader } from './wav.ts';

let clock: ManualClock;
let emulator: GoogleTtsEmulator;
let client: TextToSpeechClient;
beforeEach(async () => {
  clock = createManualClock();
  emulator = await startGoogleTtsEmulator({ clock });
  const [apiEndpoint = '', port] = emulator.endpoint.split(':');
  client = new TextToSpeechClient({
    apiEndpoint,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    clientOptions: { universeDomain: 'googleapis.com' },
  });
});
afterEach(async () => {
  await client.close();
  await emulator.close();
});

const voice = { name: 'en-US-Chirp3-HD-Aoede', languageCode: 'en-US' };
const streamingAudioConfig = { audioEncoding: 'MULAW', sampleRateHertz: 8_000 } as const;
const good = { streamingConfig: { voice, streamingAudioConfig } };

/** The status with which the stream ends. */
function statusOf(...messages: object[]): Promise<number> {
  const stream = client.streamingSynthesize();
  return new Promise((resolve) => {
    stream.on('error', ({ code }: Error & { code?: number }) => resolve(code ?? -1));
    stream.on('end', () => resolve(status.OK));
    stream.on('data', () => {});
    for (const message of messages) stream.write(message);
    stream.end();
  });
}

describe('the emulated Google', () => {
  it.each([
    ['settings, then text', [good, { input: { text: 'Hi.' } }], status.OK],
    ['text without settings', [{ input: { text: 'Hi.' } }], status.INVALID_ARGUMENT],
    ['settings twice', [good, good], status.INVALID_ARGUMENT],
    [
      'an encoding that cannot stream',
      [{ streamingConfig: { voice, streamingAudioConfig: { audioEncoding: 'MP3' } } }],
      status.INVALID_ARGUMENT,
    ],
    [
      'a text that is too long',
      [good, { input: { text: 'x'.repeat(5_001) } }],
      status.INVALID_ARGUMENT,
    ],
  ])('answers %s as Google does', async (_what, messages, code) => {
    expect(await statusOf(...messages)).toBe(code);
  });

  it('lists voices, and speaks a text at once with a header', async () => {
    const [list] = await client.listVoices({});
    expect(list.voices?.map(({ name }) => name)).toContain(voice.name);
    const [spoken] = await client.synthesizeSpeech({
      input: { text: 'Hi.' },
      voice,
      audioConfig: { audioEncoding: 'MULAW', sampleRateHertz: 8_000 },
    });
    const audio = Buffer.concat([wavHeader(), toneOf('Hi.')]);
    expect(Buffer.compare(audio, Buffer.from(spoken.audioContent as Uint8Array))).toBe(0);
  });

  it('makes the caller wait for the first audio as long as it is told', async () => {
    emulator.behave({ firstAudioMs: 100 });
    const stream = client.streamingSynthesize();
    let bytes = 0;
    stream.on('data', ({ audioContent }: { audioContent: Uint8Array }) => {
      bytes += audioContent.length;
    });
    const ended = new Promise((resolve) => stream.on('end', resolve));
    stream.write(good);
    stream.write({ input: { text: 'Hi.' } });
    stream.end();
    while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(99);
    expect(bytes).toBe(0);
    await clock.advance(1);
    await ended;
    expect(bytes).toBe(toneOf('Hi.').length);
  });
});
