/** `npm run scenarios`: QA's tool. Makes the calls of a business from its chart, runs and judges them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type CoverLevel, coverLevels, generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { startEmbeddedPostgres } from '../../services/store/embedded-postgres.ts';
import { openStore } from '../../services/store/pool.ts';
import { readConfig } from '../config.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../scenarios/practice-days.ts';
import { runInThreads } from '../scenarios/run-in-threads.ts';
import { jsonOf, printReport, reportOf, type SuiteReport } from '../scenarios/suite-report.ts';
import { writeReport } from '../scenarios/write-report.ts';
import { besideUsage, runBeside } from './scenarios/beside.ts';

const usage = `usage: npm run scenarios -- [--business <folder>] [--cover states|transitions|pairs]
  [--over text] [--seed <number>] [--only <id>]... [--report <folder>] [--json]
  makes the calls of each business from its chart, runs them on the real engine and judges them;
  exits 1 on any failure, or when something that can be reached was not covered
`;

interface Asked {
  business?: string;
  cover: CoverLevel;
  seed: number;
  only?: string[];
  report?: string;
  json: boolean;
}

const phrasesFile = new URL('../../scenarios/phrases/en-us.yaml', import.meta.url).pathname;

function readArguments(): Asked | undefined {
  try {
    const { values } = parseArgs({
      options: {
        business: { type: 'string' },
        cover: { type: 'string', default: 'transitions' },
        over: { type: 'string', default: 'text' },
        seed: { type: 'string', default: '1' },
        only: { type: 'string', multiple: true },
        report: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const cover = coverLevels.find((level) => level === values.cover);
    const seed = Number(values.seed);
    if (cover === undefined || !Number.isSafeInteger(seed) || values.over !== 'text') {
      return undefined;
    }
    const { business, only, report, json } = values;
    return {
      cover,
      seed,
      json,
      ...(business === undefined ? {} : { business }),
      ...(only === undefined ? {} : { only }),
      ...(report === undefined ? {} : { report }),
    };
  } catch {
    return undefined;
  }
}

/** A bar that redraws itself, only where somebody watches. */
function progressOf(business: string): (done: number, all: number) => void {
  const beganMs = systemClock.now();
  if (!process.stderr.isTTY) return () => undefined;
  return (done, all) => {
    const seconds = (systemClock.now() - beganMs) / 1_000;
    const perSecond = done / Math.max(seconds, 0.001);
    const left = Math.ceil((all - done) / Math.max(perSecond, 0.001));
    const bar = '#'.repeat(Math.round((30 * done) / all)).padEnd(30, '.');
    const end = done === all ? '\n' : '';
    process.stderr.write(
      `\r${business} ${bar} ${done}/${all}, ${perSecond.toFixed(0)} a second, ${left} s left ${end}`,
    );
  };
}

async function reportFor(
  definition: Definition,
  all: readonly Definition[],
  asked: Asked,
  databaseUrls: string[],
): Promise<SuiteReport> {
  const beganMs = systemClock.now();
  const { cover, seed, only } = asked;
  const suite = generateSuite(definition, { seed, cover, days });
  const { id } = definition.business;
  const run = await runInThreads({
    databaseUrls,
    definition,
    suite,
    phrasesFile,
    otherNames: all.filter((other) => other !== definition).map(({ business }) => business.name),
    days,
    startMs,
    progress: progressOf(id),
    ...(only === undefined ? {} : { only }),
  });
  const seconds = (systemClock.now() - beganMs) / 1_000;
  return reportOf(suite, run, { seconds, whole: only === undefined });
}

/** Databases that are thrown away: what is practised never touches what callers booked. */
async function withThrowawayDatabases<Value>(work: (urls: string[]) => Promise<Value>) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-scenarios-'));
  try {
    const server = await startEmbeddedPostgres({ folder, clock: systemClock, durable: false });
    try {
      const names = Array.from({ length: availableParallelism() }, (_, nth) => `practice_${nth}`);
      return await work(await createDatabases(server.url, names));
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function createDatabases(serverUrl: string, names: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const urls: string[] = [];
  for (const name of names) {
    await client.query(`create database ${name}`);
    const url = new URL(serverUrl);
    url.pathname = name;
    // One after the other: the role that the tables are worked with is shared by all of them.
    await (await openStore({ url: url.href })).close();
    urls.push(url.href);
  }
  await client.end();
  return urls;
}

async function run(asked: Asked): Promise<boolean> {
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const chosen = definitions.filter(
    ({ business: { id } }) => asked.business === undefined || asked.business === id,
  );
  if (chosen.length === 0) {
    process.stderr.write(`no sound business ${asked.business ?? ''}: npm run flows -- check\n`);
    return false;
  }
  const reports = await withThrowawayDatabases(async (urls) => {
    const made: SuiteReport[] = [];
    for (const definition of chosen) {
      const report = await reportFor(definition, definitions, asked, urls);
      if (!asked.json) process.stdout.write(`${printReport(report)}\n\n`);
      made.push(report);
    }
    return made;
  });
  if (asked.report !== undefined) writeReport(asked.report, reports);
  if (asked.json) {
    const documents = reports.map(jsonOf);
    const [first] = documents;
    const document = asked.business === undefined ? documents : first;
    process.stdout.write(`${JSON.stringify(document)}\n`);
  }
  return reports.every(({ good }) => good);
}

const beside = await runBeside(process.argv.slice(2));
const asked = beside === undefined ? readArguments() : undefined;
if (beside !== undefined) {
  process.exitCode = beside;
} else if (asked === undefined) {
  process.stderr.write(`${usage}${besideUsage}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await run(asked)) ? 0 : 1;
}
