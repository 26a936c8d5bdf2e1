/** Databases that are thrown away: what is practised never touches what callers booked. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { systemClock } from '../../services/clock.ts';
import { startEmbeddedPostgres } from '../../services/store/embedded-postgres.ts';
import { openStore, type Store } from '../../services/store/pool.ts';
import { throwawayFolder } from './throwaway-folder.ts';

export function withThrowawayStore<Value>(
  work: (store: Store) => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  return withThrowawayServer(async (url) => {
    const store = await openStore({ url });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }, signal);
}

/** As many empty databases as there are threads to work in them. */
export function withThrowawayDatabases<Value>(
  count: number,
  work: (urls: string[]) => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  return withThrowawayServer(async (url) => work(await createDatabases(url, count)), signal);
}

/**
 * A server of its own, with one empty database. Rejects when it is told to stop: the server is gone
 * then, and whoever still works in it finds nothing more.
 */
export async function withThrowawayServer<Value>(
  work: (url: string) => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  const folder = throwawayFolder(tmpdir());
  try {
    const server = await startEmbeddedPostgres({ folder, clock: systemClock, durable: false });
    try {
      return await untilStopped(work(server.url), signal);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `work` comes to, or a rejection as soon as it is not wanted any more. */
export function untilStopped<Value>(work: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (signal === undefined) return work;
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]);
}

async function createDatabases(serverUrl: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const urls: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await client.query(`create database practice_${nth}`);
    const url = new URL(serverUrl);
    url.pathname = `practice_${nth}`;
    // One after the other: the role that the tables are worked with is shared by all of them.
    await (await openStore({ url: url.href })).close();
    urls.push(url.href);
  }
  await client.end();
  return urls;
}
