/** Messages on PostgreSQL: kept once by their key, and read by the people at the desk. */
import type { Selectable } from 'kysely';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { Store } from '../store/pool.ts';
import type { Tables } from '../store/tables.ts';
import type { Messages } from './messages.ts';

/** A message as the desk reads it. Times are epoch milliseconds. */
export interface KeptMessage {
  id: string;
  callId: string;
  text: string;
  customerName?: string;
  customerPhone?: string;
  reason: string;
  takenAtMs: number;
  handledAtMs?: number;
}

export interface PostgresMessages extends Messages {
  /** The newest first. Rejects with a `ServiceError` when the database is away. */
  recent(businessId: string, most: number): Promise<KeptMessage[]>;
  find(businessId: string, id: string): Promise<KeptMessage | undefined>;
  /** Marks it as dealt with; false when there is no such message, or it was marked before. */
  handled(businessId: string, id: string): Promise<boolean>;
}

/** About five minutes of speech. What is beyond was no message. */
const textLengthMax = 8_000;
const messageId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function createPostgresMessages(deps: { store: Store; clock: Clock }): PostgresMessages {
  const { store, clock } = deps;
  return {
    async take({ businessId, callId, key }, input) {
      try {
        await store.withTenant(businessId, (tenant) =>
          tenant
            .insertInto('messages')
            .values({
              business_id: businessId,
              call_id: callId,
              key,
              text: tidy(input.text).slice(0, textLengthMax),
              customer_name: input.customerName === undefined ? null : tidy(input.customerName),
              customer_phone: input.customerPhone === undefined ? null : tidy(input.customerPhone),
              reason: input.reason,
              taken_at: new Date(clock.now()),
              handled_at: null,
            })
            .onConflict((conflict) => conflict.columns(['business_id', 'key']).doNothing())
            .execute(),
        );
        return { outcome: 'committed' };
      } catch (error) {
        if (error instanceof ServiceError) return { outcome: 'unknown' };
        throw error;
      }
    },
    recent: (businessId, most) => recent(store, businessId, most),
    async find(businessId, id) {
      if (!messageId.test(id)) return undefined;
      const row = await store.withTenant(businessId, (tenant) =>
        tenant.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst(),
      );
      return row && kept(row);
    },
    handled(businessId, id) {
      if (!messageId.test(id)) return Promise.resolve(false);
      return store.withTenant(businessId, async (tenant) => {
        const { numUpdatedRows } = await tenant
          .updateTable('messages')
          .set({ handled_at: new Date(clock.now()) })
          .where('id', '=', id)
          .where('handled_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      });
    },
  };
}

async function recent(store: Store, businessId: string, most: number): Promise<KeptMessage[]> {
  const rows = await store.withTenant(businessId, (tenant) =>
    tenant
      .selectFrom('messages')
      .selectAll()
      .orderBy('taken_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute(),
  );
  return rows.map(kept);
}

function kept(row: Selectable<Tables['messages']>): KeptMessage {
  return {
    id: row.id,
    callId: row.call_id,
    text: row.text,
    ...(row.customer_name === null ? {} : { customerName: row.customer_name }),
    ...(row.customer_phone === null ? {} : { customerPhone: row.customer_phone }),
    reason: row.reason,
    takenAtMs: row.taken_at.getTime(),
    ...(row.handled_at === null ? {} : { handledAtMs: row.handled_at.getTime() }),
  };
}

/** What PostgreSQL takes as text. */
function tidy(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
