/** A database of a server that is there already, made for one rehearsal and dropped after it. */
import pg from 'pg';
import { openStore, type Store } from '../../services/store/pool.ts';

/** Rejects where the role may make no database. */
export async function withScratchStore<Value>(
  serverUrl: string,
  name: string,
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  const quoted = pg.escapeIdentifier(name);
  await onServer(serverUrl, `create database ${quoted}`);
  try {
    // What is dropped in a moment need not be on disk: no write waits for it.
    await onServer(serverUrl, `alter database ${quoted} set synchronous_commit = off`);
    const target = new URL(serverUrl);
    target.pathname = name;
    const store = await openStore({ url: target.href, connectionsMax: 4 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await onServer(serverUrl, `drop database if exists ${quoted} with (force)`);
  }
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
