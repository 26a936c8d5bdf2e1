/** The pages, built once for every test that serves it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../server/call/build-page.ts';
import { buildConsole } from '../../server/console/build-console.ts';

/** Built pages are kept by the hash of their sources, so test files may share the folder. */
export function practicePage(): Promise<string> {
  return buildPage(join(tmpdir(), 'frontdesk-test-page'));
}

export function practiceConsole(): Promise<string> {
  return buildConsole(join(tmpdir(), 'frontdesk-test-page'));
}
