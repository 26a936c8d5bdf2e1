import { beforeAll, describe, expect, it } from 'vitest';
import {
  createDrafts,
  type Drafts,
  type FileChange,
} from '../../../services/definitions/drafts.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const database = useDatabase();
const path = 'barber/business.yaml';
let drafts: Drafts;
let businesses = 0;

/** A business of its own for each test, with the version that its drafts begin from. */
async function newBusiness(): Promise<string> {
  businesses += 1;
  const id = `barber-${businesses}`;
  await database.query(
    `insert into definitions (business_id, version, hash, content) values ($1, 'v1', 'h', '{}')`,
    [id],
  );
  return id;
}

beforeAll(() => {
  drafts = createDrafts({ store: database.store, clock: createManualClock() });
});

const change = (more: Partial<FileChange>): FileChange => ({
  ...{ basedOn: 'v1', path, revision: 0, who: 'Ann' },
  ...more,
});

describe('two who edit the same draft', () => {
  it('the second is told what the first saved, and nothing is written over it', async () => {
    const business = await newBusiness();
    const first = await drafts.save(business, change({ text: 'open late' }));
    expect(first).toMatchObject({ outcome: 'saved', file: { revision: 1, who: 'Ann' } });
    const second = await drafts.save(business, change({ text: 'closed', who: 'Bob' }));
    expect(second).toMatchObject({
      outcome: 'conflict',
      theirs: { text: 'open late', who: 'Ann', revision: 1 },
    });
    const after = await drafts.save(business, change({ text: 'both', who: 'Bob', revision: 1 }));
    expect(after).toMatchObject({ outcome: 'saved', file: { revision: 2 } });
    expect((await drafts.read(business))?.files).toMatchObject([{ text: 'both', revision: 2 }]);
  });

  it('who save at the same moment do so one after the other', async () => {
    const business = await newBusiness();
    const saves = ['one', 'two', 'three'].map((text) => drafts.save(business, change({ text })));
    const outcomes = (await Promise.all(saves)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'saved']);
  });
});

describe('a draft that somebody ended', () => {
  it.each(['published', 'discarded'] as const)('takes nothing more: %s', async (how) => {
    const business = await newBusiness();
    const begun = await drafts.save(business, change({ text: 'open late' }));
    const draft = begun.outcome === 'saved' ? begun.draft : 0;
    expect(await drafts.end(business, draft, how, 'Bob')).toBe(true);
    expect(await drafts.end(business, draft, how, 'Ann')).toBe(false);
    const late = await drafts.save(business, change({ draft, text: 'later', revision: 1 }));
    expect(late).toMatchObject({ outcome: 'ended', ended: { how, who: 'Bob' } });
    expect(await drafts.read(business)).toBeUndefined();
  });

  it('keeps what was typed in it', async () => {
    const business = await newBusiness();
    const begun = await drafts.save(business, change({ text: 'open late' }));
    await drafts.end(business, begun.outcome === 'saved' ? begun.draft : 0, 'discarded', 'Ann');
    const { rows } = await database.query('select text from draft_files where business_id = $1', [
      business,
    ]);
    expect(rows).toEqual([{ text: 'open late' }]);
  });
});
