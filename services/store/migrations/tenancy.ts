/** Locks a table to one business at a time: without a tenant set, no row is seen or written. */
import { type Kysely, sql } from 'kysely';

/** The role that the application works as: it owns nothing and cannot pass row level security. */
export const applicationRole = 'frontdesk_app';

/** The setting that names the tenant of the running transaction. */
export const tenantSetting = 'frontdesk.business';

/** Every table with `business_id` goes through here in the migration that makes it. */
export async function forTenantsOnly(db: Kysely<unknown>, table: string): Promise<void> {
  const name = sql.id(table);
  const mine = sql`business_id = nullif(current_setting(${sql.lit(tenantSetting)}, true), '')`;
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy tenant on ${name} using (${mine}) with check (${mine})`.execute(db);
  const role = sql.id(applicationRole);
  await sql`grant select, insert, update, delete on ${name} to ${role}`.execute(db);
}
