/** The database that the server works on, whether or not the server runs now. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../services/clock.ts';
import { startEmbeddedPostgres } from '../../services/store/embedded-postgres.ts';
import { openStore, type Store } from '../../services/store/pool.ts';
import type { Config } from '../config.ts';
import { findRunningServer } from '../handset/running-server.ts';

/**
 * A database of one's own is asked directly; the embedded one through the address that the running
 * server left, or, while none runs, by starting it for as long as `work` takes.
 */
export async function withDatabase<Result>(
  { databaseUrl, dataFolder }: Config,
  work: (store: Store, databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const known = databaseUrl ?? (await runningDatabase(dataFolder));
  if (known !== undefined) return await workOn(known, work);
  const postgres = await startEmbeddedPostgres({ folder: dataFolder, clock: systemClock });
  try {
    return await workOn(postgres.url, work);
  } finally {
    await postgres.stop();
  }
}

/** For commands that only look: no database is made just to find that it is empty. */
export async function withDatabaseIfAny<Result>(
  config: Config,
  work: (store: Store) => Promise<Result>,
): Promise<Result | undefined> {
  const there = config.databaseUrl !== undefined || existsSync(join(config.dataFolder, 'postgres'));
  return there ? await withDatabase(config, work) : undefined;
}

async function runningDatabase(dataFolder: string): Promise<string | undefined> {
  const server = await findRunningServer(dataFolder);
  return 'missing' in server ? undefined : server.databaseUrl;
}

async function workOn<Result>(
  url: string,
  work: (store: Store, databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ url, connectionsMax: 2 });
  try {
    return await work(store, url);
  } finally {
    await store.close();
  }
}
