import { afterEach, describe, expect, it } from 'vitest';
import { createDeepgramNova } from '../../../services/speech/deepgram-nova.ts';
import { type DeepgramCaller, deepgramCaller, settle, until } from './deepgram-caller.ts';

const cleaning = "I'd like a cleaning please";
const tuesday = 'on Tuesday at half past three';
const name = { text: 'Priya Raghunathan', nbest: ['Priya Raganathan', 'Pria Raghunathan'] };

describe('a caller heard through Nova', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());
  const call = async (options: Parameters<typeof deepgramCaller>[1] = {}) => {
    caller = await deepgramCaller(createDeepgramNova, {
      phrases: [cleaning, tuesday, name, 'yes'],
      ...options,
    });
    await caller.connected();
  };

  it('is understood while speaking; a pause makes the words final and leaves the turn to us', async () => {
    await call();
    await caller.says(cleaning);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.heard.at(-1)).toMatchObject({ text: cleaning, final: true, turnOver: false });
    expect(caller.heard.length).toBeGreaterThan(3);
    expect(caller.heard.slice(0, -1).every(({ final }) => !final)).toBe(true);
  });

  it('has a name read in other ways as well', async () => {
    await call();
    await caller.says(name.text);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.heard.at(-1)).toMatchObject({ text: name.text, nbest: name.nbest });
  });

  it('hears a long sentence whole, although it is closed in pieces', async () => {
    const long =
      'well my husband and I were wondering whether Doctor Okafor could see our daughter';
    await call({ phrases: [long] });
    await caller.says(long);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([long]);
    // Each telling of the open words holds all of them, not the last piece alone.
    expect(caller.heard.every(({ text }) => long.startsWith(text))).toBe(true);
  });

  it('loses no word and hears none twice when the connection breaks within a sentence', async () => {
    const long =
      'well my husband and I were wondering whether Doctor Okafor could see our daughter';
    await call({ phrases: [long], behaviour: { dropAfterMs: 3_600 } });
    await caller.says(long);
    await caller.connected(2);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([long]);
  });

  it('is kept connected without audio, beyond the ten seconds after which Nova hangs up', async () => {
    await call();
    await caller.isQuiet(100);
    await caller.vanishes(25_000);
    expect(caller.emulator.connections.length).toBe(1);
    expect(caller.emulator.connections[0]?.closeCode).toBeUndefined();
    await caller.says(cleaning);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('has their last words closed when the audio stops in the middle of them', async () => {
    await call();
    await caller.says(cleaning);
    await caller.vanishes(1_400);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
    const asked = caller.emulator.connections[0]?.messages.filter(
      ({ type }) => type === 'Finalize',
    );
    expect(asked?.length).toBe(1);
  });

  it('hears a final that comes twice only once', async () => {
    await call({ behaviour: { finalsTwice: true } });
    await caller.says(cleaning);
    await caller.isQuiet(1_500);
    await until(() => caller.finals().length > 0);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('is not answered twice when the turn was taken before its final came', async () => {
    await call({ behaviour: { finalsLateMs: 500 } });
    await caller.says('yes');
    await caller.isQuiet(100);
    caller.turnTaken();
    await caller.isQuiet(2_000);
    await settle();
    expect(caller.heard.map(({ text }) => text)).toEqual(['yes']);
    await caller.says(tuesday);
    await caller.isQuiet(1_500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([tuesday]);
  });

  it('understands two who begin alike, by how they go on', async () => {
    const checkup = "I'd like a checkup please";
    await call({ phrases: [cleaning, checkup] });
    await caller.says(checkup);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([checkup]);
  });

  it('has a turn that no pause ends, over a noise, ended by the gap between the words', async () => {
    await call();
    await caller.says(cleaning);
    // A noise of no words, of which the pause is never heard.
    await caller.says('mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm');
    await until(() => caller.finals().length === 1);
    expect(caller.heard.at(-1)).toMatchObject({ text: cleaning, final: true, turnOver: true });
  });

  it('says nothing for a noise that is no words', async () => {
    await call({ phrases: [] });
    await caller.says(cleaning);
    await caller.isQuiet(2_000);
    expect(caller.heard).toEqual([]);
    expect(caller.failures).toEqual([]);
    expect(caller.emulator.connections.length).toBe(1);
  });
});

describe('what Nova is told', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());

  it('connects with the telephone format, pauses, other readings and key terms', async () => {
    const keyTerms = () => ['Dr. Okafor'];
    caller = await deepgramCaller(createDeepgramNova, { keyTerms });
    await caller.connected();
    const { path, query } = caller.emulator.connections[0] ?? { query: new URLSearchParams() };
    expect(path).toBe('/v1/listen');
    expect(Object.fromEntries(query)).toMatchObject({
      encoding: 'mulaw',
      sample_rate: '8000',
      interim_results: 'true',
      alternatives: '3',
      keyterm: 'Dr. Okafor',
    });
  });
});
