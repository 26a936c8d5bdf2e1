/** What was tried besides the generated calls: written ones, faults, chance, broken charts, telephones. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { dialogueLine } from '../run-document.ts';
import { trialKinds } from './trial-kinds.ts';

const table = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      name: z.string(),
      cells: z.array(z.union([z.number(), z.string()])),
      bad: z.boolean().optional(),
    }),
  ),
  /** Long ones are printed in the page alone. */
  long: z.boolean().optional(),
});
const failure = z.object({
  /** The case it belongs to, by its name. */
  case: z.string(),
  rule: z.string(),
  what: z.string(),
  dialogue: z.array(dialogueLine),
  /** The command that shows it again. */
  again: z.string(),
});

export const trialDocument = z.object({
  format: z.literal(1),
  kind: z.enum(trialKinds),
  business: z.string(),
  /** The business as people call it. */
  name: z.string(),
  version: z.string(),
  seed: z.number(),
  /** When it was run, in the real world's time. */
  at: z.string(),
  seconds: z.number(),
  good: z.boolean(),
  /** What was done, in one line. */
  what: z.string(),
  /** Figures in a line each. */
  figures: z.array(z.string()),
  tables: z.array(table),
  /** What was put to the test, each by its name; what is wrong with it, or nothing. */
  cases: z.array(z.object({ name: z.string(), wrong: z.string() })),
  failures: z.array(failure),
});
export type TrialDocument = z.infer<typeof trialDocument>;
export type TrialTable = z.infer<typeof table>;

/** What every trial says of itself in the same way. */
export type TrialHead = Pick<
  TrialDocument,
  'business' | 'name' | 'version' | 'seed' | 'at' | 'seconds'
>;

/** The file of a trial in a folder of runs. */
export const trialFileName = ({ business, kind }: Pick<TrialDocument, 'business' | 'kind'>) =>
  `${business}.${kind}.json`;
export const isTrialFile = (name: string) =>
  trialKinds.some((kind) => name.endsWith(`.${kind}.json`));

/** Undefined for what another version of this program wrote: it is made again by the next trial. */
export function readTrial(file: string): TrialDocument | undefined {
  try {
    const read = trialDocument.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
