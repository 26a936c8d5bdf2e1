/** What a call that was cut off a moment ago left unfinished, folded from its journal. */
import type { Remembered } from '../../machines/call/context.ts';
import type { JournalFact } from './journal-entry.ts';
import type { Store } from './pool.ts';

/** Who calls back later than this has begun something new. */
const recentMs = 10 * 60_000;

function fold(facts: JournalFact[]): Remembered | undefined {
  let flow: string | undefined;
  let slots: Remembered['slots'] = {};
  for (const fact of facts) {
    if (fact.kind === 'slots') {
      slots = Object.fromEntries(
        Object.entries(fact.slots).map(([name, { value }]) => [name, value]),
      );
    }
    if (fact.kind === 'transition') {
      const [, served] = fact.to.at(-1)?.match(/^serving\.([^.]+)\./) ?? [];
      // Only what was open when the line went is unfinished; the end itself is no state of a wish.
      if (fact.to.at(-1) !== 'ended') flow = served;
    }
  }
  return flow === undefined ? undefined : { flow, slots };
}

/** Rejects with a `ServiceError` when the database is away. */
export async function findCutOff(
  store: Store,
  businessId: string,
  from: string,
  nowMs: number,
): Promise<Remembered | undefined> {
  if (from === '') return undefined;
  return store.withTenant(businessId, async (tenant) => {
    const last = await tenant
      .selectFrom('calls')
      .select(['call_id', 'outcome'])
      .where('from_number', '=', from)
      .where('started_at', '>', new Date(nowMs - recentMs))
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    // A call without an outcome ended with the process that held it.
    if (last === undefined || (last.outcome !== null && last.outcome !== 'abandoned')) {
      return undefined;
    }
    const rows = await tenant
      .selectFrom('journal')
      .select(['kind', 'fact'])
      .where('call_id', '=', last.call_id)
      .where('kind', 'in', ['slots', 'transition'])
      .orderBy('seq')
      .execute();
    return fold(rows.map(({ kind, fact }) => ({ kind, ...fact }) as JournalFact));
  });
}
