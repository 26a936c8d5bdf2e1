import { afterEach, describe, expect, it } from 'vitest';
import type { Meanings } from '../../../services/understanding/openai/meanings.ts';
import { nearestByMeaning } from '../../../services/understanding/openai/nearest-questions.ts';
import type { TurnToRead } from '../../../services/understanding/understanding.ts';
import type { ChatRequest } from '../../emulators/openai/chat-request.ts';
import type { Vectors } from '../../emulators/openai/embeddings.ts';
import {
  type OpenaiEmulator,
  startOpenaiEmulator,
} from '../../emulators/openai/openai-emulator.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { labels, labelsIn, never, openaiReader, read, turn, vocabulary } from './openai-desk.ts';

const emulators: OpenaiEmulator[] = [];
afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.close();
});

async function server(vectors?: Vectors): Promise<OpenaiEmulator> {
  const emulator = await startOpenaiEmulator({
    answer: () => labels(),
    ...(vectors ? { vectors } : {}),
  });
  emulators.push(emulator);
  return emulator;
}

/** Cars and parking mean one thing, everything else another. */
const cars: Vectors = (text) => (/park|automobile/i.test(text) ? [3, 0] : [0, 2]);
const few = { 'questions-max': 3 };
const said: TurnToRead = turn('the automobile, whereabouts would it stand');
const wordings = vocabulary.questions.flatMap((question) => question.wordings);

function listed({ requests }: OpenaiEmulator): string[] {
  return labelsIn(requests.at(-1) as ChatRequest).filter((label) => label.startsWith('ask:'));
}

describe('a business with more questions than fit', () => {
  it('lists those that mean what was said, once their meanings are there', async () => {
    const emulator = await server(cars);
    const reader = openaiReader(emulator.url, few);
    await read(reader, said);
    expect(listed(emulator)).toHaveLength(3);
    await expect.poll(() => emulator.embedded.length).toBe(1);
    expect(new Set(emulator.embedded[0])).toEqual(new Set(wordings));
    await expect
      .poll(async () => {
        await read(reader, said);
        return listed(emulator);
      })
      .toContain('ask:parking');
  });

  it('sends each wording once, however many turns there are', async () => {
    const emulator = await server(cars);
    const reader = openaiReader(emulator.url, few);
    await read(reader, said);
    await expect.poll(() => emulator.embedded.length).toBe(1);
    for (let more = 0; more < 3; more++) await read(reader, said);
    const sent = emulator.embedded.flat().filter((text) => text === wordings[0]);
    expect(sent).toHaveLength(1);
  });

  it('lists those that share the words when the server makes no meanings, and lets it rest', async () => {
    const emulator = await server(() => {
      throw new Error('no embeddings here');
    });
    const reader = openaiReader(emulator.url, few);
    const parking = turn('where could somebody park');
    await read(reader, parking);
    await expect.poll(() => emulator.embedded.length).toBe(1);
    for (let more = 0; more < 3; more++) await read(reader, parking);
    expect(listed(emulator)).toContain('ask:parking');
    expect(emulator.embedded).toHaveLength(1);
  });

  it('asks for no meanings when operations turned that off', async () => {
    const emulator = await server(cars);
    const reader = openaiReader(emulator.url, { ...few, 'meaning-deadline-max': 0 });
    await read(reader, turn('where could somebody park'));
    await read(reader, turn('where could somebody park'));
    expect(listed(emulator)).toContain('ask:parking');
    expect(emulator.embedded).toHaveLength(0);
  });

  it('waits for a meaning only so long', async () => {
    const clock = createManualClock();
    const slow: Meanings = {
      known: (texts) => texts.map(() => Float32Array.of(1, 0)),
      of: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const limits = { clock, most: 250, signal: never };
    const found = nearestByMeaning(turn('where could somebody park'), slow, limits);
    await clock.advance(250);
    expect((await found)[0]?.id).toBe('parking');
    expect(clock.pending).toBe(0);
  });
});

it('a business whose questions all fit sends nothing but the one request', async () => {
  const emulator = await server(cars);
  await read(openaiReader(emulator.url), said);
  expect(listed(emulator)).toHaveLength(vocabulary.questions.length);
  expect(emulator.requests).toHaveLength(1);
  expect(emulator.embedded).toHaveLength(0);
});
