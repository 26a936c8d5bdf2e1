/** Sound and typing in the page, without a browser: resampling, and typed words as speech. */
import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../server/call/page/resample.ts';
import { createTypedWords, pauseMs } from '../../../server/call/page/typed-words.ts';
import type { HeardWords } from '../../../services/speech/speech.ts';

function tone(hertz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / rate),
  );
}

/** Of the middle, where the filter has seen both sides. */
function loudness(samples: Float32Array): number {
  const middle = samples.slice(samples.length / 4, (samples.length * 3) / 4);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
}

const fullTone = Math.SQRT1_2;

describe('changing the rate of sound', () => {
  for (const rate of [44_100, 48_000]) {
    it(`keeps speech as loud as it was, from ${rate} to the telephone and back`, () => {
      const down = createResampler(rate, 8000)(tone(1000, rate, 0.5));
      const up = createResampler(8000, rate)(down);
      expect(loudness(down)).toBeCloseTo(fullTone, 2);
      expect(loudness(up)).toBeCloseTo(fullTone, 2);
      expect(Math.abs(down.length - 4000)).toBeLessThan(60);
    });

    it(`lets nothing above the telephone's band through at ${rate}`, () => {
      const down = createResampler(rate, 8000)(tone(6000, rate, 0.5));
      expect(loudness(down)).toBeLessThan(fullTone / 100);
    });
  }

  it('makes the same sound however it is cut into blocks', () => {
    const samples = tone(440, 44_100, 0.2);
    const whole = createResampler(44_100, 8000)(samples);
    const byBlocks = createResampler(44_100, 8000);
    const made: number[] = [];
    for (let at = 0; at < samples.length; at += 128) {
      made.push(...byBlocks(samples.slice(at, at + 128)));
    }
    expect(made.length).toBe(whole.length);
    made.forEach((sample, index) => {
      expect(sample).toBeCloseTo(whole[index] ?? 0, 4);
    });
  });
});

describe('typing as speaking', () => {
  function desk() {
    const sent: HeardWords[] = [];
    let waiting: { delayMs: number; run: () => void } | undefined;
    const typed = createTypedWords(
      (words) => sent.push(words),
      (delayMs, run) => {
        waiting = { delayMs, run };
        return () => {
          waiting = undefined;
        };
      },
    );
    const pause = () => {
      const { run } = waiting ?? {};
      waiting = undefined;
      run?.();
    };
    return { typed, sent, pause, delay: () => waiting?.delayMs };
  }

  it('interrupts with the words so far after a pause, not with every letter', () => {
    const { typed, sent, pause, delay } = desk();
    for (const text of ['n', 'no', 'no ', 'no wait']) typed.changed(text);
    expect(sent).toEqual([]);
    expect(delay()).toBe(pauseMs);
    pause();
    expect(sent).toEqual([{ text: 'no wait', final: false, turnOver: false }]);
  });

  it('does not say the same words twice, nor blanks', () => {
    const { typed, sent, pause } = desk();
    for (const text of ['  ', 'yes', 'yes ']) {
      typed.changed(text);
      pause();
    }
    expect(sent).toHaveLength(1);
  });

  it('ends the turn with Enter, and a pause that was running says nothing more', () => {
    const { typed, sent, pause } = desk();
    typed.changed('tuesday');
    typed.entered('tuesday ');
    pause();
    expect(sent).toEqual([{ text: 'tuesday', final: true, turnOver: true }]);
    typed.entered('  ');
    expect(sent).toHaveLength(1);
  });
});
