/** QA's phrase banks: how callers say each of their moves, read once and chosen by seed. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { hash32 } from '../../machines/paths/text-hash.ts';

const bankSchema = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));
type Bank = z.infer<typeof bankSchema>;

export interface Phrases {
  /**
   * A wording of the first of `keys` that the bank has. `by` picks it: the same text, the same
   * wording.
   */
  wording(keys: readonly string[], by: PickedBy): string | undefined;
  pick(wordings: readonly string[], by: PickedBy): string | undefined;
}

/** In full: the longest wording, which no hum is taken for. */
export const inFull = Symbol('in full');
export type PickedBy = string | typeof inFull;

/** The bank of this repository. */
export const phrasesFile = new URL('../../scenarios/phrases/en-us.yaml', import.meta.url).pathname;

export function readPhrases(file: string): Phrases {
  return createPhrases(bankSchema.parse(parse(readFileSync(file, 'utf8'))));
}

export function createPhrases(bank: Bank): Phrases {
  const pick = (wordings: readonly string[], by: PickedBy) =>
    by === inFull
      ? wordings.toSorted((one, other) => other.length - one.length)[0]
      : wordings[hash32(by) % Math.max(wordings.length, 1)];
  return {
    pick,
    wording(keys, by) {
      const key = keys.find((each) => bank[each] !== undefined);
      return key === undefined ? undefined : pick(bank[key] ?? [], by);
    },
  };
}
