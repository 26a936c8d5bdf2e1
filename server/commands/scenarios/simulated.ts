/** `scenarios -- --simulate` and `--faults`: callers made of chance, and a world that fails. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { readConfig } from '../../config.ts';
import { withThrowawayDatabases } from '../../scenarios/throwaway-store.ts';
import {
  makeFaultsTrial,
  makeSimulationTrial,
  simulationThreads,
  type TrialInputs,
} from '../../scenarios/trials/make-trials.ts';
import { printTrial } from '../../scenarios/trials/print-trial.ts';
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
import { chooseBusinesses } from './choose-businesses.ts';
import { deliverTrials } from './deliver-trials.ts';
import { progressBar } from './progress-bar.ts';
import { reportCanBeWritten } from './report-folder.ts';

export const simulatedUsage = `npm run scenarios -- --simulate <calls> [--with-database]
  [--business <folder>] [--seed <number>] [--report <folder>] [--json]
  calls of callers made of chance, with faults, in virtual time; each is judged, each has a seed;
  with the database, it is a real one that finds, books, moves and keeps, and its rows are judged
npm run scenarios -- --faults single|all [--business <folder>] [--seed <number>]
  [--only "<call and fault>"] [--report <folder>] [--json]
  the generated calls with the world failing at each answer, once, for ever, and with everything
  else from there on (single), and then a second time: a sample of those by seed, or every one (all)
`;

function inputsOf(definition: Definition, all: readonly Definition[], seed: number): TrialInputs {
  const others = all.filter((other) => other !== definition);
  return {
    definition,
    otherNames: others.map(({ business }) => business.name),
    seed,
    threads: availableParallelism(),
    clock: systemClock,
    progress: progressBar(definition.business.id, 'calls'),
  };
}

function simulated(
  inputs: TrialInputs,
  calls: number,
  withDatabase: boolean,
): Promise<TrialDocument> {
  if (!withDatabase) return makeSimulationTrial(inputs, calls);
  const threads = simulationThreads(inputs.threads, calls);
  return withThrowawayDatabases(threads, (urls) => makeSimulationTrial(inputs, calls, urls));
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      simulate: { type: 'string' },
      'with-database': { type: 'boolean', default: false },
      faults: { type: 'string' },
      business: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      over: { type: 'string' },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const calls = values.simulate === undefined ? undefined : Number(values.simulate);
  const wrong = (what: string) => ({ wrong: what });
  const seed = Number(values.seed);
  const faults = (['single', 'all'] as const).find((each) => each === values.faults);
  if (!Number.isSafeInteger(seed)) return wrong(`--seed ${values.seed}: a number is meant`);
  if (calls !== undefined && !(Number.isSafeInteger(calls) && calls > 0)) {
    return wrong(`--simulate ${values.simulate}: how many calls?`);
  }
  if (calls !== undefined && values.faults !== undefined) {
    return wrong('--simulate makes faults of its own: leave out --faults, or --simulate');
  }
  if (calls === undefined && faults === undefined) {
    return wrong(`--faults ${values.faults}: none, single or all is meant`);
  }
  return { ...values, calls, seed, faults };
}

export async function runSimulated(args: string[]): Promise<boolean> {
  const asked = readArguments(args);
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n${simulatedUsage}`);
    return false;
  }
  const { policiesFolder, dataFolder } = readConfig();
  const businesses = chooseBusinesses(policiesFolder, asked.business);
  if (businesses === null || !reportCanBeWritten(asked.report)) return false;
  const { chosen, definitions, sound } = businesses;
  const { calls, only, faults = 'single' } = asked;
  const trials: TrialDocument[] = [];
  for (const definition of chosen) {
    const inputs = inputsOf(definition, definitions, asked.seed);
    const trial =
      calls === undefined
        ? await makeFaultsTrial(inputs, faults, only)
        : await simulated(inputs, calls, asked['with-database']);
    if (!asked.json) process.stdout.write(`${printTrial(trial)}\n`);
    trials.push(trial);
  }
  if (only !== undefined && trials.every(({ cases }) => cases.length === 1)) {
    process.stderr.write('no call with faults of that name: another chart or seed makes others\n');
    return false;
  }
  // One call is looked at, and stands for nothing.
  const whole = only === undefined && calls !== 1;
  await deliverTrials(trials, { ...asked, whole, dataFolder });
  return sound && trials.every(({ good }) => good);
}
