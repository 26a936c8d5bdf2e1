/** Audio of sentences that are likely to be said next, made while the caller is still thinking. */
import { createAudioChannel } from '../../services/voice/audio-channel.ts';
import type { Piece } from '../../services/words/words.ts';
import type { SpeakerDeps } from './speaker.ts';

export interface FetchedAhead {
  /** The voice, with what was fetched ahead in front of it. */
  voice: SpeakerDeps['voice'];
  /** Makes the pieces that hold a value; fixed ones are kept for every call anyway. */
  fetch(pieces: readonly Piece[]): void;
  stop(): void;
}

/** Texts of one call; the oldest goes first. */
const textsMax = 12;

export function createFetchedAhead(voice: SpeakerDeps['voice']): FetchedAhead {
  const ready = new Map<string, ReturnType<typeof createAudioChannel>>();
  const stopped = new AbortController();

  async function make(text: string): Promise<void> {
    const channel = createAudioChannel();
    ready.set(text, channel);
    const [oldest] = ready.keys();
    if (ready.size > textsMax && oldest !== undefined) ready.delete(oldest);
    try {
      for await (const chunk of voice(text, { keep: false, slower: false }, stopped.signal)) {
        channel.push(chunk);
      }
      channel.end();
    } catch (error) {
      // It is made again, aloud, when it is really wanted.
      ready.delete(text);
      channel.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return {
    voice(text, how, signal) {
      const made = how.slower ? undefined : ready.get(text);
      ready.delete(text);
      return made === undefined ? voice(text, how, signal) : made.listen(signal);
    },
    fetch(pieces) {
      for (const { text, fixed } of pieces) {
        if (!fixed && !ready.has(text)) void make(text);
      }
    },
    stop: () => stopped.abort(),
  };
}
