/** Speech that a model has told nothing of yet: it tells of a turn as a whole, some time after it. */

export interface Owed {
  /** The next 20 ms went to the model; whether they were loud. */
  sent(loud: boolean, nowMs: number): void;
  /** The model says that it hears somebody speak: its words will come under that name. */
  noticed(id: string): void;
  /** All words of what it heard under that name came. */
  told(id: string, nowMs: number): void;
  /** What the old connection noticed comes under no name any more. */
  reconnected(): void;
  readonly behind: boolean;
}

const frameMs = 20;
/** A click is shorter, and owes no words. */
const loudMsMin = 100;
/** A cough owes none either, and few models say so: after this time of quiet nothing will come. */
const wordlessMsMax = 1_500;
/** What a model has noticed it tells; its own patience with a slow speaker is some seconds. */
const noticedMsMax = 6_000;
/** Sound this short ago is not in what was told: the caller is speaking on. */
const speakingMs = 200;

/** `tell` hears when words begin to be owed, and when none are owed any more. */
export function createOwed(tell: (behind: boolean) => void): Owed {
  let speech: { loudMs: number; lastLoudMs: number } | undefined;
  const noticed = new Set<string>();
  let behind = false;

  function set(next: boolean): void {
    if (next === behind) return;
    behind = next;
    tell(next);
  }

  function settle(): void {
    speech = undefined;
    noticed.clear();
    set(false);
  }

  return {
    sent(loud, nowMs) {
      if (loud) {
        const { loudMs = 0 } = speech ?? {};
        speech = { loudMs: loudMs + frameMs, lastLoudMs: nowMs };
      }
      if (speech === undefined) return;
      const quietMsMax = noticed.size > 0 ? noticedMsMax : wordlessMsMax;
      if (nowMs - speech.lastLoudMs >= quietMsMax) settle();
      else if (speech.loudMs >= loudMsMin) set(true);
    },
    noticed: (id) => void noticed.add(id),
    told(id, nowMs) {
      noticed.delete(id);
      const speaksOn = speech !== undefined && nowMs - speech.lastLoudMs < speakingMs;
      if (noticed.size === 0 && !speaksOn) settle();
    },
    reconnected: () => noticed.clear(),
    get behind() {
      return behind;
    },
  };
}
