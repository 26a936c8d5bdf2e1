/** What operations see when they publish, are refused, answer for it themselves, and go back. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { practiceFiles } from '../../../services/definitions/practice-policies.ts';
import { useDatabase } from '../../../support/database.ts';

const command = fileURLToPath(new URL('../../../../server/commands/flows.ts', import.meta.url));
const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'flows-publish-'));
let business = '';
let tests = 0;

/** Each test has a business of its own, since versions are kept for good. */
beforeEach(() => {
  tests += 1;
  rmSync(join(folder, 'policies'), { recursive: true, force: true });
  business = `barber-${tests}`;
  for (const [name, text] of Object.entries(practiceFiles)) {
    write(name.replace('barber/', `${business}/`), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  const file = join(folder, 'policies', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function change(name: string, from: string, to: string): void {
  const text = practiceFiles[`barber/${name}`] ?? '';
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not once in ${name}`);
  write(`${business}/${name}`, text.replace(from, to));
}

function flows(...asked: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...asked], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      POLICIES_DIR: join(folder, 'policies'),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
    },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const publish = (...more: string[]) => flows('publish', '--who', 'ann', '--approve', ...more);
const versionIn = (text: string) => /version ([0-9a-f]{12})/.exec(text)?.[1] ?? '';

describe('npm run flows -- publish', () => {
  it('puts the files in force, says after which version, and lists who and why', () => {
    const first = publish('--why', 'we open');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    change('business.yaml', 'minutes: 30', 'minutes: 35');
    const second = publish('--why', 'longer haircuts');
    expect(second.stdout).toContain(`after ${versionIn(first.stdout)}`);
    const { stdout } = flows('list');
    expect(stdout).toMatch(/published +publish by ann at .*: longer haircuts/);
    expect(stdout).toMatch(/replaced +publish by ann at .*: we open/);
    expect(publish('--why', 'again').stdout).toContain('answers already');
  }, 90_000);

  it('wants to know why', () => {
    expect(publish()).toMatchObject({ status: 2, stderr: expect.stringContaining('--why') });
  });

  it('shows what callers will notice, and waits for somebody to want it', () => {
    publish('--why', 'we open');
    write(`${business}/words.yaml`, 'goodbye: Farewell!\n');
    const shown = flows('publish', '--who', 'ann', '--why', 'warmer');
    expect(shown.status).toBe(1);
    expect(shown.stdout).toMatch(/^callers will notice (?:one thing|\d+ things) /);
    expect(shown.stdout).toMatch(/\n {2}is: {2}.*Farewell!\n {2}after: line\.opened/);
    expect(shown.stdout).toContain('--approve');
    expect(flows('list').stdout).not.toContain('warmer');
    expect(publish('--why', 'warmer').status).toBe(0);
  });

  it('refuses a broken proof with the shortest call that shows it, and keeps what answers', () => {
    publish('--why', 'we open');
    change(
      'flows/visit.yaml',
      'bye\n      unknown: person\n  told',
      'bye\n      unknown: read-back\n  told',
    );
    const { status, stdout } = publish('--why', 'quicker');
    expect(status).toBe(1);
    expect(stdout).toContain(`"book" can be asked for again before a lost answer was settled`);
    expect(stdout).toContain('    line.opened → greeting.disclosing\n');
    expect(stdout).toContain('--override');
    expect(flows('list').stdout).not.toContain('quicker');
  });

  it('refuses what fails in a generated call, and shows the shortest such call as a dialogue', () => {
    write(`${business}/words.yaml`, 'greeting: Hello, what can I do for you?\n');
    const { status, stdout } = publish('--why', 'friendlier');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^a generated call fails: the first thing said is whose line it is/);
    expect(stdout).toMatch(/\n {2}agent {2}Hello, what can I do for you\? {2}\[greeting/);
    expect(stdout).toMatch(/\n {2}again: npm run scenarios -- /);
    expect(stdout).toContain('--override');
  });

  it('lets a person answer for a refusal, and shows for good that they did', () => {
    change('flows/visit.yaml', '    yes: write\n    no: bye', '    yes: write\n    no: write');
    expect(publish('--why', 'quicker').status).toBe(1);
    const { status, stdout } = publish('--why', 'quicker', '--override', 'the fair is today');
    expect(status).toBe(0);
    expect(stdout).toContain('overridden, although:\n');
    expect(stdout).toContain(`"book" can be reached without the caller's yes`);
    expect(flows('list').stdout).toContain('overridden: the fair is today');
  });

  it('never publishes what cannot be compiled, whoever answers for it', () => {
    change('flows/visit.yaml', 'then: times', 'then: tims');
    const { status, stdout } = publish('--why', 'x', '--override', 'y');
    expect(status).toBe(1);
    expect(stdout).toContain('there is no step "tims": did you mean "times"?');
  });

  it('prints one JSON document when asked', () => {
    const { stdout } = publish('--why', 'we open', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'published', verdict: { passed: true } });
  });
});

describe('npm run flows -- rollback', () => {
  it('goes back to the version before, or to the one named, and says what it was', () => {
    const first = versionIn(publish('--why', 'one').stdout);
    change('business.yaml', 'minutes: 30', 'minutes: 35');
    const second = versionIn(publish('--why', 'two').stdout);
    const back = flows('rollback', '--why', 'too slow', '--who', 'bob');
    expect(back).toMatchObject({ status: 0, stdout: expect.stringContaining(`${first} again`) });
    expect(flows('list').stdout).toMatch(/published +rollback by bob at .*: too slow/);
    const named = flows('rollback', '--why', 'after all', '--version', second);
    expect(named.stdout).toContain(`${second} again`);
    const unknown = flows('rollback', '--why', 'x', '--version', '000000000000');
    expect(unknown).toMatchObject({ status: 1, stdout: expect.stringContaining(first) });
  }, 90_000);

  it('says so when there is nothing to go back to', () => {
    expect(flows('rollback', '--why', 'x')).toMatchObject({
      status: 1,
      stdout: `${business}: no version was in force before this one\n`,
    });
  });
});

describe('npm run flows -- diff', () => {
  it('says what callers will notice of the files, beside the version that answers', () => {
    expect(flows('diff')).toMatchObject({
      status: 0,
      stdout: `${business}: nothing was published yet; all of it is new\n`,
    });
    const first = versionIn(publish('--why', 'we open').stdout);
    change('business.yaml', 'exactly: 30', 'exactly: 35');
    const { status, stdout } = flows('diff', '--out', 'changes.svg');
    expect(status).toBe(0);
    expect(stdout).toContain(`${business}: from ${first} to `);
    expect(stdout).toContain('Haircut: 35.00 USD instead of 30.00 USD');
    expect(readFileSync(join(folder, 'changes.svg'), 'utf8')).toMatch(/^<svg /);
    const json = JSON.parse(flows('diff', '--json').stdout);
    expect(json).toMatchObject({ business, before: first, verdicts: [], paths: { changed: [] } });
  });
});
