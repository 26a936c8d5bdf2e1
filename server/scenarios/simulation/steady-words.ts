/** The words of a business at one moment: the same sentence with the same values is made once. */
import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../../machines/policy/definition.ts';
import { createWords } from '../../../services/words/template-words.ts';
import type { Piece, Words } from '../../../services/words/words.ts';

export interface SteadyWords {
  of: Words;
  localNow(): string;
}

/** The oldest half goes when there are more. */
const keptMax = 5_000;

export function createSteadyWords(definition: Definition, atMs: number): SteadyWords {
  const now = Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(definition.business.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const words = createWords({ definition, now: () => now });
  const made = new Map<string, Piece[]>();
  return {
    localNow: () => now,
    of: {
      ...words,
      say(sentence) {
        const key = `${sentence.sentence} ${sentence.attempt} ${JSON.stringify(sentence.values)}`;
        const known = made.get(key);
        if (known !== undefined) return known;
        const pieces = words.say(sentence);
        if (made.size >= keptMax) made.clear();
        made.set(key, pieces);
        return pieces;
      },
    },
  };
}
