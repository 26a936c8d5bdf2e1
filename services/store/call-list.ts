/** The calls of a business, newest first: what the desk's list and the replay start from. */
import type { Selectable } from 'kysely';
import type { Store } from './pool.ts';
import type { Tables } from './tables.ts';

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
  /** Of the calls that started in that very millisecond, those listed behind this one as well. */
  afterCallId?: string;
}

/** Rejects with a `ServiceError` when the database is away. */
export async function listCalls(
  store: Store,
  businessId: string,
  { most, beforeMs, afterCallId }: CallPage,
): Promise<ListedCall[]> {
  const rows = await store.withTenant(businessId, (tenant) => {
    let query = tenant
      .selectFrom('calls')
      .selectAll()
      .orderBy('started_at', 'desc')
      .orderBy('call_id')
      .limit(most);
    if (beforeMs !== undefined) {
      const before = new Date(beforeMs);
      query = query.where((where) =>
        where.or([
          where('started_at', '<', before),
          ...(afterCallId === undefined
            ? []
            : [where.and([where('started_at', '=', before), where('call_id', '>', afterCallId)])]),
        ]),
      );
    }
    return query.execute();
  });
  return rows.map(listed);
}

/** One call, of this business alone. Rejects with a `ServiceError` when the database is away. */
export async function findCall(
  store: Store,
  businessId: string,
  callId: string,
): Promise<ListedCall | undefined> {
  const row = await store.withTenant(businessId, (tenant) =>
    tenant.selectFrom('calls').selectAll().where('call_id', '=', callId).executeTakeFirst(),
  );
  return row && listed(row);
}

function listed(row: Selectable<Tables['calls']>): ListedCall {
  return {
    callId: row.call_id,
    from: row.from_number,
    to: row.to_number,
    startedAtMs: row.started_at.getTime(),
    ...(row.ended_at === null ? {} : { endedAtMs: row.ended_at.getTime() }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    version: row.version,
  };
}
