/** The last whole run of each business and the one before it, kept for diff and as a page for the console. */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from '../coverage/coverage-page.ts';
import { headsOf } from './heads-of.ts';
import { type DocumentRead, type RunDocument, readRunDocument } from './run-document.ts';
import { headsFile } from './run-heads.ts';
import { isRunFile, readRunsFolder, writeTrials, writeWhole } from './runs-folder.ts';
import type { TrialDocument } from './trials/trial.ts';

export interface KeptRuns {
  keep(documents: readonly RunDocument[], trials?: readonly TrialDocument[]): Promise<void>;
  /** Makes the page anew of what is kept. */
  keepPage(): Promise<void>;
  last(business: string): DocumentRead;
  before(business: string): DocumentRead;
  /** Without a run before the last one, there is nothing to compare that with. */
  ranTwice(business: string): boolean;
  /** Those that were run at least once. */
  businesses(): string[];
}

export function keptRuns(dataFolder: string): KeptRuns {
  const folder = join(dataFolder, 'runs');
  const lastFile = (business: string) => join(folder, `${business}.json`);
  const beforeFile = (business: string) => join(folder, `${business}.before.json`);
  async function keepPage(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const read = readRunsFolder(folder);
    writeWhole(keptPageFile(dataFolder), await coveragePage(read, { inConsole: true }));
    // Afterwards: whoever is told of a run finds it on the page.
    writeWhole(headsFile(dataFolder), JSON.stringify(headsOf(read)));
  }
  return {
    keepPage,
    async keep(documents, trials = []) {
      mkdirSync(folder, { recursive: true });
      for (const document of documents) {
        const file = lastFile(document.business);
        if (existsSync(file)) renameSync(file, beforeFile(document.business));
        writeWhole(file, JSON.stringify(document));
      }
      writeTrials(folder, trials);
      await keepPage();
    },
    last: (business) => readRunDocument(lastFile(business)),
    before: (business) => readRunDocument(beforeFile(business)),
    ranTwice: (business) => existsSync(beforeFile(business)),
    businesses: () =>
      (existsSync(folder) ? readdirSync(folder) : [])
        .filter(isRunFile)
        .map((name) => name.replace('.json', ''))
        .sort(),
  };
}

/** The page of the last runs, made when they are: a server that holds calls has only to send it. */
export function keptPageFile(dataFolder: string): string {
  return join(dataFolder, 'runs', 'coverage.html');
}
