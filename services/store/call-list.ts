/** The calls of a business, newest first: what the desk's list and the replay start from. */
import type { Store } from './pool.ts';

export interface ListedCall {
  callId: string;
  from: string;
  to: string;
  startedAtMs: number;
  /** Absent while the call runs, or when it was cut off. */
  endedAtMs?: number;
  outcome?: string;
  version: string;
}

export interface CallPage {
  most: number;
  /** Only calls that started before this instant: the next page's start. */
  beforeMs?: number;
}

/** Rejects with a `ServiceError` when the database is away. */
export async function listCalls(
  store: Store,
  businessId: string,
  { most, beforeMs }: CallPage,
): Promise<ListedCall[]> {
  const rows = await store.withTenant(businessId, (tenant) => {
    let query = tenant
      .selectFrom('calls')
      .selectAll()
      .orderBy('started_at', 'desc')
      .orderBy('call_id')
      .limit(most);
    if (beforeMs !== undefined) query = query.where('started_at', '<', new Date(beforeMs));
    return query.execute();
  });
  return rows.map((row) => ({
    callId: row.call_id,
    from: row.from_number,
    to: row.to_number,
    startedAtMs: row.started_at.getTime(),
    ...(row.ended_at === null ? {} : { endedAtMs: row.ended_at.getTime() }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    version: row.version,
  }));
}
