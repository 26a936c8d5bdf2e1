/** The caller's half of a call: frames in order, and when the voice began and ended by our clock. */
import type { Clock } from '../clock.ts';
import { createInboundOrder } from './inbound-order.ts';
import type { MediaListener } from './media.ts';
import { decodeMulaw, samplesPerFrame } from './mulaw.ts';
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
  /** Runs a timer's work so that an error in it ends this call only. */
  guard(run: () => void): void;
}

export interface CallerAudio {
  receive(mulaw: Uint8Array, chunk: number, timestampMs: number): void;
  close(): void;
}

function meanLevel(): number {
  let sum = 0;
  for (let at = 0; at < samples.length; at += 1) sum += Math.abs(samples[at] ?? 0);
  return sum / samples.length;
}

/** Nothing is kept but 60 ms of disordered frames and the detector's own state. */
export function createCallerAudio(deps: CallerAudioDeps): CallerAudio {
  const { clock, detector, listener } = deps;
  // Stream time plus this is our time; the least delayed message so far gives the best estimate.
  let offsetMs: number | undefined;
  let receivedAtMs = 0;
  let filledMs = 0;
  let restedFrames = 0;
  let closed = false;
  let stopChecking: (() => void) | undefined;

  const activity = createVoiceActivity((speaking, atMs) => listener.activity(speaking, atMs));
  const proof = createVoiceProof();
  const order = createInboundOrder({
    oddity: deps.oddity,
    frame(mulaw, endStreamMs) {
      if (closed) return;
      listener.frame(mulaw);
      if (closed) return;
      decodeMulaw(mulaw, samples);
      const level = meanLevel();
      const voiced = isVoiced(level);
      const endMs = endStreamMs + (offsetMs ?? 0);
      activity.feed({ voiced, level, startMs: endMs - frameMs, endMs });
      if (!closed && proof.feed(samples, voiced, activity.speaking)) listener.voiced(endMs);
    },
  });

  /** Most of a call is a dead silence, about which the detector, once it has come to rest, need not be asked. */
  function isVoiced(level: number): boolean {
    if (level === 0 && restedFrames >= detectorRestFrames) return false;
    const voiced = detector.voiced(samples);
    restedFrames = voiced ? 0 : restedFrames + 1;
    return voiced;
  }

  function anchor(endStreamMs: number): void {
    const delayedBy = clock.now() - endStreamMs;
    const fresh = offsetMs === undefined || delayedBy < offsetMs;
    if (fresh || delayedBy > (offsetMs ?? 0) + jitterMsMax) offsetMs = delayedBy;
  }

  function checkForStall(): void {
    const quietMs = clock.now() - receivedAtMs;
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
    stopChecking = clock.after(afterMs, () => deps.guard(checkForStall));
  }

  return {
    receive(mulaw, chunk, timestampMs) {
      if (closed) return;
      receivedAtMs = clock.now();
      filledMs = 0;
      anchor(timestampMs + mulaw.length / bytesPerMs);
      if (stopChecking === undefined) watchForStall(stallMs);
      order.push(mulaw, chunk, timestampMs);
    },
    close() {
      if (closed) return;
      closed = true;
      stopChecking?.();
      detector.release();
    },
  };
}
