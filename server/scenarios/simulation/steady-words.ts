/** The words of a business at one moment: the same sentence with the same values is made once. */
import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../../machines/policy/definition.ts';
import { createWords } from '../../../services/words/template-words.ts';
import type { Piece, SentenceToSay, Words } from '../../../services/words/words.ts';

export interface SteadyWords {
  of: Words;
  localNow(): string;
}

/** All go when there are more. */
const keptMax = 5_000;
const lookedMax = 24;

export function createSteadyWords(definition: Definition, atMs: number): SteadyWords {
  const now = Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(definition.business.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const words = createWords({ definition, now: () => now });
  const made = new Map<string, Piece[]>();
  /** An answer's few sentences are each looked at several times before they are said. */
  const looked = new Map<SentenceToSay, Piece[]>();

  function say(sentence: SentenceToSay): Piece[] {
    const key = `${sentence.sentence} ${sentence.attempt} ${JSON.stringify(sentence.values)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const pieces = words.say(sentence);
    if (made.size >= keptMax) made.clear();
    made.set(key, pieces);
    return pieces;
  }

  return {
    localNow: () => now,
    of: {
      ...words,
      say(sentence) {
        const known = looked.get(sentence);
        if (known !== undefined) return known;
        const pieces = say(sentence);
        if (looked.size >= lookedMax) looked.clear();
        looked.set(sentence, pieces);
        return pieces;
      },
    },
  };
}
