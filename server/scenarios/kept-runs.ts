/** The last whole run of each business and the one before it, kept for the Coverage page and for diff. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentRead, type RunDocument, readRunDocument } from './run-document.ts';

export interface KeptRuns {
  keep(document: RunDocument): void;
  last(business: string): DocumentRead;
  before(business: string): DocumentRead;
  /** Those that were run at least once. */
  businesses(): string[];
}

export function keptRuns(dataFolder: string): KeptRuns {
  const folder = join(dataFolder, 'runs');
  const lastFile = (business: string) => join(folder, `${business}.json`);
  const beforeFile = (business: string) => join(folder, `${business}.before.json`);
  return {
    keep(document) {
      mkdirSync(folder, { recursive: true });
      const file = lastFile(document.business);
      // Written aside and moved in whole: a page that is loaded meanwhile sees one run or the other.
      writeFileSync(`${file}.part`, JSON.stringify(document));
      if (existsSync(file)) renameSync(file, beforeFile(document.business));
      renameSync(`${file}.part`, file);
    },
    last: (business) => readRunDocument(lastFile(business)),
    before: (business) => readRunDocument(beforeFile(business)),
    businesses: () =>
      (existsSync(folder) ? readdirSync(folder) : [])
        .filter((name) => /^[^.]+\.json$/.test(name))
        .map((name) => name.replace('.json', ''))
        .sort(),
  };
}
