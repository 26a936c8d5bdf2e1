/** Empties the calendar and the messages of one business, so that the next call finds none of them. */
import type { Store, Tenant } from '../../services/store/pool.ts';

export function clearBooks(store: Store, businessId: string): Promise<void> {
  return store.withTenant(businessId, clearOwnBooks);
}

export async function clearOwnBooks(tenant: Tenant): Promise<void> {
  await tenant
    .with('appointment', (query) => query.deleteFrom('appointments'))
    .with('writing', (query) => query.deleteFrom('calendar_writes'))
    .with('message', (query) => query.deleteFrom('messages'))
    .deleteFrom('customers')
    .execute();
}
