import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createReaders } from '../../server/readers.ts';
import { systemClock } from '../../services/clock.ts';
import { startOpenaiEmulator } from '../emulators/openai/openai-emulator.ts';
import { dentist, labels, never, turn } from '../services/understanding/openai-desk.ts';

describe('who understands the callers', () => {
  it('is the local reader alone without a key and an address', () => {
    expect(readConfig({}).openai).toBeUndefined();
    expect(createReaders({ clock: systemClock })(dentist).name).toBe('local');
  });

  it('is a model above it with a key, or with the address of a server that wants none', () => {
    expect(readConfig({ OPENAI_API_KEY: 'key' }).openai).toEqual({
      apiKey: 'key',
      model: expect.any(String),
    });
    expect(
      readConfig({ OPENAI_BASE_URL: 'http://localhost:1/v1', OPENAI_MODEL: 'm' }).openai,
    ).toEqual({ baseUrl: 'http://localhost:1/v1', model: 'm' });
    expect(() => readConfig({ OPENAI_BASE_URL: 'localhost' })).toThrow('OPENAI_BASE_URL');
  });

  it('is a model that listens, where one is set up, with or without another behind it', () => {
    const { realtime } = readConfig({ OPENAI_API_KEY: 'key', OPENAI_REALTIME_MODEL: 'r' });
    expect(realtime).toEqual({ apiKey: 'key', model: 'r' });
    const { gemini } = readConfig({ GEMINI_API_KEY: 'key', GEMINI_MODEL: 'g' });
    expect(gemini).toEqual({ apiKey: 'key', model: 'g' });
    const alone = createReaders({ clock: systemClock, labelled: true });
    expect(alone(dentist).name).toBe('local+listener');
    const openai = { apiKey: 'key', model: 'm' };
    const both = createReaders({ clock: systemClock, labelled: true, openai });
    expect(both(dentist).name).toBe('local+listener+openai');
  });

  it('sends the key and the model’s name to that address, and nowhere else', async () => {
    const emulator = await startOpenaiEmulator({
      apiKey: 'key',
      models: ['m'],
      answer: () => labels(['human', 'the blue one']),
    });
    const { openai } = readConfig({
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: emulator.url,
      OPENAI_MODEL: 'm',
    });
    const readerOf = createReaders({ clock: systemClock, ...(openai ? { openai } : {}) });
    const reader = readerOf(dentist);
    expect(reader).toBe(readerOf(dentist));
    expect(reader.name).toBe('local+openai');
    const reading = await reader.understand(turn('the blue one goes round'), never);
    expect(reading.commands).toEqual([{ command: 'human' }]);
    await emulator.close();
  });
});
