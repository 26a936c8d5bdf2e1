import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../services/clock.ts';
import { ServiceError } from '../../../services/errors.ts';
import { listCalls } from '../../../services/store/call-list.ts';
import type { JournalFact } from '../../../services/store/journal-entry.ts';
import type { Store } from '../../../services/store/pool.ts';
import { createPostgresJournal } from '../../../services/store/postgres-journal.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock, manualClockStartMs } from '../../support/manual-clock.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

const database = useDatabase();
let proxy: FaultyProxy;

beforeAll(async () => {
  proxy = await startFaultyProxy(database.url);
});
afterAll(() => proxy.close());

const started: JournalFact = {
  kind: 'call-started',
  from: '+12125550111',
  to: '+12125550100',
  vouched: true,
  business: 'office',
  businessName: 'Bright Teeth',
  version: 'v1',
};
const ended: JournalFact = { kind: 'call-ended', outcome: 'booked' };
const words = (text: string, final = true): JournalFact => ({ kind: 'caller-words', text, final });
const oddity = (count: number): JournalFact => ({ kind: 'line-oddity', what: 'gap', count });

/** The store, away until it is let back. */
function awayStore(store: Store): Store & { away: boolean; asked: number } {
  return {
    ...store,
    away: true,
    asked: 0,
    withTenant(businessId, work) {
      this.asked += 1;
      if (this.away) return Promise.reject(new ServiceError('database-away', 'away'));
      return store.withTenant(businessId, work);
    },
  };
}

describe('noting what happens in a call', () => {
  it('gives the entry back at once; the database holds the same once settled', async () => {
    const journal = createPostgresJournal({ store: database.store, clock: systemClock });
    const call = journal.open({ businessId: 'office', callId: 'one' });
    const first = call.note(started);
    expect(first).toMatchObject({ callId: 'one', seq: 1, kind: 'call-started' });
    for (let count = 1; count <= 1_200; count += 1) call.note(oddity(count));
    call.note(ended);
    await call.settled();
    expect(await journal.read('office', 'one')).toEqual(call.entries());
    expect(call.entries()).toHaveLength(1_202);
    await journal.close();
    expect(journal.counts()).toEqual({ waiting: 0, dropped: 0, refused: 0 });
  });

  it('keeps the row of the call: open while it runs, with its outcome afterwards', async () => {
    const clock = createManualClock();
    const journal = createPostgresJournal({ store: database.store, clock });
    const call = journal.open({ businessId: 'rows', callId: 'one' });
    call.note(started);
    await clock.advance(1_000);
    await call.settled();
    const row = {
      callId: 'one',
      from: '+12125550111',
      to: '+12125550100',
      startedAtMs: manualClockStartMs,
      version: 'v1',
    };
    expect(await listCalls(database.store, 'rows', { most: 5 })).toEqual([row]);
    call.note(ended);
    await clock.advance(1_000);
    await call.settled();
    const closed = { ...row, endedAtMs: manualClockStartMs + 1_000, outcome: 'booked' };
    expect(await listCalls(database.store, 'rows', { most: 5 })).toEqual([closed]);
    expect(await listCalls(database.store, 'rows', { most: 5, beforeMs: row.startedAtMs })).toEqual(
      [],
    );
    await journal.close();
  });

  it('counts on from where a cut-off call stopped', async () => {
    const journal = createPostgresJournal({ store: database.store, clock: systemClock });
    const call = { businessId: 'office', callId: 'cut-off' };
    const before = journal.open(call);
    before.note(started);
    before.note(words('hello'));
    await before.settled();
    const last = (await journal.read('office', 'cut-off')).at(-1)?.seq ?? 0;
    const after = journal.open({ ...call, afterSeq: last });
    after.note(words('again'));
    await after.settled();
    const entries = await journal.read('office', 'cut-off');
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await journal.close();
  });

  it('keeps words that no database takes as they are', async () => {
    const journal = createPostgresJournal({ store: database.store, clock: systemClock });
    const call = journal.open({ businessId: 'office', callId: 'odd-words' });
    call.note(words('zero \0 half \uD83D quote " back \\u0000'));
    await call.settled();
    const [entry] = await journal.read('office', 'odd-words');
    expect(entry).toMatchObject({ text: 'zero \uFFFD half \uFFFD quote " back \\u0000' });
    await journal.close();
  });
});

