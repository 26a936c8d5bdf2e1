/** The words of a business at one moment: the same sentence with the same values is made once. */
import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../../machines/policy/definition.ts';
import { placeholdersOf } from '../../../services/words/template.ts';
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
  const withoutBlanks = sentencesWithoutBlanks(definition);
  /** An answer's few sentences are each looked at several times before they are said. */
  const looked = new Map<SentenceToSay, Piece[]>();

  function say(sentence: SentenceToSay): Piece[] {
    const values = withoutBlanks.has(sentence.sentence) ? '' : keyOf(sentence.values);
    const key = `${sentence.sentence} ${sentence.attempt} ${values}`;
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

function sentencesWithoutBlanks({ words }: Definition): Set<string> {
  const fixed = Object.entries(words).filter(
    ([, wordings]) => ![wordings].flat().some((wording) => placeholdersOf(wording).length > 0),
  );
  return new Set(fixed.map(([sentence]) => sentence));
}

/** What a call remembers is never changed, only replaced: it is written out once. */
const writtenOut = new WeakMap<object, string>();

function keyOf(values: SentenceToSay['values']): string {
  let key = '';
  for (const name in values) key += `${name} ${writeOut(values[name])},`;
  return key;
}

function writeOut(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const known = writtenOut.get(value) ?? JSON.stringify(value);
  writtenOut.set(value, known);
  return known;
}
