/** A customer who is known by name is understood when the name is only half heard. */
import { afterEach, describe, expect, it } from 'vitest';
import { expectNothing } from '../../machines/vocabulary.ts';
import { followCustomers, type KnownCustomers } from '../../server/known-customers.ts';
import { createLines, type Line } from '../../server/lines.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { createPostgresDirectory } from '../../services/directory/postgres-directory.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';
import { useDatabase } from '../support/database.ts';
import { createManualClock } from '../support/manual-clock.ts';

const database = useDatabase();
const { definitions } = loadDefinitions(new URL('../../policies', import.meta.url).pathname);
const refreshMs = 10 * 60_000;

let stop = () => {};
afterEach(() => stop());

/** The names that the reader has ready for this business. */
function follow(directory: Parameters<typeof followCustomers>[0]['directory']) {
  const clock = createManualClock();
  const lines = createLines(definitions);
  for (const line of lines.all()) line.vocabulary();
  const prepared: Vocabulary[] = [];
  const failures: unknown[] = [];
  const customers: KnownCustomers = followCustomers({
    lines,
    directory,
    clock,
    prepare: async (_line, vocabulary) => void prepared.push(vocabulary),
    failed: (error) => failures.push(error),
  });
  stop = customers.stop;
  const line = (id: string) => lines.byBusiness(id) as Line;
  const known = (id: string) => line(id).vocabulary().customers;
  return { clock, lines, line, prepared, failures, known, customers };
}

/** Turns the clock for what waits on it, until `done`. */
async function settle(clock: ReturnType<typeof createManualClock>, done: Promise<unknown>) {
  let over = false;
  const end = done.finally(() => {
    over = true;
  });
  while (!over) await clock.advance(1);
  await end;
}

describe('the names of known customers', () => {
  it('come from the database, each business its own, and help to read', async () => {
    const directory = createPostgresDirectory({ store: database.store });
    const phone = '+16145550177';
    await directory.remember('bright-smile', { first: 'Katharine', last: 'Smyth', phone });
    await directory.remember('stride-shoes', { first: 'Otto', last: 'Meier', phone });
    const { clock, known, line, customers } = follow(directory);
    await settle(clock, customers.ready);
    expect(known('bright-smile')).toEqual([{ first: 'Katharine', last: 'Smyth' }]);
    expect(known('stride-shoes')).toEqual([{ first: 'Otto', last: 'Meier' }]);
    expect(known('unlisted')).toEqual([]);
    const understood = await createLocalReader().understand(
      {
        text: 'Catherine Smith',
        expectation: { ...expectNothing, asks: [{ slot: 'name', kind: 'name' }] },
        now: '2026-11-20T15:00',
        timeZone: 'America/New_York',
        vocabulary: line('bright-smile').vocabulary(),
      },
      new AbortController().signal,
    );
    const [read] = understood.commands;
    expect([read?.value, ...(read?.readings ?? [])]).toContainEqual({
      first: 'Katharine',
      last: 'Smyth',
    });
  });

  it('are fresh ten minutes later, made ready before a call has them', async () => {
    let names = [{ first: 'Ann' }];
    const { clock, known, line, prepared, customers } = follow({ names: async () => names });
    await settle(clock, customers.ready);
    const before = line('bright-smile').vocabulary();
    expect(prepared).toContain(before);
    names = [{ first: 'Ann' }, { first: 'Ben' }];
    await clock.advance(refreshMs);
    expect(known('bright-smile')).toEqual(names);
    expect(prepared).toContain(line('bright-smile').vocabulary());
    // A call that goes on keeps what it began with.
    expect(before.customers).toEqual([{ first: 'Ann' }]);
  });

  it('that are the same as before change nothing', async () => {
    const { clock, line, prepared, customers } = follow({ names: async () => [{ first: 'Ann' }] });
    await settle(clock, customers.ready);
    const [vocabulary, count] = [line('bright-smile').vocabulary(), prepared.length];
    await clock.advance(3 * refreshMs);
    expect(line('bright-smile').vocabulary()).toBe(vocabulary);
    expect(prepared).toHaveLength(count);
  });

  it('stay known while the directory cannot be asked, and a failure is told', async () => {
    let names = async () => [{ first: 'Ann' }];
    const { clock, known, failures, customers } = follow({ names: () => names() });
    await settle(clock, customers.ready);
    names = async () => [];
    await clock.advance(refreshMs);
    expect(known('bright-smile')).toEqual([{ first: 'Ann' }]);
    names = () => Promise.reject(new Error('broken'));
    await clock.advance(refreshMs);
    expect(failures).toHaveLength(definitions.length);
    names = async () => [{ first: 'Ben' }];
    await clock.advance(refreshMs);
    expect(known('bright-smile')).toEqual([{ first: 'Ben' }]);
  });

  it('are known at a place that nobody called before', async () => {
    const { clock, line, customers } = follow({ names: async () => [{ first: 'Ann' }] });
    await settle(clock, customers.ready);
    expect(line('stride-shoes').vocabulary('loop').customers).toEqual([{ first: 'Ann' }]);
  });

  it('are not asked for any more once it is stopped', async () => {
    let asked = 0;
    const names = async () => {
      asked += 1;
      return [];
    };
    const { clock, customers } = follow({ names });
    await settle(clock, customers.ready);
    expect(asked).toBe(definitions.length);
    customers.stop();
    expect(clock.pending).toBe(0);
    await clock.advance(3 * refreshMs);
    expect(asked).toBe(definitions.length);
  });
});
