/** A business's generated calls from its chart to a run that is kept: made, run, judged, drawn. */
import { type CoverLevel, generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import { phrasesFile } from './phrases.ts';
import { practiceDays as days, practiceStartMs as startMs } from './practice-days.ts';
import { documentOf, type RunDocument } from './run-document.ts';
import { runInThreads } from './run-in-threads.ts';
import { runPictures } from './run-pictures.ts';
import { chosenPaths } from './run-suite.ts';
import { reportOf, type SuiteReport } from './suite-report.ts';

export interface RunBusinessOptions {
  definition: Definition;
  /** Names of other businesses, which must not be said. */
  otherNames: string[];
  cover: CoverLevel;
  seed: number;
  /** Runs only the calls with these ids. */
  only?: readonly string[] | undefined;
  /** One empty database for each thread. */
  databaseUrls: readonly string[];
  clock: Clock;
  /** Told when the calls are made, and there is something to count. */
  counting(): (done: number, all: number) => void;
}

export interface BusinessRun {
  report: SuiteReport;
  document: RunDocument;
}

/** What is counted, in every place that tells of it. */
export const callsRunTwice = 'calls, each run twice';

/** Undefined when no call has one of the ids asked for. */
export async function runBusiness(options: RunBusinessOptions): Promise<BusinessRun | undefined> {
  const { definition, otherNames, cover, seed, only, databaseUrls, clock } = options;
  const beganMs = clock.now();
  const suite = generateSuite(definition, { seed, cover, days });
  if (chosenPaths(suite, only).length === 0) return undefined;
  // Laid out in a thread of its own while the calls are run; making them leaves no time to hear of it.
  const drawn = runPictures(definition, clock);
  const run = await runInThreads({
    ...{ databaseUrls, definition, suite, phrasesFile, otherNames, days, startMs },
    progress: options.counting(),
    ...(only === undefined ? {} : { only }),
  });
  const seconds = (clock.now() - beganMs) / 1_000;
  const report = reportOf(suite, run, { seconds, whole: only === undefined });
  const at = new Date(clock.now()).toISOString();
  const { name } = definition.business;
  return { report, document: documentOf(report, { suite, name, at, pictures: await drawn }) };
}
