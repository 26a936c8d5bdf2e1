/** Speech that went to a recogniser and that it has told nothing of yet: how much, and for how long. */
import { isLoud } from '../is-loud.ts';

export interface Untold {
  /** A frame that ends at that moment of the call's audio was sent, or is kept to be sent. */
  sent(frame: Uint8Array, endMs: number, nowMs: number): void;
  /** The recogniser told of everything before that moment. True when that is all there was. */
  told(heardMs: number, nowMs: number): boolean;
  /** A new connection: it has its own time to answer. */
  begun(nowMs: number): void;
  judge(nowMs: number): void;
  /** So much speech for so long that nobody is listening. */
  unanswered(nowMs: number): boolean;
}

/** Speech that nobody answers: a word of it, for this long. Words come within a second. */
const unansweredSpeechMs = 300;
const answerMsMax = 2_000;
/** What is shorter may have been no word: it is owed for as long as an outage lasts, and no longer. */
const soundOwedMsMax = 5_000;
/** A recogniser tells of its audio several times a second; this late, words are missing. */
const behindMsMin = 700;

interface Speech {
  loudMs: number;
  endMs: number;
  fromMs: number;
  sinceMs: number;
}

const isForgiven = ({ loudMs, fromMs }: Speech, nowMs: number) =>
  loudMs < unansweredSpeechMs && nowMs - fromMs >= soundOwedMsMax;

/** `tell` hears when words begin to be missing, and when they are not missing any more. */
export function createUntold(tell: (behind: boolean) => void): Untold {
  let speech: Speech | undefined;
  let heardMs = 0;
  let behind = false;

  function set(next: boolean): void {
    if (next === behind) return;
    behind = next;
    tell(next);
  }

  return {
    sent(frame, endMs, nowMs) {
      if (endMs <= heardMs || !isLoud(frame)) return;
      speech ??= { loudMs: 0, endMs, fromMs: nowMs, sinceMs: nowMs };
      if (isForgiven(speech, nowMs)) speech.fromMs = nowMs;
      // After a break the same audio is sent again.
      if (endMs > speech.endMs || speech.loudMs === 0) speech.loudMs += frame.length / 8;
      speech.endMs = Math.max(speech.endMs, endMs);
    },
    told(toMs, nowMs) {
      if (toMs <= heardMs) return false;
      heardMs = toMs;
      if (speech === undefined) return true;
      const leftMs = speech.endMs - heardMs;
      if (leftMs <= 0) speech = undefined;
      else {
        speech.loudMs = Math.min(speech.loudMs, leftMs);
        speech.fromMs = speech.sinceMs = nowMs;
      }
      if (leftMs < behindMsMin) set(false);
      return leftMs <= 0;
    },
    begun(nowMs) {
      if (speech !== undefined) speech.sinceMs = nowMs;
    },
    judge(nowMs) {
      if (speech === undefined || nowMs - speech.fromMs < behindMsMin) return;
      set(!isForgiven(speech, nowMs));
    },
    unanswered: (nowMs) =>
      speech !== undefined &&
      speech.loudMs >= unansweredSpeechMs &&
      nowMs - speech.sinceMs >= answerMsMax,
  };
}
