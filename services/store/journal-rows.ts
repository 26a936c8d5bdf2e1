/** Journal entries as rows, and the row of the call that they tell of. */
import { sql } from 'kysely';
import type { JournalEntry } from './journal-entry.ts';
import type { Store, Tenant } from './pool.ts';

/**
 * Writes entries of one business in one transaction. An entry that is there already stays as it is:
 * a batch whose commit was not answered is simply written again.
 */
export function writeEntries(
  store: Store,
  businessId: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  return store.withTenant(businessId, async (tenant) => {
    const rows = entries.map(({ callId, seq, atMs, kind, ...fact }) => ({
      call_id: callId,
      seq,
      at: new Date(atMs).toISOString(),
      kind,
      fact,
    }));
    await sql`
      insert into journal (business_id, call_id, seq, at, kind, fact)
      select ${businessId}, call_id, seq, at, kind, fact
      from jsonb_to_recordset(${toJson(rows)}::jsonb)
        as entry (call_id text, seq integer, at timestamptz, kind text, fact jsonb)
      on conflict do nothing`.execute(tenant);
    for (const entry of entries) await writeCall(tenant, businessId, entry);
  });
}

async function writeCall(tenant: Tenant, businessId: string, entry: JournalEntry): Promise<void> {
  if (entry.kind === 'call-started') {
    await tenant
      .insertInto('calls')
      .values({
        business_id: businessId,
        call_id: entry.callId,
        from_number: tidy(entry.from),
        to_number: tidy(entry.to),
        started_at: new Date(entry.atMs),
        ended_at: null,
        outcome: null,
        version: entry.version,
      })
      .onConflict((conflict) => conflict.columns(['business_id', 'call_id']).doNothing())
      .execute();
  }
  if (entry.kind === 'call-ended') {
    await tenant
      .updateTable('calls')
      .set({ ended_at: new Date(entry.atMs), outcome: entry.outcome })
      .where('call_id', '=', entry.callId)
      .execute();
  }
}

export function readEntries(
  store: Store,
  businessId: string,
  callId: string,
): Promise<JournalEntry[]> {
  return store.withTenant(businessId, async (tenant) => {
    const rows = await tenant
      .selectFrom('journal')
      .select(['seq', 'at', 'kind', 'fact'])
      .where('call_id', '=', callId)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, at, kind, fact }) => {
      // Written by `writeEntries` alone, so it still is what it was.
      return { callId, seq, atMs: at.getTime(), kind, ...fact } as JournalEntry;
    });
  });
}

/** How JSON writes the character zero, and halves of a character. */
const untidy = /\\u(?:0000|d[89a-f])/;

/**
 * JSON that PostgreSQL takes: it knows neither of the two. Nearly no text has them, and looking at
 * each of them would cost as much as all the rest.
 */
function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!untidy.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? tidy(part) : part,
  );
}

function tidy(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}').toWellFormed();
}
