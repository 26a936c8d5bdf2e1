/** A real run of the smallest line, as QA's command keeps it: with failures where they are wanted. */
import { generateSuite } from '../../machines/paths/suite.ts';
import { phrasesFile, readPhrases } from '../../server/scenarios/phrases.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../server/scenarios/practice-days.ts';
import { documentOf, type RunDocument } from '../../server/scenarios/run-document.ts';
import { runPictures } from '../../server/scenarios/run-pictures.ts';
import { runSuite } from '../../server/scenarios/run-suite.ts';
import { reportOf, type SuiteReport } from '../../server/scenarios/suite-report.ts';
import { systemClock } from '../../services/clock.ts';
import type { Store } from '../../services/store/pool.ts';
import { shippedDefinition } from './chart-call.ts';

export interface PracticeRun {
  report: SuiteReport;
  document: RunDocument;
}

export interface PracticeRunOptions {
  otherNames?: string[];
  /** Only the first so many. */
  calls?: number;
  drawn?: boolean;
}

/** `otherNames` are names of other businesses, which must not be said: one that is said is a failure. */
export async function practiceRun(
  store: Store,
  { otherNames = [], calls, drawn = false }: PracticeRunOptions = {},
): Promise<PracticeRun> {
  const definition = shippedDefinition('unlisted');
  const suite = generateSuite(definition, { seed: 1, cover: 'states', days });
  const only = suite.paths.slice(0, calls).map(({ id }) => id);
  const phrases = readPhrases(phrasesFile);
  const options = { store, definition, suite, phrases, otherNames, days, startMs, only };
  const run = await runSuite(options);
  const report = reportOf(suite, run, { seconds: 1.5, whole: calls === undefined });
  const pictures = drawn ? await runPictures(definition, systemClock) : [];
  const { name } = definition.business;
  const at = '2026-11-20T20:00:00.000Z';
  return { report, document: documentOf(report, { suite, name, at, pictures }) };
}
