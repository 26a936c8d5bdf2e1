/** `scenarios -- --prove`: breaks each chart in many ways and says which level of the suite noticed. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../services/clock.ts';
import { readConfig } from '../../config.ts';
import { practiceDays as days } from '../../scenarios/practice-days.ts';
import { proveInThreads } from '../../scenarios/proving/prove-in-threads.ts';
import { trialHead } from '../../scenarios/trials/make-trials.ts';
import { printTrial } from '../../scenarios/trials/print-trial.ts';
import { proofTrial } from '../../scenarios/trials/proof-trial.ts';
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
import { chooseBusinesses } from './choose-businesses.ts';
import { deliverTrials } from './deliver-trials.ts';
import { progressBar } from './progress-bar.ts';
import { reportCanBeWritten } from './report-folder.ts';

export const proveUsage = `npm run scenarios -- --prove [--business <folder>]
  [--mutants <of each kind>] [--seed <number>] [--report <folder>] [--json]
  breaks each chart by program and by hand, and says which level of the suite notices; exits 1 when
  too many are not noticed, or one of booking, disclosure, tenancy or hand-over
`;

/** Mutants of each kind; what they cost is time. */
const eachOtherwise = 30;

export async function runProve(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      prove: { type: 'boolean' },
      business: { type: 'string' },
      mutants: { type: 'string', default: String(eachOtherwise) },
      seed: { type: 'string', default: '1' },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { policiesFolder, dataFolder } = readConfig();
  const eachMax = Number(values.mutants);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(eachMax) || !Number.isSafeInteger(seed)) {
    process.stderr.write(`--mutants and --seed are numbers\n${proveUsage}`);
    return false;
  }
  const businesses = chooseBusinesses(policiesFolder, values.business);
  if (businesses === null || !reportCanBeWritten(values.report)) return false;
  const { chosen, definitions, sound } = businesses;
  const threads = availableParallelism();
  const trials: TrialDocument[] = [];
  for (const definition of chosen) {
    const beganMs = systemClock.now();
    const others = definitions.filter((other) => other !== definition);
    const otherNames = others.map(({ business }) => business.name);
    const progress = progressBar(definition.business.id, 'bugs');
    const options = { definition, otherNames, days, seed, eachMax, threads, progress };
    const proven = await proveInThreads(options);
    const trial = proofTrial(
      trialHead({ definition, seed, clock: systemClock }, beganMs),
      proven,
      eachMax,
    );
    if (!values.json) process.stdout.write(`${printTrial(trial)}\n`);
    trials.push(trial);
  }
  const { report, json } = values;
  await deliverTrials(trials, { report, json, whole: true, dataFolder });
  return sound && trials.every(({ good }) => good);
}
