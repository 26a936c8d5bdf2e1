/** What a scenario left in the database, but for what somebody else wrote meanwhile. */
import { sql } from 'kysely';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Store } from '../../../services/store/pool.ts';
import { rival } from './faulty-world.ts';

export interface WrittenRow {
  service: string;
  start: string;
  staff: string;
  name: string;
  phone: string;
  status: 'booked' | 'cancelled';
}

export async function rowsOf(store: Store, { business }: Definition): Promise<WrittenRow[]> {
  const start = sql<string>`to_char(
    lower(span) at time zone ${business.timeZone}, 'YYYY-MM-DD"T"HH24:MI')`;
  return store.withTenant(business.id, (tenant) =>
    tenant
      .selectFrom('appointments')
      .innerJoin('customers', 'customers.id', 'appointments.customer_id')
      .select(['service_id as service', 'staff_id as staff', 'status'])
      .select(['customers.name', 'customers.phone', start.as('start')])
      .where('customers.phone', '!=', rival.customerPhone)
      .orderBy('span')
      .orderBy('appointments.created_at')
      .execute(),
  );
}

export async function messagesOf(store: Store, { business }: Definition): Promise<string[]> {
  const rows = await store.withTenant(business.id, (tenant) =>
    tenant.selectFrom('messages').select('text').orderBy('taken_at').execute(),
  );
  return rows.map(({ text }) => text);
}
