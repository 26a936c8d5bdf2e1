/** Typing as a way of speaking: a pause sends the words so far, Enter ends the turn. */
import type { HeardWords } from '../../../services/speech/speech.ts';

export interface TypedWords {
  /** The line as it stands now. */
  changed(text: string): void;
  /** Enter: these words, and the turn is over. */
  entered(text: string): void;
  stop(): void;
}

/** Long enough not to send every letter, short enough to interrupt as quickly as a voice does. */
export const pauseMs = 250;

export function createTypedWords(
  send: (words: HeardWords) => void,
  after: (delayMs: number, run: () => void) => () => void,
): TypedWords {
  let cancelPause = (): void => {};
  let sent = '';
  return {
    changed(text) {
      cancelPause();
      const words = text.trim();
      if (words === '' || words === sent) return;
      cancelPause = after(pauseMs, () => {
        sent = words;
        send({ text: words, final: false, turnOver: false });
      });
    },
    entered(text) {
      cancelPause();
      sent = '';
      const words = text.trim();
      if (words !== '') send({ text: words, final: true, turnOver: true });
    },
    stop: () => cancelPause(),
  };
}
