/** The report folder: a page that needs no network, JUnit for any CI, and each run whole as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from '../coverage/coverage-page.ts';
import { junitOf } from './junit.ts';
import type { RunDocument } from './run-document.ts';
import { readRunsFolder, writeTrials } from './runs-folder.ts';
import type { TrialDocument } from './trials/trial.ts';

/** What earlier commands wrote into the folder stays, and is shown beside the new. */
export async function writeReport(
  folder: string,
  documents: readonly RunDocument[],
  trials: readonly TrialDocument[] = [],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const document of documents) {
    writeFileSync(join(folder, `${document.business}.json`), JSON.stringify(document));
  }
  writeTrials(folder, trials);
  const read = readRunsFolder(folder);
  writeFileSync(join(folder, 'junit.xml'), junitOf(read.runs, read.trials));
  writeFileSync(join(folder, 'index.html'), await coveragePage(read));
}
