/** A speech maker whose words are recognised by the caller's own device, or typed by the caller. */
import type { HeardWords, SpeechListener, SpeechMaker } from './speech.ts';

export interface RelayedSpeech {
  maker: SpeechMaker;
  /** Hands over words that arrived beside the audio; false when nobody listens to that call. */
  relay(callId: string, words: HeardWords): boolean;
}

/** Longer than anybody says in one turn; the rest is not read. */
const textLengthMax = 2_000;
const readingsMax = 10;

function bounded(words: HeardWords): HeardWords {
  const nbest = words.nbest?.slice(0, readingsMax).map((text) => text.slice(0, textLengthMax));
  return {
    ...words,
    text: words.text.slice(0, textLengthMax),
    ...(nbest === undefined ? {} : { nbest }),
  };
}

/** The audio itself is not looked at: the device heard it first, and better. */
export function createRelayedSpeech(): RelayedSpeech {
  const listeners = new Map<string, SpeechListener>();
  return {
    maker: {
      name: 'relayed',
      listen(callId, listener) {
        listeners.set(callId, listener);
        return {
          push() {},
          expect() {},
          close() {
            // A later stream of the same call may be listening by now.
            if (listeners.get(callId) === listener) listeners.delete(callId);
          },
        };
      },
    },
    relay(callId, words) {
      const listener = listeners.get(callId);
      if (listener === undefined) return false;
      listener.words(bounded(words));
      return true;
    },
  };
}
