/** Which version a new call takes on each node, at the start and after somebody published. */
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../machines/policy/definition.ts';
import { createLines } from '../../server/lines.ts';
import { definitionsInForce, followVersions } from '../../server/versions-in-force.ts';
import { systemClock } from '../../services/clock.ts';
import { createVersions } from '../../services/definitions/versions.ts';
import { type Files, judge, practiceFiles } from '../services/definitions/practice-policies.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();
const clock = systemClock;
/** What operations are promised. */
const takenWithinMs = 1_000;

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

/** Starts as a node does, from these definitions in its files. */
async function start(id: string, files: Definition[]) {
  const said: string[] = [];
  const found = await definitionsInForce({
    versions: versions(),
    folder: 'policies',
    files: [],
    definitions: files,
    businesses: [id],
    say: (line) => said.push(line),
  });
  return { said, found: found.map(({ version }) => version), definitions: found };
}

async function publish(definition: Definition): Promise<void> {
  await versions().keep(definition, {}, 'ann');
  const { version, business } = definition;
  await versions().publish(business.id, { version, kind: 'publish', who: 'ann', why: 'test' });
}

function follow(definitions: Definition[], url = database.url) {
  const lines = createLines(definitions);
  let changed = Promise.withResolvers<string>();
  const following = followVersions({
    versions: versions(),
    lines,
    databaseUrl: url,
    clock,
    prepare: async () => undefined,
    changed: ({ definition }) => changed.resolve(definition.version),
    failed: (_id, error) => changed.reject(error),
  });
  return {
    lines,
    following,
    async next() {
      const version = await changed.promise;
      changed = Promise.withResolvers();
      return version;
    },
  };
}

describe('at its start, a node takes', () => {
  it('what the files say, and follows them from start to start while nobody publishes', async () => {
    const [first, second] = [barber('seeded', 30), barber('seeded', 35)];
    expect((await start('seeded', [first])).found).toEqual([first.version]);
    expect((await start('seeded', [second])).found).toEqual([second.version]);
    expect((await versions().inForce('seeded'))?.publication.kind).toBe('seed');
  });

  it('what was published, whatever the files say by now, and says that they differ', async () => {
    const [first, second] = [barber('pinned', 30), barber('pinned', 35)];
    await publish(first);
    const { found, said } = await start('pinned', [second]);
    expect(found).toEqual([first.version]);
    expect(said).toEqual([expect.stringContaining('npm run flows -- diff --business pinned')]);
  });

  it('the last version that was in force, when the files are broken', async () => {
    const first = barber('broken', 30);
    await start('broken', [first]);
    expect((await start('broken', [])).found).toEqual([first.version]);
    expect((await start('never-seen', [])).found).toEqual([]);
  });
});

describe('when somebody publishes', () => {
  it('new calls on every node take it within a second, and calls in progress keep theirs', async () => {
    const [first, second] = [barber('live', 30), barber('live', 35)];
    await publish(first);
    const nodes = [follow([first]), follow([first])];
    await Promise.all(nodes.map(({ following }) => following.ready));
    const inProgress = nodes.map(({ lines }) => lines.byBusiness('live'));
    const publishedAt = clock.now();
    await publish(second);
    const taken = await Promise.all(nodes.map((node) => node.next()));
    expect(clock.now() - publishedAt).toBeLessThan(takenWithinMs);
    expect(taken).toEqual([second.version, second.version]);
    for (const [index, { lines, following }] of nodes.entries()) {
      expect(lines.at('+16145550170')?.line.definition.version).toBe(second.version);
      // The call's own line is as it was, and its picture can still be asked for.
      expect(inProgress[index]?.definition.version).toBe(first.version);
      expect(lines.byVersion(first.version)).toBe(inProgress[index]);
      await following.stop();
    }
  });

  it('a business that was not there before gets its line', async () => {
    const [old, fresh] = [barber('old'), barber('fresh')];
    const node = follow([old]);
    await node.following.ready;
    await publish(fresh);
    expect(await node.next()).toBe(fresh.version);
    expect(node.lines.byBusiness('fresh')?.definition.version).toBe(fresh.version);
    await node.following.stop();
  });

  it('a node whose connection broke meanwhile takes it once it is back', async () => {
    const [first, second] = [barber('lost', 30), barber('lost', 35)];
    await publish(first);
    const node = follow([first]);
    await node.following.ready;
    const { rowCount } = await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'frontdesk-listener' and datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    await publish(second);
    expect(await node.next()).toBe(second.version);
    await node.following.stop();
  });

  it('the names of known customers stay known', async () => {
    const [first, second] = [barber('known', 30), barber('known', 35)];
    await publish(first);
    const node = follow([first]);
    await node.following.ready;
    const customers = [{ first: 'Ann', last: 'Lee' }];
    await node.lines.byBusiness('known')?.learnCustomers(customers, async () => undefined);
    await publish(second);
    await node.next();
    expect(node.lines.byBusiness('known')?.vocabulary().customers).toEqual(customers);
    await node.following.stop();
  });
});
