/** What becomes of a version: kept for good, put in force, replaced, and put in force again. */
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../machines/policy/definition.ts';
import { contentOf } from '../../../services/definitions/stored-content.ts';
import { createVersions } from '../../../services/definitions/versions.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { type Files, judge, practiceFiles } from './practice-policies.ts';

const database = useDatabase();
const clock = createManualClock();

/** The barber under another name, so that each test has a business of its own. */
function barber(id: string, minutes = 30): Definition {
  const files: Files = {};
  for (const [name, text] of Object.entries(practiceFiles)) {
    files[name.replace('barber/', `${id}/`)] = text.replace('minutes: 30', `minutes: ${minutes}`);
  }
  const [definition] = judge(files).definitions;
  if (definition === undefined) throw new Error('the barber did not load');
  return definition;
}

const versions = () => createVersions({ store: database.store, clock });
const by = (version: string, kind: 'publish' | 'rollback' | 'seed' = 'publish') => ({
  version,
  kind,
  who: 'ann',
  why: 'longer haircuts',
});

describe('a version', () => {
  it('comes back from the database as it was checked, with the order of everything in it', async () => {
    const definition = barber('kept');
    await versions().keep(definition, { 'kept/business.yaml': 'text' }, 'ann');
    const read = await versions().read('kept', definition.version);
    expect(read).toEqual(definition);
    expect(contentOf(read as Definition)).toBe(contentOf(definition));
    expect(await versions().filesOf('kept', definition.version)).toEqual({
      'kept/business.yaml': 'text',
    });
  });

  it('is checked, then published, then replaced, with who, when and why', async () => {
    const [first, second] = [barber('lived', 30), barber('lived', 35)];
    for (const each of [first, second]) await versions().keep(each, {}, 'ann');
    expect((await versions().list('lived')).map(({ status }) => status)).toEqual([
      'checked',
      'checked',
    ]);
    await versions().publish('lived', by(first.version));
    await versions().publish('lived', { ...by(second.version), overridden: 'the fair' });
    const listed = await versions().list('lived');
    expect(Object.fromEntries(listed.map((each) => [each.version, each.status]))).toEqual({
      [first.version]: 'replaced',
      [second.version]: 'published',
    });
    expect(listed.find(({ version }) => version === second.version)?.publications).toEqual([
      {
        version: second.version,
        kind: 'publish',
        atMs: clock.now(),
        who: 'ann',
        why: 'longer haircuts',
        overridden: 'the fair',
      },
    ]);
    expect((await versions().inForce('lived'))?.definition).toEqual(second);
    expect(await versions().before('lived')).toBe(first.version);
  });

  it('cannot be put in force before it was kept, nor over one that the publisher has not seen', async () => {
    const [first, second] = [barber('raced', 30), barber('raced', 35)];
    expect(await versions().publish('raced', by(first.version))).toBe('unknown-version');
    for (const each of [first, second]) await versions().keep(each, {}, 'ann');
    expect(await versions().publish('raced', by(first.version))).toBe('published');
    expect(await versions().publish('raced', by(first.version))).toBe('in-force-already');
    const outcomes = await Promise.all([
      versions().publish('raced', by(second.version), first.version),
      versions().publish('raced', by(second.version), first.version),
    ]);
    expect(outcomes.sort()).toEqual(['overtaken', 'published']);
  });

  it('is brought back only when it was in force before: a draft that was tried passed no gate', async () => {
    const [first, tried] = [barber('tried', 30), barber('tried', 35)];
    for (const each of [first, tried]) await versions().keep(each, {}, 'ann');
    await versions().publish('tried', by(first.version));
    const rollback = by(tried.version, 'rollback');
    expect(await versions().publish('tried', rollback)).toBe('never-published');
    expect((await versions().inForce('tried'))?.publication.version).toBe(first.version);
    await versions().publish('tried', by(tried.version));
    expect(await versions().publish('tried', by(first.version, 'rollback'))).toBe('published');
    expect(await versions().publish('tried', rollback)).toBe('published');
  });

  it('is never changed or deleted, by the application or its owner', async () => {
    const definition = barber('immutable');
    await versions().keep(definition, {}, 'ann');
    await versions().publish('immutable', by(definition.version));
    for (const statement of [
      `update definitions set content = '{}' where business_id = 'immutable'`,
      `delete from publications where business_id = 'immutable'`,
      `update publications set why = 'other' where business_id = 'immutable'`,
    ]) {
      await expect(database.query(statement), statement).rejects.toThrow('is never changed');
    }
  });

  it('that newer code does not understand is named, with what to do', async () => {
    await database.query(
      `insert into definitions (business_id, version, hash, content)
       values ('older', 'v1', 'h', '{"business": {}}')`,
    );
    await expect(versions().read('older', 'v1')).rejects.toThrow(
      /version v1 is not understood any more .*publish the business anew/,
    );
  });
});
