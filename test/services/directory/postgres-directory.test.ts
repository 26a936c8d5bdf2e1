import { describe, expect, it } from 'vitest';
import { createPostgresDirectory } from '../../../services/directory/postgres-directory.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const phone = '+12125550111';

describe('the directory', () => {
  it('knows everyone who called from a number, each person once', async () => {
    const directory = createPostgresDirectory({ store: database.store });
    expect(await directory.byPhone('office', phone)).toEqual([]);
    await directory.remember('office', { first: 'Zoe', last: 'van der Berg', phone });
    await directory.remember('office', { first: 'Bob', phone });
    await directory.remember('office', { first: 'ZOË', last: 'Van Der Berg', phone });
    const known = await directory.byPhone('office', phone);
    expect(known).toEqual([
      { first: 'Bob', phone },
      { first: 'ZOË', last: 'Van Der Berg', phone },
    ]);
    expect(await directory.byPhone('other-office', phone)).toEqual([]);
  });

  it('takes a withheld number for nobody’s, and remembers nobody without a name', async () => {
    const directory = createPostgresDirectory({ store: database.store });
    await directory.remember('shy', { first: 'Ann', phone: '' });
    expect(await directory.byPhone('shy', '')).toEqual([]);
    expect(await directory.remember('shy', { phone })).toBe(false);
  });

  it('lists each name of the business once, for the reader', async () => {
    const directory = createPostgresDirectory({ store: database.store });
    for (const number of ['+12125550101', '+12125550102']) {
      await directory.remember('names', { first: 'Ann', last: 'Archer', phone: number });
    }
    expect(await directory.names('names')).toEqual([{ first: 'Ann', last: 'Archer' }]);
  });

  it('knows nobody while the database is away, and says so to whoever watches', async () => {
    const store = await database.open();
    const troubles: string[] = [];
    const directory = createPostgresDirectory({
      store,
      onTrouble: ({ code }) => troubles.push(code),
    });
    await store.close();
    expect(await directory.byPhone('office', phone)).toEqual([]);
    expect(await directory.names('office')).toEqual([]);
    expect(await directory.remember('office', { first: 'Ann', phone })).toBe(false);
    expect(troubles).toEqual(['database-away', 'database-away', 'database-away']);
  });
});