describe('an entry that the database refuses', () => {
  it('is counted and given up, and the entries around it are written', async () => {
    const journal = createPostgresJournal({ store: database.store, clock: systemClock });
    // The table takes no number below one.
    const call = journal.open({ businessId: 'office', callId: 'refused', afterSeq: -2 });
    for (const text of ['minus one', 'zero', 'one', 'two']) call.note(words(text));
    await call.settled();
    const entries = await journal.read('office', 'refused');
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(journal.counts()).toEqual({ waiting: 0, dropped: 0, refused: 2 });
    await journal.close();
  });
});

describe('following a call', () => {
  it('hears every later entry until it stops, and its own failure harms nobody', async () => {
    const troubles: string[] = [];
    const journal = createPostgresJournal({
      store: database.store,
      clock: systemClock,
      onTrouble: (where) => troubles.push(where),
    });
    const call = journal.open({ businessId: 'office', callId: 'followed' });
    const heard: number[] = [];
    call.note(words('before'));
    call.follow(() => {
      throw new Error('a view that broke');
    });
    const stop = call.follow(({ seq }) => heard.push(seq));
    call.note(words('during'));
    stop();
    call.note(words('after'));
    expect(heard).toEqual([2]);
    expect(troubles).toEqual(['listener', 'listener']);
    await journal.close();
  });
});

describe('a journal whose database is away', () => {
  it('tries again ever more slowly, and writes everything in order when it is back', async () => {
    const clock = createManualClock();
    const store = awayStore(database.store);
    const journal = createPostgresJournal({ store, clock });
    const call = journal.open({ businessId: 'office', callId: 'outage' });
    for (const text of ['one', 'two', 'three']) call.note(words(text));
    await clock.advance(60_000);
    expect(store.asked).toBeGreaterThan(5);
    expect(store.asked).toBeLessThan(25);
    store.away = false;
    await clock.advance(5_000);
    await call.settled();
    expect(await journal.read('office', 'outage')).toEqual(call.entries());
    await journal.close();
  });

  it('drops the least needed entries first when there is no room, and counts them', async () => {
    const clock = createManualClock();
    const store = awayStore(database.store);
    const journal = createPostgresJournal({ store, clock, entriesMax: 20 });
    const call = journal.open({ businessId: 'office', callId: 'full' });
    call.note(started);
    for (let count = 1; count <= 40; count += 1) call.note(oddity(count));
    for (let count = 1; count <= 5; count += 1) call.note(words(`partial ${count}`, false));
    call.note(words('kept'));
    call.note(ended);
    const { waiting, dropped } = journal.counts();
    expect(waiting).toBeLessThanOrEqual(20);
    expect(waiting + dropped).toBe(48);
    store.away = false;
    await clock.advance(10_000);
    await call.settled();
    const kinds = (await journal.read('office', 'full')).map(({ kind }) => kind);
    expect(kinds[0]).toBe('call-started');
    expect(kinds.slice(-2)).toEqual(['caller-words', 'call-ended']);
    await journal.close();
  });

  it('gives up what is left when it must close, says how much, and frees who waits', async () => {
    const clock = createManualClock();
    const journal = createPostgresJournal({ store: awayStore(database.store), clock });
    const call = journal.open({ businessId: 'office', callId: 'given-up' });
    call.note(started);
    const closed = journal.close();
    await clock.advance(5_000);
    await closed;
    await call.settled();
    expect(journal.counts()).toEqual({ waiting: 0, dropped: 1, refused: 0 });
    call.note(ended);
    await call.settled();
    expect(journal.counts().dropped).toBe(2);
  });

  it('writes each entry once although the answer to a commit was lost', async () => {
    const url = proxy.through(database.url);
    const store = await database.open({ url, statementMsMax: 200 });
    const journal = createPostgresJournal({ store, clock: systemClock });
    const call = journal.open({ businessId: 'office', callId: 'lost-answer' });
    proxy.breakNextCommit('answer-lost');
    call.note(started);
    call.note(words('hello'));
    await call.settled();
    expect(await journal.read('office', 'lost-answer')).toEqual(call.entries());
    await journal.close();
  });
});
