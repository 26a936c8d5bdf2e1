import { OpenAI, RateLimitError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createManualClock } from '../../support/manual-clock.ts';
import type { ChatAnswer } from './chat-answers.ts';
import {
  type OpenaiEmulator,
  type OpenaiEmulatorOptions,
  startOpenaiEmulator,
} from './openai-emulator.ts';
import { strictFault } from './strict-schema.ts';

const emulators: OpenaiEmulator[] = [];
afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.close();
});

async function clientOf(options: OpenaiEmulatorOptions = {}): Promise<OpenAI> {
  const emulator = await startOpenaiEmulator(options);
  emulators.push(emulator);
  return new OpenAI({ apiKey: 'key', baseURL: emulator.url, maxRetries: 0, logLevel: 'off' });
}

const said = z.object({ word: z.enum(['yes', 'no']) });
const ask = {
  model: 'm',
  messages: [{ role: 'user' as const, content: 'well?' }],
  response_format: zodResponseFormat(said, 'said'),
};

describe('the vendor’s own SDK', () => {
  it('parses a whole answer', async () => {
    const client = await clientOf({ answer: () => ({ kind: 'json', value: { word: 'yes' } }) });
    const { choices } = await client.chat.completions.parse(ask);
    expect(choices[0]?.message.parsed).toEqual({ word: 'yes' });
  });

  it('sees a refusal, whole or in pieces', async () => {
    const client = await clientOf({ answer: () => ({ kind: 'refusal', text: 'No.' }) });
    const { choices } = await client.chat.completions.parse(ask);
    expect(choices[0]?.message).toMatchObject({ parsed: null, refusal: 'No.' });
    const stream = client.chat.completions.stream(ask);
    expect((await stream.finalMessage()).refusal).toBe('No.');
  });

  it('puts an answer together that comes in pieces, with its usage when asked for', async () => {
    const client = await clientOf({ answer: () => ({ kind: 'json', value: { word: 'no' } }) });
    const stream = client.chat.completions.stream({
      ...ask,
      stream_options: { include_usage: true },
    });
    expect((await stream.finalMessage()).content).toBe('{"word":"no"}');
    expect((await stream.totalUsage()).total_tokens).toBeGreaterThan(0);
  });

  it('throws its own error for an answer that was cut off', async () => {
    const answer: ChatAnswer = { kind: 'text', text: '{"wo', finish: 'length' };
    const client = await clientOf({ answer: () => answer });
    await expect(client.chat.completions.parse(ask)).rejects.toThrow(/length/i);
  });

  it('throws its own error for each status', async () => {
    const client = await clientOf({ answer: () => ({ kind: 'status', status: 429 }) });
    await expect(client.chat.completions.create(ask)).rejects.toBeInstanceOf(RateLimitError);
    const locked = await clientOf({ apiKey: 'other' });
    await expect(locked.chat.completions.create(ask)).rejects.toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
    const without = await clientOf({ models: ['other'] });
    await expect(without.chat.completions.create(ask)).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    expect((await without.models.list()).data.map(({ id }) => id)).toEqual(['other']);
  });

  it('reads the same vector in either encoding', async () => {
    const client = await clientOf();
    const input = ['where can I park', 'where is the parking lot'];
    const packed = await client.embeddings.create({ model: 'm', input });
    const plain = await client.embeddings.create({ model: 'm', input, encoding_format: 'float' });
    for (const [at, { embedding }] of packed.data.entries()) {
      for (const [place, value] of embedding.entries()) {
        expect(value).toBeCloseTo(plain.data[at]?.embedding[place] ?? Number.NaN, 6);
      }
    }
  });

  it('waits for a slow answer on the clock it was given', async () => {
    const clock = createManualClock();
    const pace = { firstMs: 300, pieceMs: 50, pieceCharacters: 5 };
    const answer: ChatAnswer = { kind: 'json', value: { word: 'yes' }, pace };
    const client = await clientOf({ answer: () => answer, clock });
    let done = false;
    const stream = client.chat.completions.stream(ask).on('end', () => {
      done = true;
    });
    await expect.poll(() => clock.pending).toBe(1);
    expect(done).toBe(false);
    const whole = stream.finalMessage();
    while (await clock.advanceToNext());
    expect((await whole).content).toBe('{"word":"yes"}');
    expect(clock.now()).toBeGreaterThanOrEqual(createManualClock().now() + 300);
  });
});

describe('a request that the real service would refuse', () => {
  it.each<[string, object]>([
    ['an unknown argument', { ...ask, temprature: 0 }],
    ['a temperature out of range', { ...ask, temperature: 3 }],
    ['no message', { ...ask, messages: [] }],
    ['usage of what is not streamed', { ...ask, stream_options: { include_usage: true } }],
    [
      'a schema with a name of its own kind',
      {
        ...ask,
        response_format: { type: 'json_schema', json_schema: { name: 'a b', schema: {} } },
      },
    ],
  ])('%s', async (_, body) => {
    const client = await clientOf();
    const asked = client.chat.completions.create(body as never);
    await expect(asked).rejects.toMatchObject({ status: 400 });
  });

  const text = { type: 'string' };
  const object = (properties: object, more: object = {}) => ({
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    ...more,
  });
  it.each<[string, unknown, RegExp | undefined]>([
    [
      'a sound schema',
      object({ a: text, b: { type: 'array', items: object({ c: text }) } }),
      undefined,
    ],
    [
      'a list at the top',
      { type: 'array', items: text },
      /must be a JSON Schema of 'type: "object"'/,
    ],
    ['open objects', object({ a: text }, { additionalProperties: true }), /additionalProperties/],
    [
      'open objects inside',
      object({ a: { type: 'object', properties: {} } }),
      /additionalProperties/,
    ],
    ['an optional key', object({ a: text, b: text }, { required: ['a'] }), /Missing 'b'/],
    ['a key required that is not there', object({ a: text }, { required: ['a', 'b'] }), /Extra/],
    ['a keyword it does not know', object({ a: { ...text, minLength: 1 } }), /'minLength'/],
    ['an empty list of values', object({ a: { ...text, enum: [] } }), /'enum'/],
    ['a list of nothing', object({ a: { type: 'array' } }), /missing items/],
    ['a type that is none', object({ a: { type: 'date' } }), /'date'/],
  ])('%s', (_, schema, fault) => {
    const found = strictFault('said', schema);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(fault);
  });
});
