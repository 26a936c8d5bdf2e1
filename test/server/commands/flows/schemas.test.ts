/** The help that editors give to whoever writes policies: there, up to date, and made by one command. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../../server/commands/flows.ts', import.meta.url));
const shipped = fileURLToPath(new URL('../../../../policies', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flows-schemas-'));
cpSync(shipped, join(folder, 'policies'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

function schemas(...asked: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [command, 'schemas', '--policies', 'policies', ...asked],
    { cwd: folder, env: { PATH: process.env.PATH }, encoding: 'utf8' },
  );
  return { status, stdout };
}

describe('the schemas of the policy files', () => {
  it('are shipped as the code reads the files, and every file names its own', () => {
    expect(schemas()).toEqual({ status: 0, stdout: 'the schemas are up to date\n' });
  });

  it('offer every kind of step, and refuse a key that nobody knows', () => {
    const flow = JSON.parse(readFileSync(join(shipped, 'schemas/flow.schema.json'), 'utf8'));
    const steps: { required: string[]; additionalProperties: boolean }[] =
      flow.properties.steps.additionalProperties.anyOf;
    const kinds = ['ask', 'check', 'find', 'offer', 'confirm', 'do', 'say', 'call', 'end'];
    for (const kind of [...kinds, 'hand-over']) {
      expect(
        steps.some(({ required }) => required.includes(kind)),
        kind,
      ).toBe(true);
    }
    expect(steps.every(({ additionalProperties }) => additionalProperties === false)).toBe(true);
    // What has a default need not be written.
    expect(flow.required).not.toContain('wordings');
  });

  it('are stale when changed by hand, and when a file lost its line, until they are written', () => {
    writeFileSync(join(folder, 'policies/schemas/words.schema.json'), '{}');
    const rules = join(folder, 'policies/bright-smile/rules.yaml');
    const text = readFileSync(rules, 'utf8');
    writeFileSync(rules, text.slice(text.indexOf('\n') + 1));
    const { status, stdout } = schemas();
    expect(status).toBe(1);
    expect(stdout).toContain(
      'policies/bright-smile/rules.yaml:1: the file does not name its schema',
    );
    expect(stdout).toContain('policies/schemas/words.schema.json:1: ');
    expect(schemas('--write').status).toBe(0);
    expect(schemas().status).toBe(0);
    expect(readFileSync(rules, 'utf8')).toBe(text);
  });
});
