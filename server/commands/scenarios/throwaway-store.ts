/** A database that is thrown away: what is practised never touches what callers booked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../services/clock.ts';
import { startEmbeddedPostgres } from '../../../services/store/embedded-postgres.ts';
import { openStore, type Store } from '../../../services/store/pool.ts';

export async function withThrowawayStore<Value>(
  work: (store: Store) => Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-scenarios-'));
  try {
    const server = await startEmbeddedPostgres({ folder, clock: systemClock, durable: false });
    try {
      const store = await openStore({ url: server.url });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
