/** Versions of definitions: what was compiled, from which files, and every time one was put in force. */
import { type Kysely, sql } from 'kysely';
import { forTenantsOnly } from './tenancy.ts';

/** `json`, not `jsonb`: the order of flows, slots and danger signs is part of what was checked. */
const definitions = sql`
  alter table definitions
    drop column published_at,
    alter column content type json using content::json,
    add column files json not null default '{}',
    add column made_at timestamptz not null default now(),
    add column made_by text not null default '';`;

const publications = sql`
  create table publications (
    business_id text not null,
    seq bigint generated always as identity,
    version text not null,
    kind text not null check (kind in ('seed', 'publish', 'rollback')),
    at timestamptz not null,
    who text not null,
    why text not null,
    overridden text,
    primary key (business_id, seq),
    foreign key (business_id, version) references definitions (business_id, version)
  );`;

/** After the row rules, which refuse another business's rows in their own words. */
const immutable = sql`
  create function frontdesk_keep() returns trigger language plpgsql as $$
    begin
      raise exception 'a row of % is never changed', tg_table_name using errcode = '23001';
    end $$;
  create trigger kept after update or delete on definitions
    for each row execute function frontdesk_keep();
  create trigger kept after update or delete on publications
    for each row execute function frontdesk_keep();`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await definitions.execute(db);
  await publications.execute(db);
  await forTenantsOnly(db, 'publications');
  await immutable.execute(db);
}
