import { describe, expect, it } from 'vitest';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../../server/scenarios/practice-days.ts';
import { onDatabase } from '../../../../server/scenarios/simulation/on-database.ts';
import { simulate } from '../../../../server/scenarios/simulation/simulate.ts';
import { openStore } from '../../../../services/store/pool.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import { useDatabase } from '../../../support/database.ts';

const database = useDatabase();
const options = {
  definition: shippedDefinition('bright-smile'),
  otherNames: [],
  days,
  startMs,
  seed: 1,
  calls: 60,
};

describe('callers made of chance on a real database', () => {
  it('are booked and moved in its rows, and keep every rule, alone or side by side', async () => {
    const store = await openStore({ url: database.url, connectionsMax: 4 });
    try {
      const sideBySide = await simulate(options, onDatabase(options, store, 4));
      expect(sideBySide.violations).toEqual([]);
      expect(Object.keys(sideBySide.outcomes)).toEqual(
        expect.arrayContaining(['booked', 'cancelled', 'rescheduled', 'message-taken']),
      );
      const alone = await simulate(options, onDatabase(options, store, 1));
      expect(alone.outcomes).toEqual(sideBySide.outcomes);
      expect(alone.armed).toEqual(sideBySide.armed);
    } finally {
      await store.close();
    }
  });

  it('are found out when a row says otherwise than the caller was told', async () => {
    const store = await openStore({ url: database.url, connectionsMax: 2 });
    try {
      const [live] = onDatabase(options, store, 1);
      const forged = async (seed: number) => {
        const evidence = await (live as NonNullable<typeof live>)(seed);
        const rows = evidence.appointments.map((row) => ({ ...row, staffId: 'somebody-else' }));
        return { ...evidence, appointments: rows };
      };
      const run = await simulate({ ...options, calls: 20 }, [forged]);
      expect(Object.keys(run.broken)).toContain('what the caller hears is what is written');
    } finally {
      await store.close();
    }
  });
});
