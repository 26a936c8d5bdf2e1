import { describe, expect, it } from 'vitest';
import { createGap } from '../../../server/conversation/gap.ts';
import { createManualClock } from '../../support/manual-clock.ts';

function watchGaps() {
  const clock = createManualClock();
  const gaps: { ms: number; parts: Record<string, number> }[] = [];
  const gap = createGap(clock, (ms, parts) => gaps.push({ ms, parts }));
  return { clock, gap, gaps };
}

describe('The gap before an answer', () => {
  it('is told with each of its parts, and they add up', async () => {
    const { clock, gap, gaps } = watchGaps();
    const silentAtMs = clock.now();
    await clock.advance(220);
    gap.open(silentAtMs, { patience: 200, understanding: 20 });
    await clock.advance(3);
    gap.said();
    await clock.advance(104);
    gap.close(clock.now() + 1, { madeAtMs: clock.now(), lagMs: 12 });
    expect(gaps).toEqual([
      {
        ms: 340,
        parts: { patience: 200, understanding: 20, deciding: 3, voice: 104, sending: 1, way: 12 },
      },
    ]);
  });

  it('holds no voice where the audio had been made ahead', () => {
    const { clock, gap, gaps } = watchGaps();
    gap.open(clock.now() - 150, { patience: 150 });
    gap.said();
    gap.close(clock.now(), { madeAtMs: clock.now() - 2_000, lagMs: 0 });
    expect(gaps[0]).toMatchObject({ ms: 150, parts: { voice: 0, sending: 0 } });
  });

  it('lasts as long as the chart waits for the world', async () => {
    const { clock, gap, gaps } = watchGaps();
    gap.open(clock.now(), {});
    await clock.advance(400);
    gap.said();
    gap.close(clock.now(), { madeAtMs: clock.now(), lagMs: 0 });
    expect(gaps[0]).toMatchObject({ ms: 400, parts: { deciding: 400 } });
  });

  it('is none where the turn needed no answer: what is said later is no answer to it', async () => {
    const { clock, gap, gaps } = watchGaps();
    gap.open(clock.now(), {});
    gap.answered();
    await clock.advance(7_000);
    gap.said();
    gap.close(clock.now(), { madeAtMs: clock.now(), lagMs: 0 });
    expect(gaps).toEqual([]);
  });
});
