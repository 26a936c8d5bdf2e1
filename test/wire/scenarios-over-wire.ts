/** `npm run scenarios -- --over wire`: a small set of a line's generated calls, by telephone. */
import { parseArgs } from 'node:util';
import { chooseBusinesses } from '../../server/commands/scenarios/choose-businesses.ts';
import { deliverTrials } from '../../server/commands/scenarios/deliver-trials.ts';
import { progressBar } from '../../server/commands/scenarios/progress-bar.ts';
import { reportCanBeWritten } from '../../server/commands/scenarios/report-folder.ts';
import { readConfig } from '../../server/config.ts';
import { phrasesFile, readPhrases } from '../../server/scenarios/phrases.ts';
import { withThrowawayServer } from '../../server/scenarios/throwaway-store.ts';
import { trialHead } from '../../server/scenarios/trials/make-trials.ts';
import { printTrial } from '../../server/scenarios/trials/print-trial.ts';
import { systemClock } from '../../services/clock.ts';
import { runOverWire, wirePaths } from './run-over-wire.ts';
import { telephoneTrial } from './telephone-trial.ts';

const usage = `usage: npm run scenarios -- --over wire [--business <folder>] [--only "<target>"]...
  [--seed <number>] [--faults none|single|all] [--together <calls>] [--report <folder>] [--json]
  makes one call by telephone for each outcome of each effect and for each repair, then each again
  with a fault of the recogniser, the model or the voice (single; all: with every one of them);
  exits 1 when a rule is broken
`;
/** Real time is long: without another wish, the calls are those of the clinic. */
const usualBusiness = 'bright-smile';

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      over: { type: 'string' },
      business: { type: 'string', default: usualBusiness },
      only: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: 'single' },
      together: { type: 'string', default: '8' },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  return values;
}

/** The exit code. */
export async function scenariosOverWire(args: string[]): Promise<number> {
  let asked: ReturnType<typeof readArguments>;
  try {
    asked = readArguments(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const { policiesFolder, dataFolder } = readConfig();
  const [seed, together] = [Number(asked.seed), Number(asked.together)];
  const sound = Number.isSafeInteger(seed) && Number.isSafeInteger(together) && together > 0;
  const faults = (['none', 'single', 'all'] as const).find((each) => each === asked.faults);
  if (faults === undefined || !sound) {
    process.stderr.write(usage);
    return 2;
  }
  const businesses = chooseBusinesses(policiesFolder, asked.business);
  const [definition] = businesses?.chosen ?? [];
  if (businesses === null || definition === undefined) return 2;
  if (!reportCanBeWritten(asked.report)) return 2;
  const { definitions } = businesses;
  const targets = wirePaths(definition, seed).map(({ target }) => target);
  const unknown = asked.only?.filter((target) => !targets.includes(target)) ?? [];
  if (unknown.length > 0) {
    process.stderr.write(
      `no call by telephone for ${unknown.join(', ')}; there is one for each of these:\n  ${targets.sort().join('\n  ')}\n`,
    );
    return 2;
  }
  const beganMs = systemClock.now();
  const results = await withThrowawayServer((databaseUrl) =>
    runOverWire({
      ...{ databaseUrl, definition, seed, together, faults },
      otherNames: definitions
        .filter((each) => each !== definition)
        .map((each) => each.business.name),
      phrases: readPhrases(phrasesFile),
      ...(asked.only ? { only: asked.only } : {}),
      done: progressBar('by telephone'),
    }),
  );
  const trial = telephoneTrial(
    trialHead({ definition, seed, clock: systemClock }, beganMs),
    results,
  );
  const { report, json, only } = asked;
  if (!json) process.stdout.write(`${printTrial(trial)}\n`);
  await deliverTrials([trial], { report, json, whole: only === undefined, dataFolder });
  return trial.good ? 0 : 1;
}
