/** The caller's half of a call: frames in order, and when the voice began and ended by our clock. */
import type { Clock } from '../clock.ts';
import { createInboundOrder } from './inbound-order.ts';
import type { MediaListener } from './media.ts';
import { decodeMulaw, meanLevel, samplesPerFrame } from './mulaw.ts';
import { createVoiceActivity } from './voice-activity.ts';
import type { VoiceDetector } from './voice-detectors.ts';
import { createVoiceProof } from './voice-proof.ts';

const frameMs = 20;
const bytesPerMs = samplesPerFrame / frameMs;
/** Without audio for this long the caller counts as silent: far over any network's jitter. */
const stallMs = 240;
/** How often silence is put into a line that stalls. */
const stallFillMs = 100;
/** Silence is played into a stall for this long; then the line itself is judged elsewhere. */
const stallFillMsMax = 5_000;
/** Audio that comes this much later than the best so far is a new course of time, not jitter. */
const jitterMsMax = 1_000;

/** The detector goes on saying "voiced" for up to five frames; after these many it has forgotten. */
const detectorRestFrames = 10;

/** Calls are heard one after the other on this thread, so one frame's samples serve all of them. */
const samples = new Int16Array(samplesPerFrame);

export interface CallerAudioDeps {
  clock: Clock;
  detector: VoiceDetector;
  listener: Pick<MediaListener, 'frame' | 'activity' | 'voiced'>;
  oddity(what: string): void;
  /** An error ends this call only. */
  failed(error: unknown): void;
}

export interface CallerAudio {
  receive(mulaw: Uint8Array, chunk: number, timestampMs: number): void;
  close(): void;
}

/** Nothing is kept but 60 ms of disordered frames and the detector's own state. */
export function createCallerAudio(deps: CallerAudioDeps): CallerAudio {
  const { clock, detector, listener } = deps;
  // In an object, because a time that changes in a closure is made anew on the heap each time.
  const times = {
    receivedAtMs: 0,
    /** Stream time plus this is ours; the least delayed message so far gives the best estimate. */
    offsetMs: Number.POSITIVE_INFINITY,
  };
  let filledMs = 0;
  let restedFrames = 0;
  /** Frames without a voice that nobody has been told of: most of a call, so they cost nothing. */
  let untold = 0;
  let speaking = false;
  let closed = false;
  let stopChecking: (() => void) | undefined;

  const activity = createVoiceActivity((speaks, atMs) => {
    speaking = speaks;
    listener.activity(speaks, atMs);
  });
  const proof = createVoiceProof();
  const order = createInboundOrder({
    oddity: deps.oddity,
    frame(mulaw, endStreamMs) {
      if (closed) return;
      listener.frame(mulaw);
      if (closed) return;
      const level = meanLevel(mulaw);
      const voiced = isVoiced(mulaw, level);
      if (!voiced && !speaking && untold > 0) {
        untold += 1;
        return;
      }
      const endMs = endStreamMs + times.offsetMs;
      activity.feed(voiced, level, endMs, Math.max(0, untold - 1));
      untold = voiced || speaking ? 0 : 1;
      if (!closed && proof.feed(samples, voiced, speaking)) listener.voiced(endMs);
    },
  });

  /** Most of a call is a dead silence, about which the detector, once it has come to rest, need not be asked. */
  function isVoiced(mulaw: Uint8Array, level: number): boolean {
    if (level === 0 && restedFrames >= detectorRestFrames) return false;
    decodeMulaw(mulaw, samples);
    const voiced = detector.voiced(samples);
    restedFrames = voiced ? 0 : restedFrames + 1;
    return voiced;
  }

  function anchor(endStreamMs: number): void {
    const delayedBy = times.receivedAtMs - endStreamMs;
    const isBest = delayedBy < times.offsetMs;
    if (isBest || delayedBy > times.offsetMs + jitterMsMax) times.offsetMs = delayedBy;
  }

  function checkForStall(): void {
    const quietMs = clock.now() - times.receivedAtMs;
    if (quietMs < stallMs) {
      watchForStall(stallMs - quietMs);
      return;
    }
    watchForStall(stallFillMs);
    if (filledMs >= stallFillMsMax) return;
    if (filledMs === 0) deps.oddity('audio-stalled');
    filledMs += stallFillMs;
    order.fill(stallFillMs / frameMs);
  }

  function watchForStall(afterMs: number): void {
    stopChecking = clock.after(afterMs, () => {
      try {
        checkForStall();
      } catch (error) {
        deps.failed(error);
      }
    });
  }

  return {
    receive(mulaw, chunk, timestampMs) {
      if (closed) return;
      try {
        times.receivedAtMs = clock.now();
        filledMs = 0;
        anchor(timestampMs + mulaw.length / bytesPerMs);
        if (stopChecking === undefined) watchForStall(stallMs);
        order.push(mulaw, chunk, timestampMs);
      } catch (error) {
        deps.failed(error);
      }
    },
    close() {
      if (closed) return;
      closed = true;
      stopChecking?.();
      detector.release();
    },
  };
}
