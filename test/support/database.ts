/** A fresh, migrated database for one test file, dropped afterwards. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../services/store/pool.ts';
import { templateName } from './global-setup.ts';

export interface TestDatabase {
  /** The owner's url. */
  readonly url: string;
  readonly store: Store;
  /** Another store on the same database, closed with the file; for tests of its own limits. */
  open(options?: Partial<StoreOptions>): Promise<Store>;
  /** SQL as the server's owner, past row level security. */
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>;
}

let made = 0;

/** Call it at the top of a test file. Fails a test that does not give back a connection. */
export function useDatabase(options: Partial<StoreOptions> = {}): TestDatabase {
  const serverUrl = inject('databaseServerUrl');
  made += 1;
  const name = `test_${process.pid}_${process.env.VITEST_WORKER_ID ?? 0}_${made}_${Date.now()}`;
  const target = new URL(serverUrl);
  target.pathname = name;
  const url = target.href;
  const stores: Store[] = [];
  let owner: pg.Pool | undefined;

  const open = async (more: Partial<StoreOptions> = {}) => {
    const store = await openStore({ url, ...options, ...more });
    stores.push(store);
    return store;
  };
  beforeAll(async () => {
    await onServer(serverUrl, `create database ${name} template ${templateName}`);
    await open();
    owner = new pg.Pool({ connectionString: url, max: 2 });
    owner.on('error', () => undefined);
  });
  // A query begun in a call's last moment may still be under way; one never given back stays.
  afterEach(() =>
    vi.waitFor(
      () => expect(stores.map((store) => store.connectionsInUse())).toEqual(stores.map(() => 0)),
      { timeout: 5_000, interval: 5 },
    ),
  );
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await owner?.end();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  });
  return {
    url,
    get store() {
      const [first] = stores;
      if (first === undefined) throw new Error('the database is there once the tests run');
      return first;
    },
    open,
    query(text, values) {
      if (owner === undefined) throw new Error('the database is there once the tests run');
      return owner.query(text, values);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
