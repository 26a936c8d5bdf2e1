/** `npm run scenarios` itself: the calls of each business made from its chart, run, judged and kept. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type CoverLevel, coverLevels } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { readConfig } from '../../config.ts';
import { keptRuns } from '../../scenarios/kept-runs.ts';
import { printReport } from '../../scenarios/print-report.ts';
import { callsRunTwice, runBusiness } from '../../scenarios/run-business.ts';
import { type RunDocument, shortOf } from '../../scenarios/run-document.ts';
import { withThrowawayDatabases, withThrowawayStore } from '../../scenarios/throwaway-store.ts';
import { writeReport } from '../../scenarios/write-report.ts';
import { chooseBusinesses } from './choose-businesses.ts';
import { progressBar } from './progress-bar.ts';
import { reportCanBeWritten } from './report-folder.ts';
import { savePlayed } from './save.ts';

export const generatedUsage = `usage: npm run scenarios -- [--business <folder>]
  [--cover states|transitions|pairs] [--over text|wire] [--seed <number>]
  [--only <id>]... [--report <folder>] [--save <folder/name>] [--json]
  makes the calls of each business from its chart, runs them on the real engine and judges them;
  --save keeps the shortest call that fails as a written scenario; exits 1 on any failure, or when
  something that can be reached was not covered; --over wire makes a few of them by telephone
`;

interface Asked {
  business: string | undefined;
  cover: CoverLevel;
  seed: number;
  only: string[] | undefined;
  report: string | undefined;
  save: string | undefined;
  json: boolean;
}

/** The options as they were meant, or what is wrong with one of them. */
function readArguments(args: string[]): Asked | { wrong: string } {
  const { values } = parseArgs({
    args,
    options: {
      business: { type: 'string' },
      cover: { type: 'string', default: 'transitions' },
      over: { type: 'string', default: 'text' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      report: { type: 'string' },
      save: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const cover = coverLevels.find((level) => level === values.cover);
  const seed = Number(values.seed);
  if (cover === undefined) {
    return { wrong: `--cover ${values.cover}: one of ${coverLevels.join(', ')} is meant` };
  }
  if (!Number.isSafeInteger(seed)) return { wrong: `--seed ${values.seed}: a number is meant` };
  if (values.over !== 'text') return { wrong: `--over ${values.over}: text or wire is meant` };
  const { business, only, report, save, json } = values;
  return { business, cover, seed, only, report, save, json };
}

async function runOne(
  definition: Definition,
  all: readonly Definition[],
  { cover, seed, only, json }: Asked,
  databaseUrls: string[],
): Promise<RunDocument | undefined> {
  const { id } = definition.business;
  process.stderr.write(`${id}: making the calls from the chart\n`);
  const run = await runBusiness({
    ...{ definition, cover, seed, only, databaseUrls, clock: systemClock },
    otherNames: all.filter((other) => other !== definition).map(({ business }) => business.name),
    counting: () => progressBar(id, callsRunTwice),
  });
  if (run === undefined) return undefined;
  const whole = only === undefined;
  if (!json) process.stdout.write(`${printReport(run.report, { whole })}\n\n`);
  return run.document;
}

export async function runGenerated(args: string[]): Promise<boolean> {
  const asked = readArguments(args);
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n${generatedUsage}`);
    return false;
  }
  const config = readConfig();
  const businesses = chooseBusinesses(config.policiesFolder, asked.business);
  if (businesses === null || !reportCanBeWritten(asked.report)) return false;
  const { chosen, definitions, sound } = businesses;
  const documents = await withThrowawayDatabases(availableParallelism(), async (urls) => {
    const made: RunDocument[] = [];
    for (const each of chosen) {
      const document = await runOne(each, definitions, asked, urls);
      if (document !== undefined) made.push(document);
    }
    return made;
  });
  const good = await afterwards(documents, asked, config.dataFolder, definitions);
  return good && sound;
}

/** What a run leaves behind: its report, itself for the Coverage page, and a call worth keeping. */
async function afterwards(
  documents: RunDocument[],
  asked: Asked,
  dataFolder: string,
  definitions: readonly Definition[],
): Promise<boolean> {
  const { only, report, save, json, business } = asked;
  if (documents.length === 0) {
    process.stderr.write(
      `no call ${only?.join(', ')}: a report's page names the calls; another chart or seed makes others\n`,
    );
    return false;
  }
  if (only === undefined) await keptRuns(dataFolder).keep(documents);
  if (report !== undefined) {
    await writeReport(report, documents);
    process.stderr.write(`${report}/index.html written: open it in a browser\n`);
  }
  const printed = documents.map(shortOf);
  if (json) {
    process.stdout.write(`${JSON.stringify(business === undefined ? printed : printed[0])}\n`);
  }
  if (save !== undefined) await saveShortest(save, documents, definitions);
  return documents.every(({ good }) => good);
}

async function saveShortest(
  name: string,
  documents: readonly RunDocument[],
  definitions: readonly Definition[],
): Promise<void> {
  const [shortest] = documents
    .flatMap(({ failures }) => failures)
    .filter(({ scenario }) => scenario !== '')
    .sort((one, other) => one.moves.length - other.moves.length);
  if (shortest === undefined) {
    process.stderr.write('nothing failed, so there is no call to save: --replay saves any call\n');
    return;
  }
  const { said } = await withThrowawayStore((store) =>
    savePlayed(name, shortest.scenario, { store, definitions }),
  );
  process.stderr.write(`${said}\n`);
}
