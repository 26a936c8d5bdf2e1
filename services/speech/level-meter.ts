/** How loud the last stretch of a caller's audio was, so that each word's loudness can be told. */
import { meanLevel, samplesPerFrame } from '../media/mulaw.ts';

export interface LevelMeter {
  push(audio: Uint8Array): void;
  /** How loud a word of that time was, as the mean magnitude of its samples; if it is still known. */
  levelBetween(startMs: number, endMs: number): number | undefined;
}

const frameMs = 20;

/**
 * A word is as loud as its vowel: a quarter of its frames is that loud or louder. Recognisers' times
 * are some frames wrong, so the loudest one may be a neighbour's.
 */
const vowelShare = 0.25;

export function createLevelMeter(lengthMsMax: number): LevelMeter {
  const levels = new Uint16Array(lengthMsMax / frameMs);
  let frames = 0;

  return {
    push(audio) {
      for (let at = 0; at < audio.length; at += samplesPerFrame) {
        levels[frames % levels.length] = meanLevel(audio.subarray(at, at + samplesPerFrame));
        frames += 1;
      }
    },
    levelBetween(startMs, endMs) {
      const from = Math.floor(startMs / frameMs);
      const to = Math.min(frames, Math.max(from + 1, Math.ceil(endMs / frameMs)));
      if (from < Math.max(0, frames - levels.length) || from >= to) return undefined;
      const heard = Array.from({ length: to - from }, (_, index) => {
        return levels[(from + index) % levels.length] ?? 0;
      }).toSorted((left, right) => right - left);
      return heard[Math.floor(heard.length * vowelShare)];
    },
  };
}
