/** The tables as queries see them; `migrations/` makes them. */
import type { Generated, JSONColumnType } from 'kysely';
import type { EffectAnswer } from '../../machines/ports.ts';

/** One version of a business's definitions, never changed once it is there. */
interface DefinitionsTable {
  business_id: string;
  version: string;
  /** SHA-256 of the content, so that a changed row shows. */
  hash: string;
  /** The compiled definition, with its order kept. */
  content: JSONColumnType<object>;
  /** The policy files it was compiled from: path → text. */
  files: JSONColumnType<Record<string, string>>;
  made_at: Date;
  made_by: string;
}

/** Each time a version was put in force; a business's newest row says which one is. */
interface PublicationsTable {
  business_id: string;
  seq: Generated<string>;
  version: string;
  kind: 'seed' | 'publish' | 'rollback';
  at: Date;
  who: string;
  why: string;
  /** Why it was published although the gate refused. */
  overridden: string | null;
}

/** What is edited in the console; a business has at most one that has not ended. */
interface DraftsTable {
  business_id: string;
  draft: Generated<string>;
  /** The version that its unchanged files are taken from. */
  based_on: string;
  begun_at: Date;
  begun_by: string;
  ended: 'published' | 'discarded' | null;
  ended_at: Date | null;
  ended_by: string | null;
}

interface DraftFilesTable {
  business_id: string;
  draft: string;
  /** Below the policies folder. */
  path: string;
  revision: number;
  /** Absent when the file was removed. */
  text: string | null;
  at: Date;
  who: string;
}

interface CallsTable {
  business_id: string;
  call_id: string;
  from_number: string;
  to_number: string;
  started_at: Date;
  ended_at: Date | null;
  outcome: string | null;
  version: string;
}

interface JournalTable {
  business_id: string;
  call_id: string;
  seq: number;
  at: Date;
  kind: string;
  fact: JSONColumnType<object>;
}

interface CustomersTable {
  id: Generated<string>;
  business_id: string;
  name: string;
  /** The name without case, accents and odd spaces: what makes two spellings the same person. */
  name_key: string;
  phone: string;
}

interface AppointmentsTable {
  id: Generated<string>;
  business_id: string;
  staff_id: string;
  room_id: string | null;
  location_id: string;
  service_id: string;
  /** What the customer is told: `[start, end)`. */
  span: string;
  /** What the staff member and the room are taken for: the span and the buffer behind it. */
  busy: string;
  customer_id: string;
  status: 'booked' | 'cancelled';
  /** The write that made it. */
  key: string;
  call_id: string;
  created_at: Date;
}

/**
 * Every calendar write that happened, by its key, with its answer. A row without an answer says
 * that the write was looked for, was not there, and may not happen any more.
 */
interface CalendarWritesTable {
  business_id: string;
  key: string;
  effect: string | null;
  answer: JSONColumnType<EffectAnswer> | null;
  at: Date;
}

interface MessagesTable {
  id: Generated<string>;
  business_id: string;
  call_id: string;
  key: string;
  text: string;
  customer_name: string | null;
  customer_phone: string | null;
  reason: string;
  taken_at: Date;
  handled_at: Date | null;
}

export interface Tables {
  definitions: DefinitionsTable;
  publications: PublicationsTable;
  drafts: DraftsTable;
  draft_files: DraftFilesTable;
  calls: CallsTable;
  journal: JournalTable;
  customers: CustomersTable;
  appointments: AppointmentsTable;
  calendar_writes: CalendarWritesTable;
  messages: MessagesTable;
}
