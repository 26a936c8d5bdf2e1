import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { throwawayFolder } from '../../../server/scenarios/throwaway-folder.ts';

it('a run takes away what one that was broken off left, and nothing of one that still runs', () => {
  const parent = mkdtempSync(join(tmpdir(), 'throwaway-'));
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const left = join(parent, `frontdesk-scenarios-${ended}-a`);
  const inUse = join(parent, `frontdesk-scenarios-${process.pid}-b`);
  const others = join(parent, 'somebody-elses-1-c');
  for (const folder of [left, inUse, others]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'data'), 'rows');
  }
  const made = throwawayFolder(parent);
  expect([made, left, inUse, others].map((folder) => existsSync(folder))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  rmSync(parent, { recursive: true });
});
