import { afterEach, describe, expect, it } from 'vitest';
import { expectNothing } from '../../../machines/vocabulary.ts';
import { createDeepgramFlux } from '../../../services/speech/deepgram-flux.ts';
import { type DeepgramCaller, deepgramCaller, until } from './deepgram-caller.ts';

const cleaning = "I'd like a cleaning please";
const tuesday = 'on Tuesday at half past three';

describe('a caller heard through Flux', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());
  const call = async (options: Parameters<typeof deepgramCaller>[1] = {}) => {
    caller = await deepgramCaller(createDeepgramFlux, {
      phrases: [cleaning, tuesday, 'yes'],
      ...options,
    });
    return caller;
  };

  it('is understood while speaking, and once more when the turn is over', async () => {
    await call();
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(600);
    await until(() => caller.finals().length === 1);
    expect(caller.heard.at(-1)).toMatchObject({ text: cleaning, final: true, turnOver: true });
    const open = caller.heard.slice(0, -1);
    expect(open.length).toBeGreaterThan(2);
    expect(open.every(({ final, turnOver }) => !final && !turnOver)).toBe(true);
    expect(open.every(({ text }) => cleaning.startsWith(text))).toBe(true);
  });

  it('is told nothing twice: the same open words are never handed on again', async () => {
    await call();
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(1_000);
    await until(() => caller.finals().length === 1);
    const open = caller.heard.filter(({ final }) => !final).map(({ text }) => text);
    expect(new Set(open).size).toBe(open.length);
  });

  it('may pause in a turn and go on', async () => {
    await call();
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(240);
    await caller.says(tuesday);
    await caller.isQuiet(600);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([`${cleaning} ${tuesday}`]);
  });

  it('loses nothing that was said before the connection stood', async () => {
    await call();
    await caller.says(cleaning);
    await caller.isQuiet(600);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('loses no word to a connection that breaks in the middle of one', async () => {
    await call({ behaviour: { dropAfterMs: 900 } });
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(200);
    await caller.connected(2);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
    expect(caller.failures).toEqual([]);
  });

  it('hears no turn twice after a break between two turns', async () => {
    await call();
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(600);
    await until(() => caller.finals().length === 1);
    caller.emulator.drop();
    await caller.says(tuesday);
    await caller.connected(2);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 2);
    expect(caller.finals()).toEqual([cleaning, tuesday]);
  });

  it('goes on when an error message closes the connection', async () => {
    await call();
    await caller.connected();
    await caller.begins(cleaning, 400);
    caller.emulator.breakWith('INTERNAL_SERVER_ERROR');
    await caller.goesOn(cleaning, 400);
    await caller.connected(2);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('is moved to a new connection when the old one is dead without closing', async () => {
    await call();
    await caller.connected();
    await caller.begins(cleaning, 600);
    caller.emulator.freeze();
    await caller.goesOn(cleaning, 600);
    await caller.isQuiet(5_000);
    await caller.connected(2);
    await caller.isQuiet(500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('is not burdened after a break with the silence before it', async () => {
    await call();
    await caller.connected();
    await caller.isQuiet(8_000);
    caller.emulator.drop();
    await caller.isQuiet(400);
    await caller.connected(2);
    await until(() => (caller.emulator.connections[1]?.audioBytes ?? 0) > 0);
    expect(caller.emulator.connections[1]?.audioBytes).toBeLessThan(1_500 * 8);
  });

  it('is moved while silent, before the dead connection could cost a word', async () => {
    await call();
    await caller.connected();
    await caller.isQuiet(200);
    caller.emulator.freeze();
    await caller.isQuiet(5_000);
    await caller.connected(2);
    expect(caller.failures).toEqual([]);
  });

  it('is moved to a new connection when nobody answers their words', async () => {
    await call({ behaviour: { silent: true } });
    await caller.connected();
    await caller.says(cleaning);
    await caller.says(tuesday);
    caller.emulator.behave({ silent: false });
    await caller.connected(2);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([`${cleaning} ${tuesday}`]);
  });

  it('is not answered twice when the turn was taken before Flux ended it', async () => {
    await call({ behaviour: { finalsLateMs: 400 } });
    await caller.connected();
    await caller.says('yes');
    await caller.isQuiet(100);
    expect(caller.heard.map(({ text }) => text)).toEqual(['yes']);
    caller.turnTaken();
    await caller.isQuiet(1_000);
    expect(caller.heard.map(({ text }) => text)).toEqual(['yes']);
    await caller.says(tuesday);
    await caller.isQuiet(1_000);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([tuesday]);
  });

  it('is told the rest of a turn of which only the beginning was taken', async () => {
    await call();
    await caller.connected();
    await caller.says('yes');
    await caller.isQuiet(100);
    caller.turnTaken();
    await caller.says(tuesday);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([tuesday]);
  });

  it('hears a final that comes twice only once', async () => {
    await call({ behaviour: { finalsTwice: true } });
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(1_000);
    await until(() => caller.finals().length > 0);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('is understood beside messages that cannot be read', async () => {
    await call({ behaviour: { garbage: true } });
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(700);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
    expect(caller.failures).toEqual([]);
  });

  it('ends the turn although the phone stopped sending audio', async () => {
    await call();
    await caller.connected();
    await caller.says(cleaning);
    await caller.vanishes(1_500);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });
});

describe('a caller whom Flux fails again and again', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());

  it('is handed over when a second connection does not answer their words either', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { behaviour: { silent: true } });
    await caller.connected();
    const startMs = caller.clock.now();
    await caller.says(cleaning);
    while (caller.failures.length === 0) await caller.isQuiet(20);
    expect(caller.emulator.connections.length).toBe(2);
    expect(caller.clock.now() - startMs).toBeLessThan(6_000);
  });

  it('is handed over when each new connection breaks as well', async () => {
    caller = await deepgramCaller(createDeepgramFlux);
    for (let times = 1; caller.failures.length === 0; times += 1) {
      expect(times).toBeLessThan(8);
      await caller.connected(times);
      await caller.isQuiet(200);
      caller.emulator.drop();
      await caller.isQuiet(200);
    }
    expect(caller.failures[0]).toMatchObject({ code: 'speech-failed' });
    expect(caller.emulator.connections.length).toBe(6);
    await caller.isQuiet(500);
    expect(caller.failures.length).toBe(1);
  });

  it('is handed over when the answers are in another language than the protocol', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { phrases: [cleaning] });
    await caller.connected();
    expect(caller.heard).toEqual([]);
    caller.emulator.behave({ gibberish: true });
    for (let times = 0; caller.failures.length === 0 && times < 20; times += 1) {
      await caller.says(cleaning);
      await caller.isQuiet(600);
    }
    expect(caller.heard).toEqual([]);
    expect(caller.failures.length).toBe(1);
  });
});

