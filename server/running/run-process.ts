/** A process of its own that runs what the console asked for, so that no call's server has to. */
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import type { Definition } from '../../machines/policy/definition.ts';
import { systemClock } from '../../services/clock.ts';
import { ServiceError } from '../../services/errors.ts';
import { keptRuns } from '../scenarios/kept-runs.ts';
import { callsRunTwice, runBusiness } from '../scenarios/run-business.ts';
import {
  untilStopped,
  withThrowawayDatabases,
  withThrowawayStore,
} from '../scenarios/throwaway-store.ts';
import {
  makeFaultsTrial,
  makeSimulationTrial,
  makeWrittenTrial,
  type TrialInputs,
} from '../scenarios/trials/make-trials.ts';
import { readScenarios, scenariosFolder } from '../scenarios/written/read-scenarios.ts';
import { type ProcessWork, type RunNews, type RunWork, stopWord } from './run-work.ts';

/** As the commands do without another wish. */
const seed = 1;
/** Somebody watches; more often would only be more to read. */
const tellEveryMs = 250;
const threads = availableParallelism();
const stopping = new AbortController();
const { signal } = stopping;

function tell(news: RunNews): void {
  if (process.connected) process.send?.(news);
}

/** Counts from now on. */
function teller(unit: string): (done: number, all: number) => void {
  const beganMs = systemClock.now();
  let toldMs = Number.NEGATIVE_INFINITY;
  return (done, all) => {
    const nowMs = systemClock.now();
    if (done < all && nowMs - toldMs < tellEveryMs) return;
    toldMs = nowMs;
    tell({ news: 'progress', progress: { done, all, seconds: (nowMs - beganMs) / 1_000, unit } });
  };
}

type Each = (definition: Definition, inputs: TrialInputs) => Promise<void>;

/** One business after the other; what is done of them is kept, also when the next is stopped. */
async function eachBusiness({ businesses, definitions }: RunWork, run: Each): Promise<void> {
  for (const id of businesses) {
    const definition = definitions.find(({ business }) => business.id === id);
    if (definition === undefined) throw new Error(`no definition of ${id} was given`);
    const others = definitions.filter((other) => other !== definition);
    const otherNames = others.map(({ business }) => business.name);
    tell({ news: 'business', business: id });
    const progress = teller('calls');
    await run(definition, { definition, otherNames, seed, threads, clock: systemClock, progress });
  }
}

function runGenerated(work: RunWork): Promise<void> {
  const { keep } = keptRuns(work.dataFolder);
  return withThrowawayDatabases(
    threads,
    (databaseUrls) =>
      eachBusiness(work, async (definition, { otherNames, clock }) => {
        const counting = () => teller(callsRunTwice);
        const options = { definition, otherNames, cover: work.cover, seed, databaseUrls, clock };
        const run = await runBusiness({ ...options, counting });
        if (run === undefined) throw new Error('a chart without a call');
        await keep([run.document]);
        tell({ news: 'kept', business: definition.business.id, good: run.document.good });
      }),
    signal,
  );
}

function runWritten(work: RunWork): Promise<void> {
  const { definitions, dataFolder } = work;
  const folder = relative(process.cwd(), scenariosFolder) || '.';
  const ids = definitions.map(({ business }) => business.id);
  const read = readScenarios(folder, ids);
  const of = (id: string) => read.scenarios.filter(({ scenario }) => scenario.business === id);
  const businesses = work.businesses.filter((id) => of(id).length > 0);
  if (businesses.length === 0) {
    const why = 'Nobody has written a call for this yet: scenarios/README.md says how it is done.';
    tell({ news: 'impossible', why });
    return Promise.resolve();
  }
  return withThrowawayStore(
    (store) =>
      eachBusiness({ ...work, businesses }, async ({ business: { id } }, inputs) => {
        const calls = { scenarios: of(id), findings: read.findings, definitions, store };
        const { trial } = await makeWrittenTrial(inputs, calls);
        await keptRuns(dataFolder).keep([], [trial]);
        tell({ news: 'kept', business: id, good: trial.good });
      }),
    signal,
  );
}

/** These need no database, and so leave nothing behind when they are stopped. */
function runTrials(work: RunWork): Promise<void> {
  const run = eachBusiness(work, async ({ business: { id } }, inputs) => {
    const trial =
      work.kind === 'faults'
        ? await makeFaultsTrial(inputs, 'single')
        : await makeSimulationTrial(inputs, work.calls);
    await keptRuns(work.dataFolder).keep([], [trial]);
    tell({ news: 'kept', business: id, good: trial.good });
  });
  return untilStopped(run, signal);
}

function done(work: ProcessWork): Promise<void> {
  if (work.work === 'page') return keptRuns(work.dataFolder).keepPage();
  if (work.kind === 'generated') return runGenerated(work);
  return work.kind === 'written' ? runWritten(work) : runTrials(work);
}

/** The exit code. */
async function serve(work: ProcessWork): Promise<number> {
  try {
    await done(work);
    tell({ news: 'over' });
    return 0;
  } catch (error) {
    if (signal.aborted) return 1;
    // What the world did has words for people; everything else is a bug of ours, with its stack.
    if (error instanceof ServiceError) tell({ news: 'impossible', why: error.message });
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

// Ctrl-C in a terminal goes to everything in it: this is for the server to end, in order.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => stopping.abort());
// A server that is gone, however it went, waits for nothing any more.
process.once('disconnect', () => stopping.abort());
process.on('message', (message: ProcessWork | typeof stopWord) => {
  if (message === stopWord) return stopping.abort();
  void serve(message).then((code) => process.exit(code));
});
