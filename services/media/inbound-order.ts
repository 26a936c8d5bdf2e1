/** The caller's audio put in order: late, lost and doubled messages become an even stream of 20 ms frames. */
import { samplesPerFrame, silenceCode } from './mulaw.ts';

const frameMs = 20;
const bytesPerMs = samplesPerFrame / frameMs;
/** Messages held back while an earlier one is missing: 60 ms, what a caller does not notice. */
const heldMax = 3;
/** Longest gap that is filled with silence, one second; the rest of a longer one is skipped. */
const gapFramesMax = 50;
/** One second of nothing but late messages: the sender has begun to count anew. */
const lateInRowMax = 50;

export interface OrderedFrames {
  /** 20 ms of mu-law, and the stream's time at its end. */
  frame(mulaw: Uint8Array, endMs: number): void;
  oddity(what: string): void;
}

export interface InboundOrder {
  push(mulaw: Uint8Array, chunk: number, timestampMs: number): void;
  /** Plays silence in place of audio that does not come. */
  fill(frames: number): void;
}

interface Held {
  mulaw: Uint8Array;
  timestampMs: number;
}

const silence = new Uint8Array(samplesPerFrame).fill(silenceCode);

/** Orders by chunk number, and measures gaps by timestamp. At most 60 ms of audio are held. */
export function createInboundOrder(to: OrderedFrames): InboundOrder {
  /** Out of order; made with the first message that is, and nearly every line never has one. */
  let held: Map<number, Held> | undefined;
  let nextChunk = 1;
  let lateInRow = 0;
  let expectedMs: number | undefined;

  function fill(frames: number): void {
    if (expectedMs === undefined) return;
    for (let done = 0; done < frames; done += 1) {
      expectedMs += frameMs;
      to.frame(silence, expectedMs);
    }
  }

  function fillGapBefore(timestampMs: number): void {
    expectedMs ??= timestampMs;
    const missing = Math.round((timestampMs - expectedMs) / frameMs);
    if (missing <= 0) {
      // Behind what was played already, for instance after a stall: the words still count.
      if (missing < 0) expectedMs = timestampMs;
      return;
    }
    to.oddity('gap-filled');
    fill(Math.min(missing, gapFramesMax));
    if (missing <= gapFramesMax) return;
    to.oddity('gap-skipped');
    expectedMs = timestampMs;
  }

  function release(mulaw: Uint8Array, timestampMs: number): void {
    fillGapBefore(timestampMs);
    // As the telephone sends it: nothing has to be cut up.
    if (mulaw.length === samplesPerFrame) {
      expectedMs = (expectedMs ?? timestampMs) + frameMs;
      to.frame(mulaw, expectedMs);
      return;
    }
    for (let at = 0; at < mulaw.length; at += samplesPerFrame) {
      let frame = mulaw.subarray(at, at + samplesPerFrame);
      expectedMs = (expectedMs ?? timestampMs) + frame.length / bytesPerMs;
      if (frame.length < samplesPerFrame) {
        to.oddity('odd-length');
        const padded = Uint8Array.from(silence);
        padded.set(frame);
        frame = padded;
      }
      to.frame(frame, expectedMs);
    }
  }

  function drain(waiting: Map<number, Held>): void {
    for (let next = waiting.get(nextChunk); next !== undefined; next = waiting.get(nextChunk)) {
      waiting.delete(nextChunk);
      nextChunk += 1;
      release(next.mulaw, next.timestampMs);
    }
  }

  /** False when the message is of no use any more. */
  function inTime(chunk: number): boolean {
    if (chunk >= nextChunk) {
      lateInRow = 0;
      return true;
    }
    lateInRow += 1;
    if (lateInRow < lateInRowMax) {
      to.oddity('late-frame');
      return false;
    }
    to.oddity('count-restarted');
    lateInRow = 0;
    nextChunk = chunk;
    expectedMs = undefined;
    held = undefined;
    return true;
  }

  return {
    fill,
    push(mulaw, chunk, timestampMs) {
      if (mulaw.length === 0) {
        to.oddity('empty-frame');
        return;
      }
      if (!inTime(chunk)) return;
      // Nearly every message: nothing is held for it. A map that takes and gives back each one
      // leaves a chain of old tables behind, and clearing those up stops all calls.
      if (chunk === nextChunk) {
        nextChunk += 1;
        release(mulaw, timestampMs);
        if (held !== undefined) drain(held);
        return;
      }
      held ??= new Map();
      if (held.has(chunk)) {
        to.oddity('doubled-frame');
        return;
      }
      held.set(chunk, { mulaw, timestampMs });
      if (held.size <= heldMax) return;
      to.oddity('lost-frame');
      nextChunk = Math.min(...held.keys());
      drain(held);
    },
  };
}
