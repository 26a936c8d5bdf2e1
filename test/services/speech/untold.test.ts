import { describe, expect, it } from 'vitest';
import { silenceCode } from '../../../services/media/mulaw.ts';
import { createUntold } from '../../../services/speech/deepgram/untold.ts';
import { speakPhrase } from '../../emulators/deepgram/phrase-audio.ts';

const loud = speakPhrase('audible').audio.subarray(0, 160);
const quiet = new Uint8Array(160).fill(silenceCode);

/** Frames of 20 ms, each at its time; what was told in between is in the test's hand. */
function rig() {
  const told: boolean[] = [];
  const untold = createUntold((behind) => told.push(behind));
  let atMs = 0;
  const send = (frame: Uint8Array, ms: number) => {
    for (const untilMs = atMs + ms; atMs < untilMs; ) {
      atMs += 20;
      untold.sent(frame, atMs, atMs);
      untold.judge(atMs);
    }
  };
  return {
    told,
    untold,
    speak: (ms: number) => send(loud, ms),
    pause: (ms: number) => send(quiet, ms),
    hears: () => untold.told(atMs, atMs),
    get unanswered() {
      return untold.unanswered(atMs);
    },
  };
}

describe('a recogniser that owes words', () => {
  it('is behind when it has told nothing of speech for a while, until it has', () => {
    const { speak, pause, hears, told } = rig();
    speak(400);
    pause(280);
    expect(told).toEqual([]);
    pause(100);
    expect(told).toEqual([true]);
    hears();
    expect(told).toEqual([true, false]);
  });

  it('is not behind as long as it keeps telling, in words or as none', () => {
    const { speak, hears, told, ...others } = rig();
    for (let nth = 0; nth < 40; nth += 1) {
      speak(240);
      hears();
    }
    expect(told).toEqual([]);
    expect(others.unanswered).toBe(false);
  });

  it('owes nothing for silence, however long', () => {
    const line = rig();
    line.pause(20_000);
    expect(line.told).toEqual([]);
    expect(line.unanswered).toBe(false);
  });

  it('is given up after two seconds, and not for a cough', () => {
    const line = rig();
    line.speak(200);
    line.pause(5_000);
    expect(line.unanswered).toBe(false);
    line.speak(500);
    expect(line.unanswered).toBe(true);
  });

  it('is given up for a single word as well', () => {
    const line = rig();
    line.speak(400);
    line.pause(2_000);
    expect(line.unanswered).toBe(true);
  });

  it('does not owe words for a cough for ever, and owes them for what comes after it', () => {
    const { speak, pause, told } = rig();
    speak(100);
    pause(60_000);
    expect(told).toEqual([true, false]);
    speak(100);
    pause(1_000);
    expect(told).toEqual([true, false, true]);
  });

  it('has its time anew on a new connection, and owes the same words still', () => {
    const line = rig();
    line.speak(1_000);
    line.pause(1_100);
    expect(line.unanswered).toBe(true);
    line.untold.begun(2_100);
    expect(line.unanswered).toBe(false);
    line.pause(2_000);
    expect(line.unanswered).toBe(true);
    expect(line.told).toEqual([true]);
  });
});
