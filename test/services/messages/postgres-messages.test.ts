import { describe, expect, it } from 'vitest';
import { createPostgresMessages } from '../../../services/messages/postgres-messages.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock, manualClockStartMs } from '../../support/manual-clock.ts';

const database = useDatabase();

describe('a message for the staff', () => {
  it('is there once it is committed, and only once for one key', async () => {
    const clock = createManualClock();
    const messages = createPostgresMessages({ store: database.store, clock });
    const request = { businessId: 'office', callId: 'call', key: 'one' };
    const input = { text: 'Call me\0 back', customerName: 'Ann', reason: 'asked-for-person' };
    const answers = await Promise.all([1, 2, 3].map(() => messages.take(request, input)));
    expect(answers).toEqual(answers.map(() => ({ outcome: 'committed' })));
    await clock.advance(1_000);
    await messages.take({ ...request, key: 'two' }, { text: 'Second', reason: 'emergency' });
    const kept = await messages.recent('office', 10);
    expect(kept.map(({ text }) => text)).toEqual(['Second', 'Call me back']);
    expect(kept[1]).toEqual({
      id: expect.any(String),
      callId: 'call',
      text: 'Call me back',
      customerName: 'Ann',
      reason: 'asked-for-person',
      takenAtMs: manualClockStartMs,
    });
    expect(await messages.recent('office', 1)).toHaveLength(1);
    expect(await messages.recent('other-office', 10)).toEqual([]);
  });

  it('is marked as handled once, by its own business only', async () => {
    const clock = createManualClock();
    const messages = createPostgresMessages({ store: database.store, clock });
    const request = { businessId: 'desk', callId: 'call', key: 'one' };
    await messages.take(request, { text: 'Hello', reason: 'asked-for-person' });
    const [message] = await messages.recent('desk', 1);
    const id = message?.id ?? '';
    expect(await messages.handled('elsewhere', id)).toBe(false);
    expect(await messages.handled('desk', 'no id')).toBe(false);
    expect(await messages.handled('desk', id)).toBe(true);
    expect(await messages.handled('desk', id)).toBe(false);
    const [handled] = await messages.recent('desk', 1);
    expect(handled?.handledAtMs).toBe(manualClockStartMs);
  });

  it('is unknown, not committed, when the database is away', async () => {
    const store = await database.open();
    const messages = createPostgresMessages({ store, clock: createManualClock() });
    await store.close();
    const request = { businessId: 'office', callId: 'call', key: 'away' };
    const answer = await messages.take(request, { text: 'Hello', reason: 'x' });
    expect(answer).toEqual({ outcome: 'unknown' });
  });
});
