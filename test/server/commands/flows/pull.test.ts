/** What operations see when they bring a published version back into their files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../services/clock.ts';
import { checkDefinitions } from '../../../../services/definitions/definitions.ts';
import { readPolicyFiles } from '../../../../services/definitions/policy-folder.ts';
import { createVersions } from '../../../../services/definitions/versions.ts';
import { practiceFiles } from '../../../services/definitions/practice-policies.ts';
import { useDatabase } from '../../../support/database.ts';

const command = fileURLToPath(new URL('../../../../server/commands/flows.ts', import.meta.url));
const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'flows-pull-'));
const policies = join(folder, 'policies');
const home = (name: string) => join(policies, 'barber', name);
let version = '';

function write(name: string, text: string): void {
  mkdirSync(dirname(join(policies, name)), { recursive: true });
  writeFileSync(join(policies, name), text);
}

function pull(...more: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [command, 'pull', ...more], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      POLICIES_DIR: policies,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
    },
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

beforeAll(() => {
  for (const [name, text] of Object.entries(practiceFiles)) write(name, text);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run flows -- pull', () => {
  it('says so while nothing was published', () => {
    expect(pull()).toEqual({
      status: 1,
      lines: ['barber: nothing was published; see npm run flows -- list'],
    });
  });

  it('tells which files differ, and touches none of them', async () => {
    const { definitions } = checkDefinitions(policies, readPolicyFiles(policies));
    const [definition] = definitions;
    if (definition === undefined) throw new Error('the practice files are in order');
    version = definition.version;
    const versions = createVersions({ store: database.store, clock: systemClock });
    await versions.keep(definition, practiceFiles, 'ann');
    await versions.publish('barber', { version, kind: 'publish', who: 'ann', why: 'we open' });
    expect(pull()).toEqual({
      status: 0,
      lines: [`barber: the files are those of version ${version}`],
    });

    write('barber/questions.yaml', '[]\n');
    write('barber/timing.yaml', '# of nobody\n');
    rmSync(home('flows/visit.yaml'));
    write('defaults/words.yaml', `${practiceFiles['defaults/words.yaml']}# changed\n`);
    const { status, lines } = pull();
    expect(status).toBe(1);
    expect(lines).toEqual([
      'policies/barber/flows/visit.yaml: differs',
      'policies/barber/questions.yaml: differs',
      'policies/barber/timing.yaml: is not in the version',
      "policies/defaults/words.yaml: differs as well, and stays: it is everybody's",
      `barber: to have the files of version ${version}, and lose what differs: --write`,
    ]);
    expect(readFileSync(home('questions.yaml'), 'utf8')).toBe('[]\n');
  });

  it('makes the files what callers hear, and leaves the defaults to everybody', () => {
    const { status, lines } = pull('--write');
    expect(status).toBe(0);
    expect(lines.at(-1)).toBe(`barber: the files are those of version ${version} now`);
    for (const name of ['questions.yaml', 'flows/visit.yaml']) {
      expect(readFileSync(home(name), 'utf8')).toBe(practiceFiles[`barber/${name}`]);
    }
    expect(existsSync(home('timing.yaml'))).toBe(false);
    expect(readFileSync(join(policies, 'defaults/words.yaml'), 'utf8')).toContain('# changed');
  });

  it('knows when a version was never kept', () => {
    expect(pull('--version', '000000000000').lines).toEqual([
      'barber: no such version is kept; see npm run flows -- list',
    ]);
  });
});
