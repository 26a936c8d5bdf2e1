/** Audio of sentences that are likely to be said next, made while the caller is still thinking. */
import { type AudioChannel, createAudioChannel } from '../../services/voice/audio-channel.ts';
import type { VoiceListener, VoiceSwitched } from '../../services/voice/voice-with-fallback.ts';
import type { Piece } from '../../services/words/words.ts';
import type { SpeakerDeps } from './speaker.ts';

export interface FetchedAhead {
  /** The voice, with what was fetched ahead in front of it. */
  voice: SpeakerDeps['voice'];
  /** Makes the pieces that hold a value; fixed ones are kept for every call anyway. */
  fetch(pieces: readonly Piece[]): void;
  stop(): void;
}

interface Made {
  channel: AudioChannel;
  /** Switches of voices in it: told when it is spoken, as they would be had it not been made ahead. */
  switches: Parameters<VoiceSwitched>[];
  /** Who speaks it now, if anybody does. */
  listener: VoiceListener | undefined;
}

/** Texts of one call; the oldest goes first. */
const textsMax = 12;

export function createFetchedAhead(voice: SpeakerDeps['voice']): FetchedAhead {
  const ready = new Map<string, Made>();
  const stopped = new AbortController();

  async function make(text: string): Promise<void> {
    const channel = createAudioChannel();
    const made: Made = { channel, switches: [], listener: undefined };
    ready.set(text, made);
    const [oldest] = ready.keys();
    if (ready.size > textsMax && oldest !== undefined) ready.delete(oldest);
    const switched: VoiceSwitched = (...how) => {
      if (made.listener === undefined) made.switches.push(how);
      else made.listener.switched?.(...how);
    };
    // As long as nobody hears it, a voice that breaks spoils nothing: the next one says it all.
    const takeBack = () => {
      channel.dropUntaken();
      return made.listener === undefined ? 0 : (made.listener.takeBack?.() ?? 0);
    };
    try {
      const how = { keep: false, slower: false, switched, takeBack };
      for await (const chunk of voice(text, how, stopped.signal)) channel.push(chunk);
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
      if (made === undefined) return voice(text, how, signal);
      for (const each of made.switches) how.switched?.(...each);
      made.listener = how;
      return made.channel.listen(signal);
    },
    fetch(pieces) {
      for (const { text, fixed } of pieces) {
        if (!fixed && !ready.has(text)) void make(text);
      }
    },
    stop: () => stopped.abort(),
  };
}
