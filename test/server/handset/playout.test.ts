/** The playout behaves as Twilio's does. */
import { describe, expect, it } from 'vitest';
import { createPlayout } from '../../../server/handset/playout.ts';

describe('playout', () => {
  it('returns a mark at once when nothing is queued', () => {
    expect(createPlayout().mark('a', 1_000)).toEqual(['a']);
  });

  it('returns a mark when the audio before it has been played, and not a moment earlier', () => {
    const playout = createPlayout();
    playout.audio(200, 1_000);
    expect(playout.mark('a', 1_000)).toEqual([]);
    playout.audio(100, 1_050);
    expect(playout.mark('b', 1_050)).toEqual([]);
    expect(playout.nextDueAtMs).toBe(1_200);
    expect(playout.due(1_199)).toEqual([]);
    expect(playout.due(1_200)).toEqual(['a']);
    expect(playout.due(1_300)).toEqual(['b']);
    expect(playout.nextDueAtMs).toBeUndefined();
  });

  it('returns every pending mark at once after a clear', () => {
    const playout = createPlayout();
    playout.audio(200, 0);
    playout.mark('a', 0);
    playout.audio(200, 0);
    playout.mark('b', 0);
    expect(playout.clear(50)).toEqual(['a', 'b']);
    expect(playout.due(1_000)).toEqual([]);
    expect(playout.playedMs(1_000)).toBe(50);
  });

  it('plays new audio at once after a clear', () => {
    const playout = createPlayout();
    playout.audio(10_000, 0);
    playout.clear(50);
    playout.audio(100, 60);
    expect(playout.endsAtMs).toBe(160);
  });

  it('starts anew after a silence between two sentences', () => {
    const playout = createPlayout();
    playout.audio(100, 0);
    playout.audio(100, 500);
    expect(playout.endsAtMs).toBe(600);
    expect(playout.playedMs(550)).toBe(150);
  });
});
