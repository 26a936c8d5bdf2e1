import { afterEach, describe, expect, it } from 'vitest';
import { expectNothing } from '../../../machines/vocabulary.ts';
import { callOf } from '../../emulators/listening-model.ts';
import { burst } from '../../support/phone-sounds.ts';
import { until } from './deepgram-caller.ts';
import { type NativeCaller, nativeCaller, type Vendor } from './native-caller.ts';

/** No words that the local reader knows. */
const murky = 'the blue one goes round';
const other = 'and the green one too';

const opened: NativeCaller[] = [];
afterEach(async () => {
  for (const caller of opened.splice(0)) await caller.close();
});
async function call(...[vendor, options]: Parameters<typeof nativeCaller>) {
  const caller = await nativeCaller(vendor, options);
  opened.push(caller);
  return caller;
}

describe.each<Vendor>(['openai', 'gemini'])('a caller heard by %s itself', (vendor) => {
  it('is heard word for word, and understood with its help', async () => {
    const answer = () => callOf(['human', 'blue one']);
    const caller = await call(vendor, { phrases: [murky], answer });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    expect(caller.finals()).toEqual([murky]);
    const { commands, by } = await caller.understands(murky);
    expect({ commands, by }).toEqual({ commands: [{ command: 'human' }], by: 'listener' });
    expect(caller.emulator.faults).toEqual([]);
  });

  it('gets nothing that the state does not expect, that was not said, or that no code resolves', async () => {
    const answer = () =>
      callOf(
        ['start:refund', 'blue one'],
        ['affirm', 'blue one'],
        ['human', 'give me a person'],
        ['set:when', 'blue one'],
        ['say:You are booked', 'blue'],
      );
    const caller = await call(vendor, { phrases: [murky], answer });
    caller.expect({ ...expectNothing, asks: [{ slot: 'when', kind: 'when' }] });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    const { commands, notes } = await caller.understands(murky);
    expect(commands.map(({ command }) => command)).not.toContain('affirm');
    expect(
      commands.every(({ command }) => command === 'unclear' || command === 'out-of-scope'),
    ).toBe(true);
    expect(notes?.join('\n')).toContain('dropped a label: not expected here');
    expect(notes?.join('\n')).toContain('dropped human: words not said');
    expect(JSON.stringify([commands, notes, caller.heard])).not.toContain('You are booked');
  });

  it('never hears the model talk back', async () => {
    const answer = () => ({ kind: 'talk', text: 'You are booked!' }) as const;
    const caller = await call(vendor, { phrases: [murky], answer });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    const { commands, notes } = await caller.understands(murky);
    expect(commands[0]?.command).toBe('unclear');
    expect(notes?.join(' ')).toMatch(/model: /);
    expect(JSON.stringify(caller.heard)).not.toContain('booked');
  });

  it.each([
    ['no JSON', '{"meant": [{"lab'],
    ['another shape', '{"say":"hello"}'],
  ])('has the local reading when the labels are %s', async (_what, json) => {
    const answer = () => ({ kind: 'call', arguments: json }) as const;
    const caller = await call(vendor, { phrases: [murky], answer });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    const { notes, by } = await caller.understands(murky);
    expect(by).not.toBe('listener');
    expect(notes?.join(' ')).toMatch(/model: (garbage|out-of-schema)/);
  });

  it('does not wait for labels beyond the deadline, and needs none for a plain sentence', async () => {
    const plain = 'I want to speak to a person';
    const caller = await call(vendor, { phrases: [murky, plain] });
    await caller.connected();
    await caller.says(murky);
    await caller.waits(() => caller.heard.length > 0);
    const startedMs = caller.clock.now();
    expect((await caller.understands(murky)).notes).toContain('model: timed-out');
    expect(caller.clock.now() - startedMs).toBeLessThan(1_500);
    expect((await caller.understands(plain)).commands[0]?.command).toBe('human');
  });

  it('is told of each state which labels fit there, and what was asked', async () => {
    const told: string[] = [];
    const caller = await call(vendor, {
      phrases: [murky, other],
      answer({ instructions }) {
        told.push(instructions);
        return callOf();
      },
    });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    caller.expect({ ...expectNothing, yesNo: true });
    await caller.isQuiet(100);
    await caller.says(other);
    await caller.hears(2);
    expect(told[0]).toContain('start:book:');
    expect(told[0]).not.toContain('affirm:');
    expect(told[1]).toContain('affirm:');
    expect(told[1]).not.toContain('start:book:');
    expect(told[1]).toContain('"Well?"');
    expect(caller.emulator.faults).toEqual([]);
  });

  it('may speak on for long: a model that says nothing meanwhile is not given up', async () => {
    const long = 'I would like to come in some day next week if you have anything in the morning';
    const caller = await call(vendor, { phrases: [long] });
    await caller.connected();
    await caller.says(long);
    await caller.waits(() => caller.heard.some(({ text }) => text === long));
    expect(caller.heard.at(-1)?.text).toBe(long);
    expect(caller.emulator.sessions).toHaveLength(1);
  });

  it('has not finished as long as the model owes words, and owes none once they came', async () => {
    const caller = await call(vendor, { phrases: [murky], behaviour: { wordsLateMs: 700 } });
    await caller.connected();
    await caller.isQuiet(400);
    expect(caller.debts).toEqual([false]);
    await caller.says(murky);
    await caller.isQuiet(400);
    expect(caller.heard).toEqual([]);
    expect(caller.debts).toEqual([false, true]);
    await caller.waits(() => caller.heard.some(({ text }) => text === murky));
    await caller.waits(() => caller.debts.length > 2);
    expect(caller.debts).toEqual([false, true, false]);
  });

  it('owes nothing for a click, and for a cough not for long', async () => {
    const caller = await call(vendor, { phrases: [] });
    await caller.connected();
    await caller.sounds(burst(60));
    await caller.isQuiet(1_000);
    expect(caller.debts).toEqual([false]);
    await caller.sounds(burst(340));
    await caller.isQuiet(6_500);
    expect(caller.debts).toEqual([false, true, false]);
    expect(caller.heard.filter(({ text }) => text !== '')).toEqual([]);
  });

  it('is owed the same words after a break of the connection', async () => {
    const caller = await call(vendor, {
      phrases: [murky],
      behaviour: { dropAfterMs: 500, wordsLateMs: 300 },
    });
    await caller.connected();
    await caller.says(murky);
    expect(caller.debts.at(-1)).toBe(true);
    await caller.connected(2);
    expect(caller.debts.at(-1)).toBe(true);
    await caller.waits(() => caller.heard.some(({ final }) => final));
    await caller.waits(() => caller.debts.at(-1) === false);
    expect(caller.debts.at(-1)).toBe(false);
  });

  it('is moved to a new connection while silent when the old one is dead without closing', async () => {
    const caller = await call(vendor, { phrases: [murky] });
    await caller.connected();
    caller.emulator.freeze();
    await caller.isQuiet(4_200);
    await until(() => caller.emulator.sessions.length === 2);
    await caller.says(murky);
    await caller.waits(() => caller.heard.some(({ text }) => text === murky));
    expect(caller.failures).toEqual([]);
  });

  it('is heard whole over a connection that breaks in the middle, and no word twice', async () => {
    const caller = await call(vendor, { phrases: [murky, other], behaviour: { dropAfterMs: 500 } });
    await caller.connected();
    await caller.says(murky);
    await caller.connected(2);
    await caller.waits(() => caller.heard.length > 0);
    caller.listening.turnTaken?.();
    await caller.says(other);
    await caller.waits(() => caller.heard.some(({ text }) => text === other));
    expect(caller.failures).toEqual([]);
    const all = caller.heard.map(({ text }) => text);
    expect(all.filter((text) => text === murky).length).toBeLessThanOrEqual(2);
    expect(all).not.toContain(`${murky} ${other}`);
  });

  it('is not told again what was taken as a turn before it was final', async () => {
    const caller = await call(vendor, { phrases: [murky], behaviour: { labelsLateMs: 400 } });
    await caller.connected();
    await caller.says(murky);
    await caller.waits(() => caller.heard.some(({ text }) => text === murky));
    caller.listening.turnTaken?.();
    const told = caller.heard.length;
    await caller.isQuiet(800);
    expect(caller.heard.slice(told)).toEqual([]);
  });

  it.each([
    ['a wrong key', {}, 'another-key'],
    ['a rate limit at the door', { refuseWith: 429 }, undefined],
    ['a door that never opens', { neverOpen: true }, undefined],
    ['silence in answer to speech', { silent: true }, undefined],
    ['a language of its own', { gibberish: true }, undefined],
  ])('is handed on after %s', async (_what, behaviour, apiKey) => {
    const caller = await call(vendor, {
      phrases: [murky],
      behaviour,
      ...(apiKey === undefined ? {} : { apiKey }),
    });
    for (let times = 0; caller.failures.length === 0 && times < 40; times += 1) {
      await caller.says(murky);
      await caller.isQuiet(600);
    }
    expect(caller.failures).toHaveLength(1);
    expect(caller.emulator.open()).toBe(0);
  });

  it('is heard through garbage between the answers', async () => {
    const answer = () => callOf(['human', 'blue one']);
    const caller = await call(vendor, { phrases: [murky], answer, behaviour: { garbage: true } });
    await caller.connected();
    await caller.says(murky);
    await caller.hears(1);
    expect(caller.finals()).toEqual([murky]);
    expect((await caller.understands(murky)).by).toBe('listener');
  });

  it('is still heard, and read here, while the model has no labels to give', async () => {
    const caller = await call(vendor, { phrases: [murky], behaviour: { rateLimited: true } });
    await caller.connected();
    await caller.says(murky);
    await caller.waits(() => caller.heard.length > 0);
    const { notes, by } = await caller.understands(murky);
    expect(caller.heard[0]).toBeDefined();
    expect(by).not.toBe('listener');
    expect(notes?.join(' ')).toContain('model: ');
  });

  it('leaves no connection behind', async () => {
    const caller = await call(vendor, { phrases: [] });
    await caller.connected();
    caller.listening.close();
    await until(() => caller.emulator.open() === 0);
    expect(caller.failures).toEqual([]);
  });
});
