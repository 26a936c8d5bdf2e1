/** What one run left behind, for the rules to judge. */
import { sql } from 'kysely';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Store, Tenant } from '../../services/store/pool.ts';
import type { AppointmentRow, Evidence, House } from './oracles/evidence.ts';
import type { PathRun } from './run-path.ts';

/** One question put once, and then so often in other words. */
const rewordingsMax = 6;
/** Asked again, asked whether anybody is there, goodbye. */
const silencesMax = 7;
/** Nobody waits longer than this without hearing anything, whatever the policy says. */
const deadAirMsMax = 10_000;
/** What a policy may set for a caller who asked for a moment, and a breath. */
const waitingMsMax = 121_000;

async function appointments(tenant: Tenant, { business }: Definition): Promise<AppointmentRow[]> {
  const rows = await tenant
    .selectFrom('appointments')
    .innerJoin('customers', 'customers.id', 'appointments.customer_id')
    .select([
      'appointments.id',
      'service_id',
      'staff_id',
      'status',
      'key',
      'customers.name',
      'customers.phone',
    ])
    .select(
      sql<string>`to_char(lower(span) at time zone ${business.timeZone}, 'YYYY-MM-DD"T"HH24:MI')`.as(
        'start',
      ),
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    start: row.start,
    serviceId: row.service_id,
    staffId: row.staff_id,
    customerName: row.name,
    customerPhone: row.phone,
    status: row.status,
    key: row.key,
  }));
}

export interface EvidenceDeps {
  definition: Definition;
  otherNames: string[];
  /** Nothing where a path says what the rules answer. */
  verdicts?: 'published';
}

export interface GatherDeps extends EvidenceDeps {
  store: Store;
}

/** As much of a run as the rules look at. */
export type JudgedRun = Pick<PathRun, 'callId' | 'entries'> & {
  path: { moves: readonly { kind: string }[] };
};

export function gatherEvidence(run: JudgedRun, deps: GatherDeps): Promise<Evidence> {
  const { business } = deps.definition;
  return deps.store.withTenant(business.id, (tenant) => evidenceOf(run, deps, tenant));
}

export async function evidenceOf(
  run: JudgedRun,
  { definition, otherNames, verdicts }: EvidenceDeps,
  tenant: Tenant,
): Promise<Evidence> {
  const messages = await tenant
    .selectFrom('messages')
    .select(['key', 'text', 'customer_name', 'customer_phone'])
    .where('call_id', '=', run.callId)
    .execute();
  return {
    callId: run.callId,
    entries: run.entries,
    appointments: await appointments(tenant, definition),
    messages: messages.map((row) => ({
      key: row.key,
      text: row.text,
      ...(row.customer_name === null ? {} : { customerName: row.customer_name }),
      ...(row.customer_phone === null ? {} : { customerPhone: row.customer_phone }),
    })),
    house: houseOf(definition, { realCalendar: true, verdicts: verdicts ?? 'of-the-path' }),
    ...limitsOf(definition),
    otherNames,
    broken: run.path.moves.flatMap(({ kind }) => (kind === 'break' ? ['speech'] : [])),
  };
}

/** The same for every call of a definition. */
const wordingsBy = new WeakMap<Definition, House['wordings']>();

export function houseOf(
  definition: Definition,
  how: Pick<House, 'realCalendar' | 'verdicts'>,
): House {
  const { business, words, questions } = definition;
  const wordings =
    wordingsBy.get(definition) ??
    new Map([
      ...Object.entries(words).map(([name, each]): [string, string[]] => [name, [each].flat()]),
      ...questions.map(({ id, answer }): [string, string[]] => [`question-${id}`, [answer]]),
    ]);
  wordingsBy.set(definition, wordings);
  return { facts: business, wordings, ...how };
}

/** What is required of every call of this business, and its name. */
export function limitsOf({ business, timing, repair }: Definition) {
  return {
    // A catch-all answers for a number that no business is known for, and so names none.
    businessName: business.numbers.some((each) => 'number' in each)
      ? (business.spoken ?? business.name)
      : '',
    limits: {
      deadAirMsMax: Math.min(deadAirMsMax, timing.silence + timing['filler-after']),
      waitingMsMax: Math.min(waitingMsMax, timing['wait-for-caller'] + 1_000),
      rewordingsMax: Math.min(rewordingsMax, repair['misses-max']),
      silencesMax: Math.min(silencesMax, repair['silences-max'] + 1),
    },
  };
}
