import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../services/errors.ts';
import { createHealth } from '../../../services/health/health.ts';
import { createSpeakingPace } from '../../../services/voice/speaking-pace.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import { createVoiceWithFallback } from '../../../services/voice/voice-with-fallback.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createScriptedVoice, type ScriptedSpeech } from '../../support/scripted-voice.ts';
import { collect, never } from './collect.ts';

const text = 'You are booked for Tuesday, the third of March, at half past nine.';
/** At the pace expected of a voice that has not shown its own: 65 ms a letter, 8 bytes a ms. */
const audioOf = (part: string) => new Uint8Array(part.length * 65 * 8).fill(0x20);

function rig(script: Record<string, ScriptedSpeech | ScriptedSpeech[]>) {
  const clock = createManualClock();
  const health = createHealth({ clock });
  const first = { ...createScriptedVoice(script, 'first'), name: 'first' };
  const second = { ...createScriptedVoice({}, 'second'), name: 'second' };
  const voice = createVoiceWithFallback({
    makers: [first, second],
    clock,
    health,
    pace: createSpeakingPace(),
  });
  const switches: string[] = [];
  const speak = (words: string) =>
    collect(
      voice.speak(words, never, {
        switched: (from, to, why) => switches.push(`${from}>${to}: ${why}`),
      }),
    );
  return { clock, health, first, second, voice, switches, speak };
}

