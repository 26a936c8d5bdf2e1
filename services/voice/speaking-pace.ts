/** How fast each voice speaks, learnt from what it said: how far a broken sentence came follows from it. */

export interface SpeakingPace {
  letterMs(maker: string): number;
  spoke(maker: string, text: string, bytes: number): void;
}

/** Mu-law at 8 kHz. */
const bytesPerMs = 8;
/** How long a letter takes, until a voice has shown its own pace: about 15 letters a second. */
const letterMsOtherwise = 65;
/** How much one text counts in a voice's pace. */
const paceShare = 0.2;

/** One for the whole house: a voice speaks alike in every call. */
export function createSpeakingPace(): SpeakingPace {
  const known = new Map<string, number>();
  const letterMs = (maker: string) => known.get(maker) ?? letterMsOtherwise;
  return {
    letterMs,
    spoke(maker, text, bytes) {
      if (text.length === 0) return;
      const shown = bytes / bytesPerMs / text.length;
      known.set(maker, letterMs(maker) + (shown - letterMs(maker)) * paceShare);
    },
  };
}
