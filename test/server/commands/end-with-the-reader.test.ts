import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const command = new URL('../../../server/commands/understand.ts', import.meta.url).pathname;

describe('a command whose reader has enough', () => {
  it('ends without a word', () => {
    const line = JSON.stringify({ text: 'yes', expecting: ['yes-no'], now: '2026-11-20T15:00' });
    const input = `${line}\n`.repeat(5_000);
    const script = `"${process.execPath}" "${command}" | head -n 1`;
    const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', script], {
      input,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout).commands).toEqual([{ command: 'affirm' }]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
