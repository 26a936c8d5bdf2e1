/** Runs of a business's generated and written calls over HTTP: begun, watched, stopped. */
import { z } from 'zod';
import { coverLevels } from '../../machines/paths/suite.ts';
import { runKinds } from '../running/run-work.ts';
import { apiRoute } from './api-route.ts';
import { runStartedSchema, runStoppedSchema, runsSchema } from './run-schemas.ts';

const nothing = z.strictObject({});
/** Nobody has to say it. */
const who = z.string().trim().max(80).default('');
/** As many callers made of chance, without a wish, as the page offers. */
const callsOtherwise = 1_000;
/** Some minutes; more belong to a night, and to the terminal. */
const callsMax = 100_000;

export const runRoutes = [
  apiRoute({
    id: 'readRuns',
    method: 'GET',
    path: '/runs',
    summary: 'What was run last of each business, what is run now, and which version answers',
    params: nothing,
    query: nothing,
    answer: runsSchema,
    refuses: [],
    run: (_asked, { runs }) => runs.state(),
  }),
  apiRoute({
    id: 'startRun',
    method: 'POST',
    path: '/runs',
    summary: 'Runs what answers callers now, in a process of its own; one run at a time',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      kind: z.enum(runKinds),
      business: z.string().min(1).max(100).optional().describe('absent for every one'),
      calls: z
        .int()
        .min(1)
        .max(callsMax)
        .default(callsOtherwise)
        .describe('callers made of chance, for each business; of no matter for another kind'),
      cover: z
        .enum(coverLevels)
        .default('transitions')
        .describe('how much the generated calls cover; of no matter for another kind'),
      who: who.describe('told to whoever else would run'),
    }),
    answer: runStartedSchema,
    refuses: ['business-unknown'],
    async run({ body: { kind, business, calls, cover, who } }, { lines, runs }) {
      const known = lines.all().map(({ definition }) => definition.business.id);
      const businesses = business === undefined ? known : known.filter((id) => id === business);
      if (businesses.length === 0) return { refused: 'business-unknown' };
      const order = { kind, businesses, calls: kind === 'simulation' ? calls : 0, cover };
      return await runs.start(order, who);
    },
  }),
  apiRoute({
    id: 'stopRun',
    method: 'POST',
    path: '/runs/{run}/stop',
    summary: 'Stops a run; what is done of it by then is kept',
    params: z.strictObject({ run: z.string().min(1).max(100) }),
    query: nothing,
    body: z.strictObject({ who }),
    answer: runStoppedSchema,
    refuses: ['run-unknown'],
    async run({ params, body }, { runs }) {
      if (!runs.stop(params.run, body.who)) return { refused: 'run-unknown' };
      return { outcome: 'stopping' as const };
    },
  }),
];
