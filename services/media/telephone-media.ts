/** One call's audio on a telephone line: mu-law in both directions, marks for what was heard. */
import type { Clock } from '../clock.ts';
import { createCallerAudio } from './caller-audio.ts';
import type { Media, MediaListener, PhoneLine } from './media.ts';
import { createOddityCounter } from './oddity-counter.ts';
import { createSpokenQueue } from './spoken-queue.ts';
import type { VoiceDetectors } from './voice-detectors.ts';

export interface TelephoneMediaDeps {
  line: PhoneLine;
  listener: MediaListener;
  clock: Clock;
  detectors: VoiceDetectors;
  /** A bug showed in a timer, or while audio arrived. */
  failed(error: unknown): void;
}

/**
 * `cut` stands for `quiet`: after `clear` nothing is said and no `quiet` follows. Pieces before the
 * one that was cut were played. `started` carries the moment its audio is played, which lies ahead
 * when something is still being said.
 */
export function createTelephoneMedia(deps: TelephoneMediaDeps): Media {
  const { line, listener, clock } = deps;
  const oddity = createOddityCounter((what, count) => listener.oddity(what, count));
  function guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      deps.failed(error);
    }
  }
  const caller = createCallerAudio({
    clock,
    detector: deps.detectors.take(),
    listener,
    oddity,
    failed: deps.failed,
  });
  const spoken = createSpokenQueue({ line, clock, listener, oddity, guard });
  return {
    get playing() {
      return spoken.playing;
    },
    receive: caller.receive,
    markReturned: spoken.markReturned,
    play: spoken.play,
    takeBack: spoken.takeBack,
    clear: spoken.clear,
    close() {
      caller.close();
      spoken.close();
    },
  };
}
