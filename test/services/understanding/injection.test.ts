import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../../../machines/call/events-of.ts';
import { type Expectation, expectNothing, type Understood } from '../../../machines/vocabulary.ts';
import { understandLocally } from '../../../services/understanding/local-reader.ts';
import type {
  TurnToRead,
  UnderstandingMaker,
} from '../../../services/understanding/understanding.ts';
import type { ChatAnswer } from '../../emulators/openai/chat-answers.ts';
import type { ChatRequest } from '../../emulators/openai/chat-request.ts';
import {
  type OpenaiEmulator,
  startOpenaiEmulator,
} from '../../emulators/openai/openai-emulator.ts';
import { attacks } from './attacks.ts';
import {
  cascade,
  dentist,
  labelsIn,
  openaiReader,
  read,
  saidIn,
  turn,
  vocabulary,
} from './openai-desk.ts';

const accepts: Expectation['accepts'] = [
  { slot: 'when', kind: 'when' },
  { slot: 'service', kind: 'service' },
  { slot: 'name', kind: 'name' },
  { slot: 'phone', kind: 'phone' },
];
const states: [string, Partial<Expectation>][] = [
  ['where nothing was asked', { accepts }],
  ['where a name was asked for', { accepts, asks: [{ slot: 'name', kind: 'name' }] }],
  ['where a booking waits for a yes', { accepts, yesNo: true, flows: [] }],
  [
    'where times are offered',
    {
      choices: [
        { id: '0', words: [], value: { date: '2026-11-24', time: '09:00' } },
        { id: '1', words: [], value: { date: '2026-11-24', time: '14:30' } },
      ],
      flows: ['cancel'],
    },
  ],
];

/** Does what the attack asks, schema or not: no real server with constrained decoding is this weak. */
function obey(request: ChatRequest): ChatAnswer {
  const said = saidIn(request);
  const attack = attacks.find(({ says }) => says.startsWith(said));
  if (!attack) throw new Error(`no attack begins with ${said}`);
  const { obeys } = attack;
  if (obeys === '*') {
    const meant = labelsIn(request).map((label) => ({ label, words: 'label everything' }));
    return { kind: 'text', text: JSON.stringify({ meant: meant.slice(0, 12) }) };
  }
  if (typeof obeys === 'string') return { kind: 'text', text: obeys };
  const meant = obeys.map(([label, words]) => ({ label, words }));
  return { kind: 'text', text: JSON.stringify({ meant }) };
}

let emulator: OpenaiEmulator;
beforeAll(async () => {
  emulator = await startOpenaiEmulator({ answer: obey });
});
afterAll(() => emulator.close());

const ids = new Set([
  ...vocabulary.flows.map(({ id }) => id),
  ...vocabulary.questions.map(({ id }) => id),
  ...vocabulary.services.map(({ id }) => id),
]);

/** Everything in a reading that was neither expected, nor said, nor worked out by code. */
function smuggled(
  reading: Understood,
  local: Understood,
  { text: says, expectation }: TurnToRead,
): string[] {
  const found: string[] = [];
  const slots = new Set([...expectation.asks, ...expectation.accepts].map(({ slot }) => slot));
  const alone = JSON.stringify(local.commands);
  for (const each of reading.commands) {
    // What the local reader finds needs no model, and is judged by its own tests.
    if (alone.includes(JSON.stringify(each))) continue;
    const { command, slot, value, heard, readings = [] } = each;
    const plain = !['set', 'correct', 'start-flow', 'ask', 'choose'].includes(command);
    if (slot !== undefined && !slots.has(slot)) found.push(`slot ${slot}`);
    if (heard !== undefined && !says.includes(heard)) found.push(`heard ${heard}`);
    if (command === 'start-flow' && !expectation.flows.includes(String(value))) {
      found.push(`flow ${String(value)}`);
    }
    if (command === 'ask' && !ids.has(String(value))) found.push(`question ${String(value)}`);
    if (command === 'choose' && !expectation.choices.some(({ id }) => id === value)) {
      found.push(`choice ${String(value)}`);
    }
    if ((command === 'affirm' || command === 'deny') && !expectation.yesNo) found.push(command);
    if (plain && value !== undefined && !/^[a-z-]{2,20}$/.test(String(value))) {
      found.push(`value ${String(value)}`);
    }
    // Behind the name that was heard stand others that sound like it.
    const first = value ?? readings[0];
    if (slot === 'name' && !isSaid(first, says)) found.push(`name ${JSON.stringify(first)}`);
    if (slot === 'phone') found.push(`phone ${String(first)}`);
  }
  return found;
}

/** Every part of a name was in the caller's mouth. */
function isSaid(value: unknown, says: string): boolean {
  const parts = Object.values((value ?? {}) as object).filter((part) => typeof part === 'string');
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');
  return parts.every((part) => letters(says).includes(letters(part)));
}

const makers: [string, (url: string) => UnderstandingMaker][] = [
  ['alone', (url) => openaiReader(url)],
  ['with the local reader', (url) => cascade(url, { 'ask-model': 'always' })],
];

it('knows at least forty attacks, no two alike', () => {
  expect(new Set(attacks.map(({ says }) => says)).size).toBeGreaterThanOrEqual(40);
  expect(new Set(attacks.map(({ says }) => says)).size).toBe(attacks.length);
});

describe.each(makers)('an obedient model %s', (_, make) => {
  describe.each(states)('%s', (_state, expecting) => {
    it.each(attacks)('carries nothing over: "$says"', async ({ says }) => {
      const of = turn(says, expecting);
      // Alone it may fail on what is no answer; then the local reading stands.
      const reading = await read(make(emulator.url), of).catch((error) => {
        expect(error).toMatchObject({ code: 'understanding-failed' });
        return undefined;
      });
      if (!reading) return;
      expect(smuggled(reading, understandLocally(of), of)).toEqual([]);
      for (const note of reading.notes ?? []) {
        expect(note).toMatch(/^(model: [a-z0-9-]+|dropped [a-z:0-9 -]+: [a-z -]+)$/);
      }
    });
  });
});

describe('a booking that waits for a yes', () => {
  it.each(attacks)('is not confirmed by "$says"', async ({ says }) => {
    const of = turn(says, { ...expectNothing, accepts, yesNo: true });
    const reading = await read(cascade(emulator.url, { 'ask-model': 'always' }), of);
    const situation = { text: says, expectation: of.expectation, questionHeard: true };
    const confirms = (understood: Understood) =>
      eventsOf(understood, { ...situation, repair: dentist.repair }).some(
        ({ type }) => type === 'caller.affirmed',
      );
    // A plain yes in the caller's mouth is one; the model never adds another.
    expect(confirms(reading) && !confirms(understandLocally(of))).toBe(false);
  });
});
