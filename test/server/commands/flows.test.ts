/** What operations see when they run the flows command, from a folder of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceFiles } from '../../services/definitions/practice-policies.ts';

const command = fileURLToPath(new URL('../../../server/commands/flows.ts', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-'));
  for (const [name, text] of Object.entries(practiceFiles)) write(`policies/${name}`, text);
  for (const [name, text] of Object.entries(practiceFiles)) {
    if (name.startsWith('defaults/')) write(`broken/${name}`, text);
  }
  write('broken/barber/business.yaml', 'nam: Corner Barber\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function flows(...asked: string[]) {
  const env = { PATH: process.env.PATH, POLICIES_DIR: join(folder, 'policies') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...asked], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run flows', () => {
  it('check says that all is well, and ends well', () => {
    expect(flows('check')).toEqual({ status: 0, stdout: '1 business, no findings\n', stderr: '' });
  });

  it('check prints each finding with its file as seen from here, and ends badly', () => {
    const { status, stdout } = flows('check', '--policies', 'broken');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'broken/barber/business.yaml:1: "nam" is not known here: did you mean "name"?\n',
    );
  });

  it('list shows a version for each business', () => {
    const { status, stdout } = flows('list', '--business', 'barber');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^barber {2}[0-9a-f]{12} {2}Corner Barber\n/);
  });

  it('a business or a verb that is not there is named, with the nearest one', () => {
    expect(flows('check', '--business', 'barbr')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean "barber"?'),
    });
    expect(flows('chek')).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
    expect(flows('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('usage:') });
  });
});
