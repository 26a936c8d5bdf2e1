/** The real voice in its real process: it speaks, it is interrupted, it dies and comes back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../services/clock.ts';
import { queuedRequestsMax, textLengthMax } from '../../../services/voice/espeak-host.ts';
import { createEspeakVoice, type EspeakVoice } from '../../../services/voice/espeak-voice.ts';
import { collect, loudness, never } from './collect.ts';
import { createHeldClock } from './held-clock.ts';

const long = 'I have Tuesday the 24th at 3:30, or Wednesday at 9 o’clock. '.repeat(10).trim();

describe('the eSpeak voice', () => {
  let voice: EspeakVoice;
  beforeAll(async () => {
    voice = createEspeakVoice({ clock: systemClock, voice: 'en-us' });
    await voice.ready();
  });
  afterAll(() => voice.close());

  it('says hello, loud enough for a telephone, with hardly any silence around it', async () => {
    const audio = await collect(voice.speak('hello', never));
    expect(audio.length / 8_000).toBeGreaterThan(0.2);
    expect(audio.length / 8_000).toBeLessThan(2);
    expect(loudness(audio)).toBeGreaterThan(0.08);
    expect(loudness(audio.subarray(0, 480))).toBeGreaterThan(0.01);
    expect(audio.every((code) => code !== 0x00 && code !== 0x80)).toBe(true);
  });

  it('hands out the beginning of a long text before its end is made', async () => {
    let chunks = 0;
    for await (const chunk of voice.speak(long, never)) {
      expect(chunk.length).toBeLessThan(8_000);
      chunks += 1;
    }
    expect(chunks).toBeGreaterThan(50);
  });

  it('answers in the order of asking', async () => {
    const ends: string[] = [];
    const texts = [long, 'hello', 'goodbye'];
    await Promise.all(
      texts.map(async (text) => {
        await collect(voice.speak(text, never));
        ends.push(text);
      }),
    );
    expect(ends).toEqual(texts);
  });

  it('stops at once for a caller who interrupts, and serves the next', async () => {
    const interrupt = new AbortController();
    let heard = 0;
    for await (const chunk of voice.speak(long, interrupt.signal)) {
      heard += chunk.length;
      interrupt.abort();
    }
    const whole = await collect(voice.speak(long, never));
    expect(heard).toBeLessThan(whole.length / 5);
  });

  it('takes a text that nobody waits for any more out of the queue', async () => {
    const interrupt = new AbortController();
    const first = collect(voice.speak(long, never));
    const withdrawn = collect(voice.speak('hello', interrupt.signal));
    interrupt.abort();
    expect(await withdrawn).toHaveLength(0);
    expect((await first).length).toBeGreaterThan(8_000);
  });

  it('refuses more than its queue holds, and what is too long to say', async () => {
    const stop = new AbortController();
    const asked = Array.from({ length: queuedRequestsMax + 2 }, () =>
      collect(voice.speak(long, stop.signal)),
    );
    const refused = (await Promise.allSettled(asked.slice(-1)))[0];
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'voice-failed' } });
    stop.abort();
    await Promise.all(asked.slice(0, -1));
    const tooLong = collect(voice.speak('a'.repeat(textLengthMax + 1), never));
    await expect(tooLong).rejects.toMatchObject({ code: 'voice-failed' });
  });

  it('fails the text it was speaking when its process dies, and speaks the next', async () => {
    const before = voice.pid;
    async function listen(): Promise<void> {
      for await (const _ of voice.speak(long, never)) process.kill(voice.pid as number, 'SIGKILL');
    }
    const waiting = collect(voice.speak('hello', never));
    await waiting;
    const dying = listen();
    const next = collect(voice.speak('hello', never));
    await expect(dying).rejects.toMatchObject({ code: 'voice-failed', retryable: true });
    expect((await next).length).toBeGreaterThan(1_600);
    expect(voice.pid).not.toBe(before);
  });

  it('speaks with another voice from the same process', async () => {
    const other = voice.as('en-029+m3');
    const audio = await collect(other.speak('Good morning.', never));
    expect(loudness(audio)).toBeGreaterThan(0.08);
    expect(other.voice).not.toBe(voice.voice);
    expect((await collect(voice.speak('hello', never))).length).toBeGreaterThan(1_600);
  });

  it('speaks all the same when a business names a voice of another maker', async () => {
    const audio = await collect(voice.as('en-US-Neural2-F').speak('Good morning.', never));
    expect(loudness(audio)).toBeGreaterThan(0.08);
  });

  it('says nothing for a text without anything to say', async () => {
    expect(await collect(voice.speak(' … ', never))).toHaveLength(0);
  });

  it('cannot be asked after it was closed, and leaves no process behind', async () => {
    const own = createEspeakVoice({ clock: systemClock, voice: 'en-us' });
    await own.ready();
    const pid = own.pid as number;
    await own.close();
    expect(() => process.kill(pid, 0)).toThrow();
    const asked = collect(own.speak('hello', never));
    await expect(asked).rejects.toMatchObject({ code: 'voice-failed' });
  });

  it('ends by itself when the program that started it is gone', async () => {
    const file = new URL('../../../services/voice/espeak-process.ts', import.meta.url);
    const orphan = spawn(process.execPath, [file.pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(orphan.stdout, 'data');
    orphan.stdin.end();
    expect(await once(orphan, 'exit')).toEqual([0, null]);
  });
});

describe('the eSpeak voice, on a clock that the test moves', () => {
  it('gives up on a process that hangs, and starts another one', async () => {
    const clock = createHeldClock();
    const voice = createEspeakVoice({ clock, voice: 'en-us' });
    await voice.ready();
    const hung = voice.pid as number;
    process.kill(hung, 'SIGSTOP');
    const asked = collect(voice.speak('hello', never));
    const waiting = collect(voice.speak('goodbye', never));
    clock.ring();
    await expect(asked).rejects.toMatchObject({ code: 'voice-failed' });
    await expect(waiting).rejects.toMatchObject({ code: 'voice-failed' });
    // The killed process is seen to be gone before the next one is due.
    await clock.waits();
    clock.ring();
    expect((await collect(voice.speak('hello', never))).length).toBeGreaterThan(1_600);
    expect(voice.pid).not.toBe(hung);
    await voice.close();
  });

  it('does not start again once it is closed', async () => {
    const clock = createHeldClock();
    const voice = createEspeakVoice({ clock, voice: 'en-us' });
    await voice.ready();
    process.kill(voice.pid as number, 'SIGKILL');
    await clock.waits();
    await voice.close();
    clock.ring();
    expect(voice.pid).toBeUndefined();
  });
});