describe('two voices in turn', () => {
  it('leave all to the first while it can speak', async () => {
    const { speak, second, switches } = rig({ [text]: { chunks: [audioOf(text)] } });
    expect(await speak(text)).toEqual(audioOf(text));
    expect(second.asked).toEqual([]);
    expect(switches).toEqual([]);
  });

  it('say the whole text when the first fails before any sound', async () => {
    const { speak, second, switches } = rig({ [text]: { chunks: [], fails: true } });
    expect((await speak(text)).length).toBeGreaterThan(0);
    expect(second.asked).toEqual([text]);
    expect(switches).toEqual(['first>second: as the script says']);
  });

  it('go on from the last clause that may not have been heard whole', async () => {
    const heard = 'You are booked for Tuesday, the thi';
    const { speak, second } = rig({ [text]: { chunks: [audioOf(heard)], fails: true } });
    await speak(text);
    expect(second.asked).toEqual(['the third of March, at half past nine.']);
  });

  it('go on from where the caller stops hearing the first, however much more it had made', async () => {
    const made = 'You are booked for Tuesday, the third of March, at ha';
    const { voice, second } = rig({ [text]: { chunks: [audioOf(made)], fails: true } });
    const heardMs = 'You are booked for Tuesday, the thi'.length * 65;
    await collect(voice.speak(text, never, { takeBack: () => heardMs }));
    expect(second.asked).toEqual(['the third of March, at half past nine.']);
  });

  it('say it all again when nothing of the first was on its way to the caller', async () => {
    const made = 'You are booked for Tuesday, the third of March, at ha';
    const { voice, second } = rig({ [text]: { chunks: [audioOf(made)], fails: true } });
    await collect(voice.speak(text, never, { takeBack: () => 0 }));
    expect(second.asked).toEqual([text]);
  });

  it('count what was heard of each when the second breaks as well', async () => {
    const { clock, health, first, second } = rig({
      [text]: { chunks: [audioOf('You are booked for Tuesday, the thi')], fails: true },
    });
    const rest = 'the third of March, at half past nine.';
    const breaks = {
      ...createScriptedVoice({ [rest]: { chunks: [audioOf(rest)], fails: true } }, 'breaks'),
      name: 'breaks',
    };
    const makers = [first, breaks, second] as const;
    const voice = createVoiceWithFallback({ makers, clock, health, pace: createSpeakingPace() });
    const sentMs = [35 * 65, 35 * 65 + 8 * 65];
    await collect(voice.speak(text, never, { takeBack: () => sentMs.shift() ?? 0 }));
    expect(breaks.asked).toEqual([rest]);
    expect(second.asked).toEqual([rest]);
  });

  it('begin again rather than lose a text of one clause', async () => {
    const one = 'You are booked for Tuesday at nine.';
    const { speak, second } = rig({ [one]: { chunks: [audioOf('You are booked')], fails: true } });
    await speak(one);
    expect(second.asked).toEqual([one]);
  });

  it('say the last clause again when the first breaks at the very end', async () => {
    const { speak, second } = rig({ [text]: { chunks: [audioOf(text)], fails: true } });
    await speak(text);
    expect(second.asked).toEqual(['at half past nine.']);
  });

  it('measure how far the first came by its own pace', async () => {
    const quick = (part: string) => new Uint8Array(part.length * 20 * 8).fill(0x20);
    const script: Record<string, ScriptedSpeech> = {
      [text]: { chunks: [quick('You are booked for Tuesday, the thi')], fails: true },
    };
    for (let nth = 0; nth < 20; nth += 1)
      script[`text ${nth}`] = { chunks: [quick(`text ${nth}`)] };
    const { speak, second } = rig(script);
    for (let nth = 0; nth < 20; nth += 1) await speak(`text ${nth}`);
    await speak(text);
    expect(second.asked).toEqual(['the third of March, at half past nine.']);
  });

  it('do not wait for a voice that keeps the caller waiting', async () => {
    const { clock, health, second } = rig({});
    const mute: VoiceMaker = {
      name: 'mute',
      voice: 'mute',
      async *speak(_words, signal) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        yield* [];
      },
      close: async () => {},
    };
    const voice = createVoiceWithFallback({
      makers: [mute, second],
      clock,
      health,
      pace: createSpeakingPace(),
    });
    const speaking = collect(voice.speak(text, never));
    await clock.advance(1_500);
    expect((await speaking).length).toBeGreaterThan(0);
    expect(second.asked).toEqual([text]);
    expect(clock.pending).toBe(0);
  });

  it('wait longer for the last of them: nothing would be heard in its place', async () => {
    const { clock, health } = rig({});
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow: VoiceMaker = {
      name: 'slow',
      voice: 'slow',
      async *speak() {
        await promise;
        yield new Uint8Array(160);
      },
      close: async () => {},
    };
    const pace = createSpeakingPace();
    const voice = createVoiceWithFallback({ makers: [slow], clock, health, pace });
    const speaking = collect(voice.speak(text, never));
    await clock.advance(5_000);
    resolve();
    expect((await speaking).length).toBe(160);
  });

  it('count a text without any sound as a failure', async () => {
    const { speak, second } = rig({ [text]: { chunks: [] } });
    await speak(text);
    expect(second.asked).toEqual([text]);
  });

  it('stop without a word more, and without blame, when the caller interrupts', async () => {
    const { voice, health, first, second } = rig({});
    const turn = new AbortController();
    for await (const _chunk of voice.speak(text, turn.signal)) turn.abort();
    expect(first.asked).toEqual([text]);
    expect(second.asked).toEqual([]);
    expect(health.records().every(({ failed }) => failed === 0)).toBe(true);
  });

  it('leave a voice alone that failed three times, and say so only when they switched', async () => {
    const { speak, first, second, switches } = rig({ [text]: { chunks: [], fails: true } });
    for (let time = 0; time < 5; time += 1) await speak(text);
    expect(first.asked.length).toBe(3);
    expect(second.asked.length).toBe(5);
    expect(switches.length).toBe(3);
  });

  it('fail by name when nobody can speak', async () => {
    const { clock, health } = rig({});
    const broken = (name: string): VoiceMaker => ({
      name,
      voice: name,
      async *speak() {
        yield* [];
        throw new ServiceError('voice-failed', `${name} is away`);
      },
      close: async () => {},
    });
    const makers = [broken('one'), broken('two')] as const;
    const voice = createVoiceWithFallback({ makers, clock, health, pace: createSpeakingPace() });
    await expect(collect(voice.speak(text, never))).rejects.toThrow('two is away');
  });
});
