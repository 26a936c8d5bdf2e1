import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../services/clock.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../services/store/embedded-postgres.ts';
import { openStore } from '../../../services/store/pool.ts';

// Roles belong to a whole server, so these tests have one of their own.
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-migrate-'));
let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder, clock: systemClock, durable: false });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${server.port}/${database}`;
}

async function customersSeen(url: string): Promise<number> {
  const store = await openStore({ url });
  try {
    const rows = await store.withTenant('shop', async (tenant) => {
      const customer = { business_id: 'shop', name: 'Ann', name_key: 'ann', phone: '' };
      await tenant
        .insertInto('customers')
        .values(customer)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return tenant.selectFrom('customers').select('name').execute();
    });
    return rows.length;
  } finally {
    await store.close();
  }
}

describe('a database of the user’s own', () => {
  it('needs an owner who may create roles, and no superuser', async () => {
    await run(
      `create role plain login createrole password 'one'`,
      'create database own owner plain',
    );
    expect(await customersSeen(urlOf('plain', 'one', 'own'))).toBe(1);
  });

  it('lets the application in again after the owner’s password changed', async () => {
    await run(`alter role plain password 'two'`);
    expect(await customersSeen(urlOf('plain', 'two', 'own'))).toBe(1);
  });

  it('is refused with a name when the owner may not manage the application’s role', async () => {
    await run(`create role lesser login password 'one'`, 'create database lesser owner lesser');
    const opening = openStore({ url: urlOf('lesser', 'one', 'lesser') });
    await expect(opening).rejects.toMatchObject({ code: 'database-refused', retryable: false });
    await expect(opening).rejects.toThrow(/permission denied to alter role/);
  });

  it('is refused with a name when the owner’s password is wrong', async () => {
    const opening = openStore({ url: urlOf('plain', 'wrong', 'own') });
    await expect(opening).rejects.toMatchObject({ code: 'database-refused' });
  });
});
