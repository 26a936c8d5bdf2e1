/** A folder and a real PostgreSQL for one run; both are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock } from '../../../services/clock.ts';
import { startEmbeddedPostgres } from '../../../services/store/embedded-postgres.ts';

export interface RunFolder {
  folder: string;
  /** A new database's url. */
  database(name: string): Promise<string>;
  clear(): Promise<void>;
}

export async function makeRunFolder(): Promise<RunFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  // Apart, because PostgreSQL's folder belongs to another user where we are root.
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-bench-postgres-'));
  const sweep = () => {
    for (const path of [folder, data]) rmSync(path, { recursive: true, force: true });
  };
  const server = await startEmbeddedPostgres({ folder: data, clock: systemClock }).catch(
    (error: unknown) => {
      sweep();
      throw error;
    },
  );
  return {
    folder,
    async database(name) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`).finally(() => client.end());
      const url = new URL(server.url);
      url.pathname = name;
      return url.href;
    },
    async clear() {
      await server.stop();
      sweep();
    },
  };
}
