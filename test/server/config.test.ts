import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';

describe('how many calls a server takes at once', () => {
  it('is set, or is 500', () => {
    expect(readConfig({}).callsMax).toBe(500);
    expect(readConfig({ CALLS_MAX: '1200' }).callsMax).toBe(1_200);
  });

  it.each(['0', 'many'])('is refused with its name when it is no number of calls: %s', (text) => {
    expect(() => readConfig({ CALLS_MAX: text })).toThrow(`CALLS_MAX=${text}: `);
  });
});

describe('the settings of speech and voice', () => {
  it('mean the embedded makers when there are none', () => {
    const config = readConfig({});
    expect(config.deepgram).toBeUndefined();
    expect(config.google).toBeUndefined();
  });

  it('need no more than a key', () => {
    expect(readConfig({ DEEPGRAM_API_KEY: 'key' }).deepgram).toEqual({
      apiKey: 'key',
      model: 'flux-general-en',
    });
    const { google } = readConfig({ GOOGLE_APPLICATION_CREDENTIALS: '/etc/google.json' });
    expect(google).toEqual({ credentialsFile: '/etc/google.json' });
  });

  it('can point every provider at this machine', () => {
    const config = readConfig({
      DEEPGRAM_URL: 'ws://127.0.0.1:4000',
      DEEPGRAM_MODEL: 'nova-3',
      GOOGLE_TTS_ENDPOINT: '127.0.0.1:4001',
      GOOGLE_TTS_VOICE: 'en-US-Chirp3-HD-Puck',
    });
    expect(config.deepgram).toEqual({ url: 'ws://127.0.0.1:4000', model: 'nova-3' });
    expect(config.google).toEqual({ endpoint: '127.0.0.1:4001', voice: 'en-US-Chirp3-HD-Puck' });
  });

  it('add Deepgram’s voice to its recogniser when one is named', () => {
    const config = readConfig({ DEEPGRAM_API_KEY: 'key', DEEPGRAM_VOICE: 'aura-2-thalia-en' });
    expect(config.aura).toEqual({ apiKey: 'key', voice: 'aura-2-thalia-en' });
    expect(readConfig({ DEEPGRAM_API_KEY: 'key' }).aura).toBeUndefined();
  });

  it.each([
    ['DEEPGRAM_URL', 'http://127.0.0.1:4000', 'ws://'],
    ['DEEPGRAM_MODEL', 'whisper-large', 'flux or a nova'],
    ['GOOGLE_TTS_ENDPOINT', 'https://texttospeech.googleapis.com', 'host:port'],
    ['GOOGLE_TTS_VOICE', 'en-US-Standard-A', 'Chirp 3 HD'],
  ])('stop the start when %s cannot work, with the fix', (name, value, fix) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name}=.*${fix}`));
  });
});
