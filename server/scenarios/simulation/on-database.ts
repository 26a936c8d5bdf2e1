/** Simulated calls whose effects the real store carries out: each lane is a business of its own in it. */
import type { Definition } from '../../../machines/policy/definition.ts';
import type { EffectName, EffectRequest } from '../../../machines/ports.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { createPostgresMessages } from '../../../services/messages/postgres-messages.ts';
import type { Store } from '../../../services/store/pool.ts';
import { clearOwnBooks } from '../clear-books.ts';
import { evidenceOf } from '../gather-evidence.ts';
import { type LiveSeed, openSimulation, type SimulationOptions } from './simulate.ts';

/** While one call waits for the database, others go on. */
export const lanesPerThread = 8;

/** Calls at the same time see nothing of one another: a seed's call is the same in any company. */
export function onDatabase(
  options: SimulationOptions,
  store: Store,
  lanes = lanesPerThread,
): LiveSeed[] {
  return Array.from({ length: lanes }, (_, nth) => lane(options, store, nth));
}

/** Looking for a caller's appointments makes them, in a world on cue. */
const readsOnly = new Set<EffectName>(['check-policy', 'find-times', 'transfer']);
const writes = ({ effect }: EffectRequest) => !readsOnly.has(effect);

function lane(options: SimulationOptions, store: Store, nth: number): LiveSeed {
  const { otherNames } = options;
  const verdicts = 'published';
  const { business: shared } = options.definition;
  const business = { ...shared, id: `${shared.id}-${nth}` };
  const definition: Definition = { ...options.definition, business };
  const known = (id: string) => (id === business.id ? business : undefined);
  const live = openSimulation({ ...options, definition }, (clock) => ({
    calendar: createPostgresCalendar({ store, business: known, clock }),
    messages: createPostgresMessages({ store, clock }),
  }));
  return async (seed) => {
    const { call, callId } = await live(seed);
    const entries = call.journal.entries();
    const run = { callId, entries, path: { moves: [] } };
    return store.withTenant(business.id, async (tenant) => {
      const evidence = await evidenceOf(run, { definition, otherNames, verdicts }, tenant);
      const written = entries.some(
        (entry) => entry.kind === 'effect-asked' && writes(entry.request),
      );
      if (written) await clearOwnBooks(tenant);
      return evidence;
    });
  };
}
