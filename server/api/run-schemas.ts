/** What the API answers with about runs of the generated and written calls. */
import { z } from 'zod';
import { runEnds } from '../running/run-record.ts';
import { runKinds } from '../running/run-work.ts';
import { keptKinds } from '../scenarios/run-heads.ts';
import { named } from './schemas.ts';

const instant = z.int().describe('milliseconds since 1970, UTC');

const begun = {
  id: z.string(),
  kind: z.enum(runKinds),
  businesses: z.array(z.string()).describe('ids, in the order in which they are run'),
  calls: z.int().describe('callers made of chance, for each business; 0 for another kind'),
  who: z.string().describe('who asked for it; empty when nobody said'),
  beganAtMs: instant,
  kept: z.array(z.string()).describe('businesses whose run is kept'),
};

const underWay = named(
  'RunUnderWay',
  z.object({
    ...begun,
    business: z.string().optional().describe('run now; absent while it is made ready'),
    progress: z
      .object({
        done: z.int(),
        all: z.int(),
        seconds: z.number(),
        unit: z.string().describe('what is counted'),
      })
      .optional()
      .describe("absent while a business's calls are made"),
    stopping: z.boolean(),
  }),
);

export const runsSchema = named(
  'Runs',
  z.object({
    businesses: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        version: z.string().describe('the version that answers callers, and that is run'),
        filesDiffer: z.boolean().describe('the policy files say something else by now'),
      }),
    ),
    kept: z
      .array(
        z.object({
          business: z.string(),
          name: z.string(),
          kind: z.enum(keptKinds),
          version: z.string(),
          at: z.string().describe('when it was run, ISO 8601'),
          good: z.boolean().describe('no rule was broken, and all was covered'),
        }),
      )
      .describe('the last run of each business and kind, wherever it was run'),
    underWay: underWay.optional(),
    ended: z
      .object({
        ...begun,
        how: z
          .enum(runEnds)
          .describe('broken-off: the server stopped in the middle; failed: it could not be run'),
        endedAtMs: instant.optional().describe('absent when the server stopped before'),
        good: z.boolean().describe('nothing was wrong in what is kept'),
        why: z.string().optional(),
        stoppedBy: z.string().optional().describe('who stopped it, if they said'),
      })
      .optional()
      .describe('the last run that was asked for here, once it has ended'),
  }),
);

export const runStartedSchema = named(
  'RunStarted',
  z.object({
    outcome: z.enum(['started', 'under-way']).describe('under-way: another one, which goes on'),
    run: underWay,
  }),
);

export const runStoppedSchema = named('RunStopped', z.object({ outcome: z.literal('stopping') }));
