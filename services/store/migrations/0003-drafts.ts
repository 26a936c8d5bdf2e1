/** Drafts: what is being edited in the console, one open draft a business, each file with its revision. */
import { type Kysely, sql } from 'kysely';
import { forTenantsOnly } from './tenancy.ts';

/** What ended stays, so that nothing that was typed is ever gone. */
const tables = sql`
  create table drafts (
    business_id text not null,
    draft bigint generated always as identity,
    based_on text not null,
    begun_at timestamptz not null,
    begun_by text not null,
    ended text check (ended in ('published', 'discarded')),
    ended_at timestamptz,
    ended_by text,
    primary key (business_id, draft),
    foreign key (business_id, based_on) references definitions (business_id, version)
  );
  create unique index drafts_open on drafts (business_id) where (ended is null);

  create table draft_files (
    business_id text not null,
    draft bigint not null,
    path text not null,
    revision integer not null check (revision > 0),
    text text,
    at timestamptz not null,
    who text not null,
    primary key (business_id, draft, path),
    foreign key (business_id, draft) references drafts (business_id, draft)
  );`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables.execute(db);
  await forTenantsOnly(db, 'drafts');
  await forTenantsOnly(db, 'draft_files');
}
