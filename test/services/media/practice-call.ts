/** Real media on a practice line, with everything that it reports written down. */

import type { Media, PieceToPlay } from '../../../services/media/media.ts';
import { createTelephoneMedia } from '../../../services/media/telephone-media.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createPracticeLine, type PracticeLine } from './practice-line.ts';

export interface PracticeCall {
  media: Media;
  line: PracticeLine;
  clock: ManualClock;
  /** Reports in words, with times from the start of the call. */
  events: string[];
  oddities: Record<string, number>;
  frames: Uint8Array[];
  /** Times in which the caller's sound was certainly a voice. */
  voices: number;
  failures: unknown[];
}

export const detectors = await loadVoiceDetectors();

export function createPracticeCall(options: { wayMs?: number } = {}): PracticeCall {
  const clock = createManualClock();
  const line = createPracticeLine(clock, options.wayMs);
  const startMs = clock.now();
  const call: Omit<PracticeCall, 'media'> = {
    line,
    clock,
    events: [],
    oddities: {},
    frames: [],
    voices: 0,
    failures: [],
  };
  function note(what: string, atMs: number): void {
    call.events.push(`${what} @${Math.round(atMs - startMs)}`);
  }
  const media = createTelephoneMedia({
    line,
    clock,
    detectors,
    failed: (error) => call.failures.push(error),
    listener: {
      activity: (speaking, atMs) => note(speaking ? 'speaks' : 'stops', atMs),
      voiced: () => {
        call.voices += 1;
      },
      frame: (mulaw) => call.frames.push(mulaw),
      started: (utterance, atMs) => note(`started ${utterance}`, atMs),
      pieceHeard: (utterance, piece, atMs) => note(`heard ${utterance}/${piece}`, atMs),
      quiet: (atMs) => note('quiet', atMs),
      cut: (utterance, piece, heardMs, atMs) =>
        note(`cut ${utterance}/${piece} after ${Math.round(heardMs)}`, atMs),
      oddity: (what, count) => {
        call.oddities[what] = count;
      },
    },
  });
  line.connect((name) => media.markReturned(name));
  return Object.assign(call, { media });
}

/** Audio that is there at once. */
export async function* ready(lengthMs: number, chunkMs = 20): AsyncGenerator<Uint8Array> {
  for (let leftMs = lengthMs; leftMs > 0; leftMs -= chunkMs) {
    yield new Uint8Array(Math.min(chunkMs, leftMs) * 8).fill(0x55);
  }
}

export function piece(
  utterance: string,
  number: number,
  audio: AsyncIterable<Uint8Array>,
  last = true,
): PieceToPlay {
  return { utterance, piece: number, last, audio };
}
