import { describe, expect, it } from 'vitest';
import { soundAnswer } from '../../../server/conversation/sound-answer.ts';
import { booking, opening } from '../../support/chart-call.ts';

describe('an answer of the world', () => {
  it('is nobody-knows when it says success and holds none', () => {
    const unknown = { outcome: 'unknown' };
    expect(soundAnswer('book', { outcome: 'committed' })).toEqual(unknown);
    expect(soundAnswer('find-times', { outcome: 'free' })).toEqual(unknown);
    expect(soundAnswer('find-times', { outcome: 'alternatives', openings: [] })).toEqual(unknown);
    expect(soundAnswer('find-bookings', { outcome: 'several', bookings: [booking] })).toEqual(
      unknown,
    );
  });

  it('stands as it is when it holds what it promises, or promises nothing', () => {
    const sound = { outcome: 'committed', booking };
    expect(soundAnswer('book', sound)).toBe(sound);
    const free = { outcome: 'free', opening };
    expect(soundAnswer('find-times', free)).toBe(free);
    const taken = { outcome: 'taken' };
    expect(soundAnswer('book', taken)).toBe(taken);
    const kept = { outcome: 'committed' };
    expect(soundAnswer('take-message', kept)).toBe(kept);
  });
});
