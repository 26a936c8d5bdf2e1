/** Makes a calendar write happen once by its key, and tells afterwards whether it did. */
import type { EffectAnswer, EffectName } from '../../machines/ports.ts';
import { ServiceError } from '../errors.ts';
import { mayRunAgain, violatedConstraint } from '../store/database-error.ts';
import type { Store, Tenant } from '../store/pool.ts';
import type { CalendarRequest } from './calendar.ts';

/** Two neighbours that waited for each other are parted by the second try; more means trouble. */
const triesMax = 3;

/** Carries an answer out of a transaction that must not commit. */
class NotWritten extends Error {
  readonly answer: EffectAnswer;

  constructor(answer: EffectAnswer) {
    super(answer.outcome);
    this.answer = answer;
  }
}

/**
 * Runs `work` in a transaction that also keeps the key and the answer, so that either all of it is
 * there or nothing. Only a `committed` answer is kept; any other one rolls the transaction back.
 * A failure of the database is `unknown`: the commit may have arrived although its answer did not.
 */
export async function writeOnce(
  store: Store,
  request: CalendarRequest,
  effect: EffectName,
  nowMs: number,
  work: (tenant: Tenant) => Promise<EffectAnswer>,
): Promise<EffectAnswer> {
  const { businessId, key } = request;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.withTenant(businessId, async (tenant) => {
        const claimed = await claim(tenant, businessId, key, effect, nowMs);
        if (!claimed) return await answerKept(tenant, key, effect);
        const answer = await work(tenant);
        if (answer.outcome !== 'committed') throw new NotWritten(answer);
        await tenant
          .updateTable('calendar_writes')
          .set({ answer: JSON.stringify(answer) })
          .where('key', '=', key)
          .execute();
        return answer;
      });
    } catch (error) {
      if (error instanceof NotWritten) return error.answer;
      if (mayRunAgain(error) && attempt < triesMax) continue;
      if (violatedConstraint(error)?.startsWith('appointments_')) return { outcome: 'taken' };
      if (error instanceof ServiceError) return { outcome: 'unknown' };
      throw error;
    }
  }
}

/**
 * What became of the write with that key. One that is not there is barred from arriving late: its
 * place is taken by a row without an answer, which a transaction still on its way runs into.
 */
export async function settleWrite(
  store: Store,
  request: CalendarRequest,
  key: string,
  nowMs: number,
): Promise<EffectAnswer> {
  try {
    return await store.withTenant(request.businessId, async (tenant) => {
      if (await claim(tenant, request.businessId, key, null, nowMs)) return { outcome: 'absent' };
      const kept = await keptWrite(tenant, key);
      return kept?.answer ?? { outcome: 'absent' };
    });
  } catch (error) {
    if (error instanceof ServiceError) return { outcome: 'unknown' };
    throw error;
  }
}

/** The answer of a write that was made before, if it was. */
export function priorAnswer(
  store: Store,
  request: CalendarRequest,
): Promise<EffectAnswer | undefined> {
  return store.withTenant(request.businessId, async (tenant) => {
    const kept = await keptWrite(tenant, request.key);
    return kept?.answer ?? undefined;
  });
}

/** True for the one who came first; waits for another transaction that is about to decide. */
async function claim(
  tenant: Tenant,
  businessId: string,
  key: string,
  effect: EffectName | null,
  nowMs: number,
): Promise<boolean> {
  const claimed = await tenant
    .insertInto('calendar_writes')
    .values({ business_id: businessId, key, effect, answer: null, at: new Date(nowMs) })
    .onConflict((conflict) => conflict.columns(['business_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
}

async function answerKept(tenant: Tenant, key: string, effect: EffectName): Promise<EffectAnswer> {
  const kept = await keptWrite(tenant, key);
  if (!kept?.answer) return { outcome: 'refused', rule: 'write-withdrawn' };
  if (kept.effect !== effect) return { outcome: 'refused', rule: 'key-used-before' };
  return kept.answer;
}

function keptWrite(
  tenant: Tenant,
  key: string,
): Promise<{ effect: string | null; answer: EffectAnswer | null } | undefined> {
  return tenant
    .selectFrom('calendar_writes')
    .select(['effect', 'answer'])
    .where('key', '=', key)
    .executeTakeFirst();
}
