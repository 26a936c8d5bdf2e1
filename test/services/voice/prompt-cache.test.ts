/** The prompt cache as its users meet it: made once, shared, kept, and never spoilt. */
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPromptCache } from '../../../services/voice/prompt-cache.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import { createScriptedVoice } from '../../support/scripted-voice.ts';
import { collect, never } from './collect.ts';
import { createHeldClock } from './held-clock.ts';

const greeting = 'Thanks for calling.';
const keep = { keep: true };

describe('the prompt cache', () => {
  let folder: string;
  const clock = createHeldClock();
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'prompts-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const cacheOf = (maker: VoiceMaker, memoryBytesMax?: number) =>
    createPromptCache({
      maker,
      folder,
      clock,
      ...(memoryBytesMax === undefined ? {} : { memoryBytesMax }),
    });

  it('makes a fixed text once and plays it from memory afterwards', async () => {
    const maker = createScriptedVoice();
    const cache = cacheOf(maker);
    const first = await collect(cache.speak(greeting, keep, never));
    await cache.settled();
    expect(await collect(cache.speak(greeting, keep, never))).toEqual(first);
    expect(first.length).toBe(1_600);
    expect(maker.asked).toEqual([greeting]);
  });

  it('plays a fixed text from disk after a restart', async () => {
    const before = cacheOf(createScriptedVoice());
    const first = await collect(before.speak(greeting, keep, never));
    await before.settled();
    const maker = createScriptedVoice();
    expect(await collect(cacheOf(maker).speak(greeting, keep, never))).toEqual(first);
    expect(maker.asked).toEqual([]);
  });

  it('never keeps a text that holds a value', async () => {
    const maker = createScriptedVoice();
    const cache = cacheOf(maker);
    await collect(cache.speak('Thank you, Jane.', { keep: false }, never));
    await collect(cache.speak('Thank you, Jane.', { keep: false }, never));
    expect(maker.asked).toHaveLength(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the same text apart for each voice', async () => {
    const one = cacheOf(createScriptedVoice({}, 'one'));
    await collect(one.speak(greeting, keep, never));
    await one.settled();
    const other = createScriptedVoice({}, 'other');
    await collect(cacheOf(other).speak(greeting, keep, never));
    expect(other.asked).toEqual([greeting]);
  });

  it('lets two callers who want a text at once share one synthesis', async () => {
    const maker = createScriptedVoice();
    maker.hold();
    const cache = cacheOf(maker);
    const both = Promise.all([
      collect(cache.speak(greeting, keep, never)),
      collect(cache.speak(greeting, keep, never)),
    ]);
    maker.release();
    const [first, second] = await both;
    expect(second).toEqual(first);
    expect(maker.asked).toEqual([greeting]);
  });

  it('plays the beginning while the rest is still being made', async () => {
    const maker = createScriptedVoice();
    maker.hold();
    const cache = cacheOf(maker);
    const audio = cache.speak(greeting, keep, never)[Symbol.asyncIterator]();
    expect((await audio.next()).value).toHaveLength(800);
    maker.release();
    expect((await audio.next()).value).toHaveLength(800);
    expect((await audio.next()).done).toBe(true);
  });

  it('goes on for the others, and for the next call, when one caller hangs up', async () => {
    const maker = createScriptedVoice();
    maker.hold();
    const cache = cacheOf(maker);
    const hangUp = new AbortController();
    const gone = collect(cache.speak(greeting, keep, hangUp.signal));
    const stays = collect(cache.speak(greeting, keep, never));
    hangUp.abort();
    expect((await gone).length).toBeLessThan(1_600);
    maker.release();
    expect(await stays).toHaveLength(1_600);
    await cache.settled();
    expect(maker.aborted).toEqual([]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('tells every listener when the voice fails, and tries anew the next time', async () => {
    const whole = new Uint8Array(1_600).fill(0x20);
    const maker = createScriptedVoice({
      [greeting]: [{ chunks: [whole], fails: true }, { chunks: [whole] }],
    });
    const cache = cacheOf(maker);
    const both = await Promise.allSettled([
      collect(cache.speak(greeting, keep, never)),
      collect(cache.speak(greeting, keep, never)),
    ]);
    expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    expect(both[0]).toMatchObject({ reason: { code: 'voice-failed' } });
    expect(await readdir(folder)).toEqual([]);
    expect(await collect(cache.speak(greeting, keep, never))).toEqual(whole);
  });

  it('gives up on a voice that is stuck', async () => {
    const maker = createScriptedVoice();
    maker.hold();
    const cache = cacheOf(maker);
    const audio = cache.speak(greeting, keep, never)[Symbol.asyncIterator]();
    await audio.next();
    clock.ring();
    await expect(audio.next()).rejects.toMatchObject({ code: 'voice-failed' });
    maker.release();
  });

  const breakages: [string, (file: string) => Promise<void>][] = [
    ['empty', (file) => truncate(file, 0)],
    ['cut to a few bytes', (file) => truncate(file, 300)],
    ['holed by a crash', (file) => writeFile(file, new Uint8Array(1_600))],
  ];
  it.each(breakages)('makes a file that is %s anew', async (_, breakFile) => {
    const before = cacheOf(createScriptedVoice());
    const first = await collect(before.speak(greeting, keep, never));
    await before.settled();
    const [name] = await readdir(folder);
    const file = path.join(folder, name as string);
    await breakFile(file);
    const maker = createScriptedVoice();
    const after = cacheOf(maker);
    expect(await collect(after.speak(greeting, keep, never))).toEqual(first);
    await after.settled();
    expect(maker.asked).toEqual([greeting]);
    expect(new Uint8Array(await readFile(file))).toEqual(first);
  });

  it('speaks all the same when the disk refuses, and counts it', async () => {
    const file = path.join(folder, 'in-the-way');
    await writeFile(file, '');
    const cache = createPromptCache({ maker: createScriptedVoice(), folder: file, clock });
    expect(await collect(cache.speak(greeting, keep, never))).toHaveLength(1_600);
    await cache.settled();
    expect(cache.writeFailures).toBe(1);
  });

  it('holds no more in memory than it may, and reads the rest from disk', async () => {
    const maker = createScriptedVoice();
    const cache = cacheOf(maker, 3_200);
    const texts = ['One.', 'Two, too.', 'Three of them.'];
    await cache.warm(texts, never);
    const files = await readdir(folder);
    await Promise.all(files.map((name) => rm(path.join(folder, name))));
    for (const text of ['Three of them.', 'Two, too.']) {
      await collect(cache.speak(text, keep, never));
    }
    expect(maker.asked).toEqual(texts);
    await collect(cache.speak('One.', keep, never));
    expect(maker.asked).toEqual([...texts, 'One.']);
  });

  it('says what warming made, found and missed', async () => {
    const broken = { chunks: [new Uint8Array(800).fill(1)], fails: true };
    const maker = createScriptedVoice({ 'Cannot.': broken });
    const cache = cacheOf(maker);
    const texts = ['One.', 'Two.', 'Cannot.', 'One.'];
    expect(await cache.warm(texts, never)).toEqual({ made: 2, kept: 0, failed: 1 });
    expect(await cache.warm(texts, never)).toEqual({ made: 0, kept: 2, failed: 1 });
    const stopped = AbortSignal.abort();
    expect(await cache.warm(['New.'], stopped)).toEqual({ made: 0, kept: 0, failed: 0 });
  });
});
