/** What was asked of the flows command, and what a verb answers. */
import type { Config } from '../../config.ts';

export interface Asked {
  /** The policies folder as seen from here, so that an editor can open what a finding names. */
  folder: string;
  business: string | undefined;
  why: string | undefined;
  who: string;
  override: string | undefined;
  /** What callers will notice of a publication is what is wanted. */
  approve: boolean;
  /** Of a business that is to be made: what it is called, its number and its time zone. */
  name: string | undefined;
  number: string | undefined;
  zone: string | undefined;
  version: string | undefined;
  against: string | undefined;
  format: string | undefined;
  out: string | undefined;
  write: boolean;
  proofs: boolean;
  config: Config;
}

/** What to print, and whether all is well. `document` is printed instead when JSON was asked for. */
export interface Answer {
  lines: string[];
  good: boolean;
  document?: unknown;
}

/** The command was used in a way that it has no answer to. */
export class UsageError extends Error {}

/** The business that must be named for verbs that change or draw one. */
export function businessOf({ business }: Asked, known: readonly string[]): string {
  const [only, ...others] = known;
  if (business !== undefined) return business;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(`name one with --business: ${known.join(', ')}`);
}
