import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../services/errors.ts';
import { tenantSetting } from '../../../services/store/migrations/tenancy.ts';
import type { Tenant } from '../../../services/store/pool.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();

/** Tables of the migrator itself; they hold no customer's data, and the application sees none. */
const notOurs = ['kysely_migration', 'kysely_migration_lock'];

async function tables(): Promise<string[]> {
  const { rows } = await database.query(
    `select relname from pg_class
     where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`,
  );
  return rows.map((row) => row.relname as string).filter((name) => !notOurs.includes(name));
}

/** A row of every table for `business`, by its owner. */
async function seed(business: string): Promise<void> {
  const customer = await database.query(
    `insert into customers (business_id, name, name_key, phone)
     values ($1, 'Ann', 'ann', '+15550100') returning id`,
    [business],
  );
  const rows: [string, unknown[]][] = [
    [
      `insert into definitions (business_id, version, hash, content) values ($1, 'v1', 'h', '{}')`,
      [],
    ],
    [
      `insert into publications (business_id, version, kind, at, who, why)
       values ($1, 'v1', 'seed', now(), 'w', 'y')`,
      [],
    ],
    [`insert into calls values ($1, 'c1', '+1', '+2', now(), null, null, 'v1')`, []],
    [`insert into journal values ($1, 'c1', 1, now(), 'event', '{}')`, []],
    [`insert into calendar_writes values ($1, 'k', null, null, now())`, []],
    [
      `insert into messages (business_id, call_id, key, text, reason, taken_at)
       values ($1, 'c1', 'k', 't', 'r', now())`,
      [],
    ],
    [
      `insert into appointments (business_id, staff_id, location_id, service_id, span, busy,
         customer_id, status, key, call_id, created_at)
       values ($1, 's', 'l', 'x', '[2026-11-20 10:00, 2026-11-20 11:00)',
         '[2026-11-20 10:00, 2026-11-20 11:00)', $2, 'booked', 'k', 'c1', now())`,
      [customer.rows[0].id],
    ],
  ];
  for (const [text, values] of rows) await database.query(text, [business, ...values]);
  const { rows: drafts } = await database.query(
    `insert into drafts (business_id, based_on, begun_at, begun_by) values ($1, 'v1', now(), 'w')
     returning draft`,
    [business],
  );
  await database.query(
    `insert into draft_files (business_id, draft, path, revision, text, at, who)
     values ($1, $2, 'a.yaml', 1, 't', now(), 'w')`,
    [business, drafts[0].draft],
  );
}

const raw = (tenant: Tenant, text: string) => sql.raw<{ n: number }>(text).execute(tenant);

describe('a business', () => {
  it('sees its own rows only, and changes and deletes no others, in every table', async () => {
    await seed('ours');
    await seed('theirs');
    const names = await tables();
    expect(names).toContain('appointments');
    for (const name of names) {
      const table = `"${name}"`;
      const counts = await database.store.withTenant('ours', async (tenant) => {
        const all = await raw(tenant, `select count(*)::int as n from ${table}`);
        const foreign = await raw(
          tenant,
          `select count(*)::int as n from ${table} where business_id <> 'ours'`,
        );
        return [all.rows[0]?.n, foreign.rows[0]?.n];
      });
      expect([name, ...counts]).toEqual([name, 1, 0]);
      const touched = await database.store.withTenant('ours', async (tenant) => {
        const changed = await raw(
          tenant,
          `update ${table} set business_id = business_id where business_id = 'theirs'`,
        );
        const removed = await raw(tenant, `delete from ${table} where business_id = 'theirs'`);
        return [changed.numAffectedRows, removed.numAffectedRows];
      });
      expect([name, ...touched]).toEqual([name, 0n, 0n]);
    }
  });

  it('cannot give a row to another business, in any table', async () => {
    await seed('giver');
    for (const name of await tables()) {
      const giving = database.store.withTenant('giver', (tenant) =>
        raw(tenant, `update "${name}" set business_id = 'taker'`),
      );
      await expect(giving, name).rejects.toThrow(/row-level security/);
    }
  });

  it('cannot write a row for another business', async () => {
    const writing = database.store.withTenant('ours', (tenant) =>
      tenant
        .insertInto('customers')
        .values({ business_id: 'theirs', name: 'Bob', name_key: 'bob', phone: '' })
        .execute(),
    );
    await expect(writing).rejects.toMatchObject({ code: 'database-refused' });
  });
});

describe("a business's id", () => {
  it.each(["o'neil", "x', true); select set_config('frontdesk.business', 'theirs", 'back\\slash'])(
    'is a name and nothing else: %s',
    async (id) => {
      const { rows } = await database.store.withTenant(id, (tenant) =>
        sql<{ id: string }>`select current_setting(${tenantSetting}) as id`.execute(tenant),
      );
      expect(rows).toEqual([{ id }]);
    },
  );
});

describe('the application role', () => {
  it('sees no row and writes none while no business is set', async () => {
    await seed('lonely');
    const seen = await database.store.withTenant('lonely', async (tenant) => {
      await sql`select set_config('frontdesk.business', '', true)`.execute(tenant);
      return raw(tenant, 'select count(*)::int as n from customers');
    });
    expect(seen.rows[0]?.n).toBe(0);
    const writing = database.store.withTenant('lonely', async (tenant) => {
      await sql`select set_config('frontdesk.business', '', true)`.execute(tenant);
      await raw(
        tenant,
        `insert into customers (business_id, name, name_key, phone) values ('', 'x', 'x', '')`,
      );
    });
    await expect(writing).rejects.toThrow(/row-level security/);
  });

  it('does not carry one transaction’s business into the next on its connection', async () => {
    const store = await database.open({ connectionsMax: 1 });
    await store.withTenant('first', async () => undefined);
    const setting = await store.withTenant('second', (tenant) =>
      sql<{ id: string }>`select current_setting('frontdesk.business') as id`.execute(tenant),
    );
    expect(setting.rows[0]?.id).toBe('second');
  });

  it('owns no table, cannot bypass row security and cannot switch it off', async () => {
    const { rows } = await database.query(
      `select rolsuper, rolbypassrls, rolcreaterole,
         (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
       from pg_roles where rolname = 'frontdesk_app'`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 },
    ]);
    const disabling = database.store.withTenant('ours', (tenant) =>
      raw(tenant, 'alter table customers disable row level security'),
    );
    await expect(disabling).rejects.toThrow(ServiceError);
    const becoming = database.store.withTenant('ours', (tenant) =>
      raw(tenant, 'set role frontdesk_owner'),
    );
    await expect(becoming).rejects.toThrow(ServiceError);
  });

  it('meets forced row security with both halves of the rule on every table', async () => {
    const { rows } = await database.query(
      `select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
         count(p.polname)::int as policies,
         bool_and(p.polqual is not null and p.polwithcheck is not null and p.polcmd = '*') as both
       from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
       group by c.oid order by 1`,
    );
    const ours = rows.filter((row) => !notOurs.includes(row.relname));
    expect(ours.length).toBeGreaterThanOrEqual(7);
    for (const row of ours) {
      expect(row).toEqual({ relname: row.relname, forced: true, policies: 1, both: true });
    }
  });
});