describe('what Flux is told', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());

  it('connects with the telephone format, the key, key terms and patience', async () => {
    caller = await deepgramCaller(createDeepgramFlux, {
      keyTerms: () => ['Dr. Okafor', 'veneers'],
    });
    await caller.connected();
    const { path, query } = caller.emulator.connections[0] as {
      path: string;
      query: URLSearchParams;
    };
    expect(path).toBe('/v2/listen');
    expect(query.get('encoding')).toBe('mulaw');
    expect(query.get('sample_rate')).toBe('8000');
    expect(query.getAll('keyterm')).toEqual(['Dr. Okafor', 'veneers']);
    expect(Number(query.get('eager_eot_threshold'))).toBeLessThan(
      Number(query.get('eot_threshold')),
    );
  });

  it('waits longer for a phone number than for a yes, and says so only when it changes', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { phrases: ['yes'] });
    await caller.connected();
    await caller.isQuiet(40);
    const phone = { ...expectNothing, asks: [{ slot: 'phone', kind: 'phone' as const }] };
    caller.expect({ ...expectNothing, yesNo: true });
    caller.expect({ ...expectNothing, yesNo: true });
    caller.expect(phone);
    const messages = () => caller.emulator.connections[0]?.messages ?? [];
    await until(() => messages().length === 2);
    const waits = messages().map(
      (message) =>
        (message as { thresholds?: { eot_threshold: number } }).thresholds?.eot_threshold,
    );
    expect(waits[0]).toBeLessThan(waits[1] ?? 0);
  });

  it('says goodbye when the caller hangs up, and is not heard from again', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { phrases: [cleaning] });
    await caller.connected();
    await caller.begins(cleaning, 500);
    const before = caller.heard.length;
    caller.hangsUp();
    await until(() => caller.emulator.connections[0]?.closeCode !== undefined);
    expect(caller.emulator.connections[0]?.messages).toEqual([{ type: 'CloseStream' }]);
    expect(caller.heard.length).toBe(before);
    await caller.vanishes(2_000);
    expect(caller.clock.pending).toBe(0);
  });
});

describe('when Flux cannot be reached', () => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());

  it.each([401, 400, 402])('gives up at once on %i, which would come again', async (status) => {
    caller = await deepgramCaller(createDeepgramFlux, { behaviour: { refuseWith: status } });
    await until(() => caller.failures.length === 1);
    expect(caller.failures[0]).toMatchObject({ code: 'speech-failed' });
    expect(caller.emulator.refusals).toEqual([status]);
  });

  it('is refused with a wrong key', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { apiKey: 'another' });
    await until(() => caller.failures.length === 1);
    expect(caller.emulator.refusals).toEqual([401]);
  });

  it('waits out a rate limit', async () => {
    caller = await deepgramCaller(createDeepgramFlux, {
      phrases: [cleaning],
      behaviour: { refuseWith: 429 },
    });
    await until(() => caller.emulator.refusals.length === 1);
    await caller.says(cleaning);
    expect(caller.emulator.refusals.length).toBeGreaterThan(1);
    caller.emulator.behave({ refuseWith: undefined });
    await caller.isQuiet(1_200);
    await caller.connected();
    await caller.isQuiet(600);
    await until(() => caller.finals().length === 1);
    expect(caller.finals()).toEqual([cleaning]);
  });

  it('asks less and less often, and hands over within four seconds', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { behaviour: { refuseWith: 503 } });
    const startMs = caller.clock.now();
    await until(() => caller.emulator.refusals.length === 1);
    while (caller.failures.length === 0) await caller.vanishes(20);
    expect(caller.clock.now() - startMs).toBeLessThanOrEqual(4_020);
    expect(caller.emulator.refusals.length).toBeGreaterThan(4);
    expect(caller.emulator.refusals.length).toBeLessThan(10);
    expect(caller.failures.length).toBe(1);
  });

  it('does not wait for a door that never opens', async () => {
    caller = await deepgramCaller(createDeepgramFlux, { behaviour: { neverOpen: true } });
    const startMs = caller.clock.now();
    while (caller.failures.length === 0) await caller.vanishes(100);
    expect(caller.clock.now() - startMs).toBeLessThanOrEqual(4_100);
  });
});
