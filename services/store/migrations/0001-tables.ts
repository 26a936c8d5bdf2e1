/** The first tables: definitions, calls, journals, customers, appointments and messages. */
import { type Kysely, sql } from 'kysely';
import { forTenantsOnly } from './tenancy.ts';

/** Identifiers that sort by time, on every PostgreSQL (its own `uuidv7` came with version 18). */
const uuidv7 = sql`
  create function frontdesk_uuidv7() returns uuid language sql volatile as $$
    select encode(
      set_bit(set_bit(
        overlay(uuid_send(gen_random_uuid()) placing
          substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid
  $$`;

const tables = sql`
  create table definitions (
    business_id text not null,
    version text not null,
    hash text not null,
    content jsonb not null,
    published_at timestamptz,
    primary key (business_id, version)
  );
  create index definitions_in_force on definitions (business_id, published_at desc);

  create table calls (
    business_id text not null,
    call_id text not null,
    from_number text not null,
    to_number text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    version text not null,
    primary key (business_id, call_id)
  );
  create index calls_newest on calls (business_id, started_at desc);

  create table journal (
    business_id text not null,
    call_id text not null,
    seq integer not null check (seq > 0),
    at timestamptz not null,
    kind text not null,
    fact jsonb not null,
    primary key (business_id, call_id, seq)
  );

  create table customers (
    id uuid primary key default frontdesk_uuidv7(),
    business_id text not null,
    name text not null check (char_length(name) between 1 and 200),
    name_key text not null,
    phone text not null,
    unique (business_id, phone, name_key),
    unique (business_id, id)
  );

  create table appointments (
    id uuid primary key default frontdesk_uuidv7(),
    business_id text not null,
    staff_id text not null,
    room_id text,
    location_id text not null,
    service_id text not null,
    span tstzrange not null
      check (not isempty(span) and not lower_inf(span) and not upper_inf(span)),
    busy tstzrange not null check (busy @> span),
    customer_id uuid not null,
    status text not null check (status in ('booked', 'cancelled')),
    key text not null,
    call_id text not null,
    created_at timestamptz not null,
    unique (business_id, key),
    foreign key (business_id, customer_id) references customers (business_id, id),
    constraint appointments_staff_once exclude using gist
      (business_id with =, staff_id with =, busy with &&) where (status = 'booked'),
    constraint appointments_room_once exclude using gist
      (business_id with =, room_id with =, busy with &&)
      where (status = 'booked' and room_id is not null)
  );
  create index appointments_in_time on appointments using gist (business_id, busy);
  create index appointments_of_customer on appointments (business_id, customer_id);

  create table calendar_writes (
    business_id text not null,
    key text not null,
    effect text,
    answer jsonb,
    at timestamptz not null,
    primary key (business_id, key)
  );

  create table messages (
    id uuid primary key default frontdesk_uuidv7(),
    business_id text not null,
    call_id text not null,
    key text not null,
    text text not null,
    customer_name text,
    customer_phone text,
    reason text not null,
    taken_at timestamptz not null,
    handled_at timestamptz,
    unique (business_id, key)
  );
  create index messages_newest on messages (business_id, taken_at desc);`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists btree_gist`.execute(db);
  await uuidv7.execute(db);
  await tables.execute(db);
  for (const table of [
    'definitions',
    'calls',
    'journal',
    'customers',
    'appointments',
    'calendar_writes',
    'messages',
  ]) {
    await forTenantsOnly(db, table);
  }
}
