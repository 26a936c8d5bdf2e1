import { describe, expect, it } from 'vitest';
import { createAudioRing } from '../../../services/speech/audio-ring.ts';

const frame = (mark: number) => new Uint8Array(160).fill(mark);
const marks = (frames: Uint8Array[]) => frames.map((one) => one[0]);

function ringOf(count: number, lengthMsMax = 1_000) {
  const ring = createAudioRing(lengthMsMax);
  for (let mark = 0; mark < count; mark += 1) ring.push(frame(mark));
  return ring;
}

describe('audio kept for a recogniser that comes late', () => {
  it('is handed out from a moment on, beginning with the frame that holds it', () => {
    const { startMs, frames } = ringOf(5).from(50);
    expect(startMs).toBe(40);
    expect(marks(frames)).toEqual([2, 3, 4]);
  });

  it('is nothing when all of it was heard', () => {
    expect(ringOf(5).from(100)).toEqual({ startMs: 100, frames: [] });
  });

  it('loses its oldest part beyond the bound, and counts it', () => {
    const ring = ringOf(8, 100);
    expect(ring.from(0)).toMatchObject({ startMs: 60 });
    expect(marks(ring.from(0).frames)).toEqual([3, 4, 5, 6, 7]);
    expect(ring.droppedMs).toBe(60);
    expect(ring.endMs).toBe(160);
  });

  it('lets go of what is not needed, which is no loss', () => {
    const ring = ringOf(5);
    ring.release(59);
    expect(marks(ring.from(0).frames)).toEqual([2, 3, 4]);
    expect(ring.droppedMs).toBe(0);
  });
});
