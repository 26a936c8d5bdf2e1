/** How loud each word was, as both of Deepgram's recognisers let it be told. */
import { afterEach, describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw } from '../../../services/media/mulaw.ts';
import { createDeepgramFlux } from '../../../services/speech/deepgram-flux.ts';
import { createDeepgramNova } from '../../../services/speech/deepgram-nova.ts';
import { createLevelMeter } from '../../../services/speech/level-meter.ts';
import { vowel } from '../../support/phone-sounds.ts';
import { type DeepgramCaller, deepgramCaller, until } from './deepgram-caller.ts';

const cleaning = "I'd like a cleaning please";
const tuesday = 'on Tuesday at half past three';

const makers = [
  ['Flux', createDeepgramFlux],
  ['Nova', createDeepgramNova],
] as const;

describe.each(makers)('words heard through %s', (_name, maker) => {
  let caller: DeepgramCaller;
  afterEach(() => caller?.close());

  it('each have their level, while they are open and when they are closed', async () => {
    caller = await deepgramCaller(maker, { phrases: [cleaning, tuesday] });
    await caller.connected();
    await caller.says(cleaning);
    await caller.isQuiet(200);
    await caller.says(tuesday);
    await caller.isQuiet(800);
    await until(() => caller.finals().join(' ') === `${cleaning} ${tuesday}`);
    for (const { text, levels } of caller.heard) {
      expect(levels).toHaveLength(text.split(' ').length);
      expect(Math.min(...(levels ?? []))).toBeGreaterThan(500);
    }
  });

  it('are as loud after a break of the line, and when others before them were taken', async () => {
    caller = await deepgramCaller(maker, { phrases: [cleaning, tuesday] });
    await caller.connected();
    await caller.isQuiet(1_000);
    await caller.says(cleaning);
    await until(() => caller.heard.at(-1)?.text === cleaning);
    caller.turnTaken();
    caller.emulator.drop();
    await caller.isQuiet(700);
    await caller.says(tuesday);
    await caller.isQuiet(800);
    await until(() => caller.finals().join(' ').includes(tuesday));
    const { text = '', levels = [] } = caller.heard.at(-1) ?? {};
    expect(levels).toHaveLength(text.split(' ').length);
    expect(Math.min(...levels)).toBeGreaterThan(500);
  });
});

describe('a level meter', () => {
  const quieter = (audio: Uint8Array, share: number) =>
    encodeMulaw(decodeMulaw(audio).map((sample) => sample * share));

  it('tells two voices apart by what they are apart, and forgets what is long ago', () => {
    const meter = createLevelMeter(2_000);
    meter.push(vowel(400));
    meter.push(quieter(vowel(400), 0.2));
    const [loud = 0, low = 0] = [meter.levelBetween(40, 360), meter.levelBetween(440, 760)];
    expect(loud / low).toBeGreaterThan(4);
    expect(loud / low).toBeLessThan(6);
    meter.push(vowel(1_600));
    expect(meter.levelBetween(40, 360)).toBeUndefined();
    expect(meter.levelBetween(440, 760)).toBe(low);
  });

  it('says nothing of what was not heard', () => {
    const meter = createLevelMeter(2_000);
    expect(meter.levelBetween(0, 100)).toBeUndefined();
    meter.push(vowel(100));
    expect(meter.levelBetween(200, 300)).toBeUndefined();
  });
});
