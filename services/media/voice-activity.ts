/** From single voiced frames to "the caller speaks" and "the caller stopped", with the true moments. */

const frameMs = 20;
/** Frames looked at for a start, and how many of them must be voiced: a click is shorter. */
const onsetFrames = 4;
const onsetVoicedMin = 3;
/**
 * Quiet frames before speech counts as over: 120 ms. The closure of a stop inside a word stays under
 * about 100 ms; anything longer is added to every answer's delay.
 */
const hangoverFrames = 6;
/**
 * The detector itself goes on saying "voiced" for 60 to 100 ms after a voice ended. A frame this far
 * below the loudest recent one (26 dB) is therefore quiet, whatever the detector says.
 */
const quietShare = 0.05;
/** The loudest level fades by half in about 4 s, so that one shout does not make a voice "quiet". */
const peakFade = 0.9965;
/** Nothing under this mean level (of 32,768) is a voice: it is the line's own hiss. */
const voiceLevelMin = 16;

/**
 * Somebody 16 dB under the caller's own voice is somebody else in the same room. Should the caller
 * themselves become that quiet, the recogniser still has their words.
 */
const backgroundShare = 0.15;
/** The caller's own voice is forgotten by half in about half a minute: they may have moved. */
const ownFade = 0.9995;

export interface VoiceActivity {
  /**
   * One frame as the detector judged it, after so many without a voice that nobody told of, while
   * nobody spoke. `level` is the mean of the samples' magnitudes.
   */
  feed(voiced: boolean, level: number, endMs: number, untold: number): void;
  readonly speaking: boolean;
}

/** Reports each change with the moment at which the voice itself began or ended. */
export function createVoiceActivity(
  changed: (speaking: boolean, atMs: number) => void,
): VoiceActivity {
  let speaking = false;
  let frames = 0;
  let recent: { frame: number; startMs: number }[] = [];
  // In an object: a fraction that changes in a closure is made anew on the heap with each frame.
  const levels = { peak: 0, own: 0 };
  let quietFrames = 0;
  let voiceEndedMs = 0;

  function watchForStart(voiced: boolean, level: number, endMs: number): void {
    if (!voiced || level < Math.max(voiceLevelMin, levels.own * backgroundShare)) return;
    const startMs = endMs - frameMs;
    recent = recent.filter(({ frame }) => frame > frames - onsetFrames);
    recent.push({ frame: frames, startMs });
    if (recent.length < onsetVoicedMin) return;
    speaking = true;
    quietFrames = 0;
    voiceEndedMs = endMs;
    changed(true, recent[0]?.startMs ?? startMs);
    recent = [];
  }

  function watchForEnd(voiced: boolean, level: number, endMs: number): void {
    if (voiced && level >= Math.max(voiceLevelMin, levels.peak * quietShare)) {
      levels.own = Math.max(levels.own, level);
      quietFrames = 0;
      voiceEndedMs = endMs;
      return;
    }
    quietFrames += 1;
    if (quietFrames < hangoverFrames) return;
    speaking = false;
    recent = [];
    changed(false, voiceEndedMs);
  }

  return {
    get speaking() {
      return speaking;
    },
    feed(voiced, level, endMs, untold) {
      frames += 1 + untold;
      levels.own *= ownFade ** (1 + untold);
      levels.peak = Math.max(voiced ? level : 0, levels.peak * peakFade ** (1 + untold));
      if (speaking) watchForEnd(voiced, level, endMs);
      else watchForStart(voiced, level, endMs);
    },
  };
}
