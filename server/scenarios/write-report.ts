/** The report folder: a page that needs no network, JUnit for any CI, and each run whole as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from '../coverage/coverage-page.ts';
import { junitOf } from './junit.ts';
import type { RunDocument } from './run-document.ts';

export async function writeReport(
  folder: string,
  documents: readonly RunDocument[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const document of documents) {
    writeFileSync(join(folder, `${document.business}.json`), JSON.stringify(document));
  }
  writeFileSync(join(folder, 'junit.xml'), junitOf(documents));
  writeFileSync(join(folder, 'index.html'), await coveragePage(documents));
}
