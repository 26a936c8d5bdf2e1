/** Of each run that is kept, what a server that holds calls can tell without reading the whole of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { trialKinds } from './trials/trial-kinds.ts';

export const keptKinds = ['generated', ...trialKinds] as const;

export const runHead = z.object({
  business: z.string(),
  name: z.string(),
  kind: z.enum(keptKinds),
  version: z.string(),
  /** When it was run, in the real world's time. */
  at: z.string(),
  good: z.boolean(),
});
export type RunHead = z.infer<typeof runHead>;

/** Beside the runs, by a name that none of them has. */
export function headsFile(dataFolder: string): string {
  return join(dataFolder, 'runs', 'kept.heads.json');
}

/** None where nothing was kept yet, or another version of this program kept it. */
export async function readRunHeads(dataFolder: string): Promise<RunHead[]> {
  try {
    const text = await readFile(headsFile(dataFolder), 'utf8');
    return z.array(runHead).parse(JSON.parse(text));
  } catch {
    return [];
  }
}
