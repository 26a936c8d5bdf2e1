/** Which 20 ms of mu-law hold sound: by level alone, so that it says the same for every system. */
import { decodeMulaw, samplesPerFrame } from '../../../services/media/mulaw.ts';

export const frameMs = 20;
/** Mean magnitude, of 32,768: 44 dB under full scale, far over a quiet line and under any speech. */
const audibleLevel = 200;

function isAudible(frame: Uint8Array): boolean {
  let sum = 0;
  for (const sample of decodeMulaw(frame)) sum += Math.abs(sample);
  return frame.length > 0 && sum / frame.length >= audibleLevel;
}

export function framesOf(mulaw: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < mulaw.length; at += samplesPerFrame) {
    frames.push(mulaw.subarray(at, at + samplesPerFrame));
  }
  return frames;
}

/** Begins with its first audible frame and ends with its last one: both are known to the frame. */
export function trimmed(mulaw: Uint8Array): Uint8Array {
  const frames = framesOf(mulaw);
  const first = frames.findIndex(isAudible);
  const last = frames.findLastIndex(isAudible);
  return mulaw.subarray(Math.max(0, first) * samplesPerFrame, (last + 1) * samplesPerFrame);
}

export interface Span {
  fromMs: number;
  toMs: number;
}

/** The audible stretches of audio whose first sample is heard at `atMs`. */
export function audibleSpans(mulaw: Uint8Array, atMs: number): Span[] {
  const spans: Span[] = [];
  framesOf(mulaw).forEach((frame, index) => {
    if (!isAudible(frame)) return;
    const fromMs = atMs + index * frameMs;
    const toMs = fromMs + frame.length / 8;
    const last = spans.at(-1);
    if (last !== undefined && fromMs - last.toMs < frameMs) last.toMs = toMs;
    else spans.push({ fromMs, toMs });
  });
  return spans;
}
