/** The last run that was asked for in the console, as it is remembered over a stop of the server. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../scenarios/runs-folder.ts';
import { runKinds } from './run-work.ts';

const begun = {
  id: z.string(),
  kind: z.enum(runKinds),
  businesses: z.array(z.string()),
  /** Callers made of chance, for each business; 0 for another kind. */
  calls: z.number(),
  /** Empty when nobody said. */
  who: z.string(),
  beganAtMs: z.number(),
};

/**
 * `finished`: all of it was run, whether or not it was good. `failed`: it could not be run.
 * `broken-off`: the server stopped in the middle of it.
 */
export const runEnds = ['finished', 'stopped', 'failed', 'broken-off'] as const;

const ended = z.object({
  ...begun,
  how: z.enum(runEnds),
  /** Absent when the server did not live to see it. */
  endedAtMs: z.number().optional(),
  /** Businesses whose run is kept. */
  kept: z.array(z.string()),
  /** Nothing was wrong in what is kept. */
  good: z.boolean(),
  why: z.string().optional(),
  /** Absent unless it was stopped by somebody who said who they are. */
  stoppedBy: z.string().optional(),
});

export type BegunRun = z.infer<z.ZodObject<typeof begun>>;
export type EndedRun = z.infer<typeof ended>;

const record = z.union([ended, z.object(begun)]);

export interface RunRecord {
  begun(run: BegunRun): void;
  ended(run: EndedRun): void;
  /** The last run that ended; one that was under way when the server stopped was broken off. */
  last(): EndedRun | undefined;
}

export function runRecord(dataFolder: string): RunRecord {
  const file = join(dataFolder, 'last-run.json');
  const write = (run: BegunRun | EndedRun) => {
    mkdirSync(dataFolder, { recursive: true });
    writeWhole(file, JSON.stringify(run));
  };
  return {
    begun: write,
    ended: write,
    last() {
      if (!existsSync(file)) return undefined;
      const read = record.safeParse(JSON.parse(readFileSync(file, 'utf8')));
      if (!read.success) return undefined;
      if ('how' in read.data) return read.data;
      return { ...read.data, how: 'broken-off', kept: [], good: false };
    },
  };
}
