/** One real PostgreSQL for the whole test run, with a migrated template that test files copy. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../../services/clock.ts';
import { startEmbeddedPostgres } from '../../services/store/embedded-postgres.ts';
import { migrate } from '../../services/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's url of the server; test files make their own database on it. */
    databaseServerUrl: string;
  }
}

export const templateName = 'frontdesk_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-test-'));
  const sweep = () => rmSync(folder, { recursive: true, force: true });
  const server = await startEmbeddedPostgres({
    folder,
    clock: systemClock,
    durable: false,
    connectionsMax: 300,
  }).catch((error: unknown) => {
    sweep();
    throw error;
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  const template = new URL(server.url);
  template.pathname = templateName;
  await migrate(template.href, 5_000);
  project.provide('databaseServerUrl', server.url);
  return async () => {
    await server.stop();
    sweep();
  };
}
