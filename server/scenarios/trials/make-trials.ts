/** Trials of one business, made in threads: the world fails; callers made of chance; the written calls. */

import { generateSuite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Clock } from '../../../services/clock.ts';
import type { Finding } from '../../../services/definitions/finding.ts';
import type { Store } from '../../../services/store/pool.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../practice-days.ts';
import { chosenPlans, faultPoints } from '../simulation/fault-points.ts';
import { faultsInThreads, simulateInThreads } from '../simulation/in-threads.ts';
import { neverHad } from '../simulation/wishes-had.ts';
import { playAll } from '../written/play-all.ts';
import type { PlayedScenario } from '../written/play-scenario.ts';
import type { WrittenScenario } from '../written/read-scenarios.ts';
import { faultsTrial } from './faults-trial.ts';
import { simulationTrial } from './simulation-trial.ts';
import type { TrialDocument, TrialHead } from './trial.ts';
import { writtenTrial } from './written-trial.ts';

export interface TrialInputs {
  definition: Definition;
  /** Names of other businesses, which must not be said. */
  otherNames: string[];
  seed: number;
  threads: number;
  clock: Clock;
  progress(done: number, all: number): void;
}

/** Of all pairs of faults, so many on an ordinary day; every one of them by night. */
const pairsShare = { single: 0.02, all: 1 };
export type FaultsKind = keyof typeof pairsShare;

/** What a trial that began then, and is over now, says of itself. */
export function trialHead(
  { definition, seed, clock }: Pick<TrialInputs, 'definition' | 'seed' | 'clock'>,
  beganMs: number,
): TrialHead {
  const { business, version } = definition;
  const nowMs = clock.now();
  return {
    business: business.id,
    name: business.name,
    version,
    seed,
    at: new Date(nowMs).toISOString(),
    seconds: (nowMs - beganMs) / 1_000,
  };
}

/** `only` names one call and its fault. */
export async function makeFaultsTrial(
  inputs: TrialInputs,
  kind: FaultsKind,
  only?: string,
): Promise<TrialDocument> {
  const { definition, otherNames, seed, clock, threads } = inputs;
  const beganMs = clock.now();
  const { paths } = generateSuite(definition, { seed, cover: 'transitions', days });
  const choice = { pairs: pairsShare[kind], seed, only };
  const all = [...chosenPlans(faultPoints(paths), choice)].length;
  const task = { definition, otherNames, days, startMs, ...choice, paths };
  const run = await faultsInThreads(task, threads, summed(inputs, all));
  return faultsTrial(trialHead(inputs, beganMs), run);
}

export async function makeSimulationTrial(
  inputs: TrialInputs,
  calls: number,
  /** One for each thread where a real one finds, books and keeps. */
  databases: readonly string[] = [],
): Promise<TrialDocument> {
  const { definition, otherNames, seed, clock } = inputs;
  const beganMs = clock.now();
  const threads = simulationThreads(inputs.threads, calls);
  const task = { definition, otherNames, days, startMs, seed, calls };
  const run = await simulateInThreads(task, threads, summed(inputs, calls), databases);
  const where = databases.length > 0 ? 'database' : 'simulation';
  const never = neverHad(definition, run);
  return simulationTrial(trialHead(inputs, beganMs), run, { where, never });
}

export interface WrittenCalls {
  /** Those of this business. */
  scenarios: readonly WrittenScenario[];
  /** What keeps files from being played. */
  findings: readonly Finding[];
  definitions: readonly Definition[];
  store: Store;
}

export async function makeWrittenTrial(
  inputs: Pick<TrialInputs, 'definition' | 'clock' | 'progress'>,
  { scenarios, findings, definitions, store }: WrittenCalls,
): Promise<{ trial: TrialDocument; played: PlayedScenario[] }> {
  const { clock, progress } = inputs;
  const beganMs = clock.now();
  const played = await playAll(scenarios, { store, definitions, progress });
  // Nothing in them is left to chance.
  const head = trialHead({ ...inputs, seed: 0 }, beganMs);
  return { trial: writtenTrial(head, played, findings), played };
}

/** A few calls are over before another thread has begun. */
export function simulationThreads(threadsMax: number, calls: number): number {
  return Math.min(threadsMax, Math.ceil(calls / 100));
}

/** What the threads have done, together. */
function summed({ progress }: TrialInputs, all: number): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    progress(done, all);
  };
}
