/** The last whole run of each business and the one before it, kept for diff and as a page for the console. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from '../coverage/coverage-page.ts';
import { type DocumentRead, type RunDocument, readRunDocument } from './run-document.ts';

export interface KeptRuns {
  keep(documents: readonly RunDocument[]): Promise<void>;
  last(business: string): DocumentRead;
  before(business: string): DocumentRead;
  /** Those that were run at least once. */
  businesses(): string[];
}

export function keptRuns(dataFolder: string): KeptRuns {
  const folder = join(dataFolder, 'runs');
  const lastFile = (business: string) => join(folder, `${business}.json`);
  const beforeFile = (business: string) => join(folder, `${business}.before.json`);
  const businesses = () =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /^[^.]+\.json$/.test(name))
      .map((name) => name.replace('.json', ''))
      .sort();
  return {
    async keep(documents) {
      mkdirSync(folder, { recursive: true });
      for (const document of documents) {
        const file = lastFile(document.business);
        if (existsSync(file)) renameSync(file, beforeFile(document.business));
        writeWhole(file, JSON.stringify(document));
      }
      const known = businesses().map(lastFile).map(readRunDocument);
      const last = known.flatMap((read) => ('document' in read ? [read.document] : []));
      writeWhole(keptPageFile(dataFolder), await coveragePage(last));
    },
    last: (business) => readRunDocument(lastFile(business)),
    before: (business) => readRunDocument(beforeFile(business)),
    businesses,
  };
}

/** The page of the last runs, made when they are: a server that holds calls has only to send it. */
export function keptPageFile(dataFolder: string): string {
  return join(dataFolder, 'runs', 'coverage.html');
}

/** Written aside and moved in: who reads meanwhile sees the one or the other. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
