/** The tables as queries see them; `migrations/` makes them. */
import type { Generated, JSONColumnType } from 'kysely';
import type { EffectAnswer } from '../../machines/ports.ts';

/** One published version of a business's definitions. The newest `published_at` is in force. */
interface DefinitionsTable {
  business_id: string;
  version: string;
  hash: string;
  content: JSONColumnType<object>;
  published_at: Date | null;
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
  calls: CallsTable;
  journal: JournalTable;
  customers: CustomersTable;
  appointments: AppointmentsTable;
  calendar_writes: CalendarWritesTable;
  messages: MessagesTable;
}
