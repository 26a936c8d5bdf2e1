import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { violatedConstraint } from '../../../services/store/database-error.ts';
import { openStore } from '../../../services/store/pool.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();

const ann = { business_id: 'shop', name: 'Ann', name_key: 'ann', phone: '+15550100' };

describe('a transaction', () => {
  it('leaves nothing behind when its work fails', async () => {
    const failing = database.store.withTenant('shop', async (tenant) => {
      await tenant.insertInto('customers').values(ann).execute();
      throw new Error('our own bug');
    });
    await expect(failing).rejects.toThrow('our own bug');
    const rows = await database.store.withTenant('shop', (tenant) =>
      tenant.selectFrom('customers').selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  it('is refused by name when a swallowed failure made its commit a rollback', async () => {
    const failing = database.store.withTenant('shop', async (tenant) => {
      await tenant.insertInto('customers').values(ann).execute();
      await sql`select 1 / 0`.execute(tenant).catch(() => undefined);
    });
    await expect(failing).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('names the constraint it ran into, and keeps the row values out of the message', async () => {
    const twice = database.store.withTenant('twice', async (tenant) => {
      await tenant
        .insertInto('customers')
        .values({ ...ann, business_id: 'twice' })
        .execute();
      await tenant
        .insertInto('customers')
        .values({ ...ann, business_id: 'twice' })
        .execute();
    });
    const error = await twice.catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe('customers_business_id_phone_name_key_key');
    expect((error as Error).message).not.toContain('5550100');
  });

  it('has each of its statements planned once by a connection, and only so many of them', async () => {
    const store = await database.open({ connectionsMax: 1 });
    const planned = sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements
      where statement like ${'%of its kind%'}`;
    const count = await store.withTenant('shop', async (tenant) => {
      for (const nth of [1, 2, 2, 1]) {
        await sql`select ${nth}::int as "of its kind"`.execute(tenant);
      }
      for (let nth = 0; nth < 400; nth += 1) {
        await sql.raw(`select ${nth} as "of its kind"`).execute(tenant);
      }
      return (await planned.execute(tenant)).rows[0]?.count;
    });
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThanOrEqual(300);
  });

  it('ends with a name when a statement takes too long; its connection serves on', async () => {
    const store = await database.open({ connectionsMax: 1, statementMsMax: 100 });
    const slow = store.withTenant('shop', (tenant) => sql`select pg_sleep(10)`.execute(tenant));
    await expect(slow).rejects.toMatchObject({ code: 'timed-out', retryable: true });
    await expect(store.ready()).resolves.toBeUndefined();
  });

  it('fails as database-away when its connection is ended, and the next one works', async () => {
    const store = await database.open({ connectionsMax: 1 });
    const killed = store.withTenant('shop', async (tenant) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tenant);
      await database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await sql`select 1`.execute(tenant);
    });
    await expect(killed).rejects.toMatchObject({ code: 'database-away' });
    await expect(store.withTenant('shop', async () => 'fine')).resolves.toBe('fine');
  });

  it('survives a connection that ends while nobody is asking it anything', async () => {
    const store = await database.open({ connectionsMax: 1 });
    const killed = store.withTenant('shop', async (tenant) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tenant);
      await database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await database.query('select pg_sleep(0.05)');
    });
    await expect(killed).rejects.toMatchObject({ code: 'database-away' });
    await expect(store.ready()).resolves.toBeUndefined();
  });
});

describe('opening a store', () => {
  it('says quickly that the database is away when nothing listens there', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    await new Promise((resolve) => server.close(resolve));
    const opening = openStore({ url: `postgres://x:y@127.0.0.1:${port}/z` });
    await expect(opening).rejects.toMatchObject({ code: 'database-away' });
  });

  it('gives up in its own time on a database that accepts and says nothing', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    const opening = openStore({ url: `postgres://x:y@127.0.0.1:${port}/z`, connectMsMax: 100 });
    await expect(opening).rejects.toMatchObject({ code: 'database-away' });
    server.close();
  });

  it('works from several nodes at once on an empty database', async () => {
    const name = `empty_${process.pid}_${Date.now()}`;
    await database.query(`create database ${name}`);
    const url = new URL(database.url);
    url.pathname = name;
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ url: url.href })));
    await Promise.all(stores.map((store) => store.close()));
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query('select name from kysely_migration order by name');
    await client.end();
    const folder = new URL('../../../services/store/migrations/', import.meta.url);
    const written = readdirSync(folder).filter((file) => /^\d{4}-/.test(file));
    expect(rows).toHaveLength(written.length);
    await database.query(`drop database ${name}`);
  });
});
