import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSuite } from '../../../machines/paths/suite.ts';
import { createFindSuite } from '../../../server/publishing/find-suite.ts';
import { callsOfVersion, keptCalls } from '../../../server/publishing/version-calls.ts';
import { practiceDays as days } from '../../../server/scenarios/practice-days.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const version = shippedDefinition('unlisted');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-calls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('The calls of a version', () => {
  it('are those of its suites, and the same when they are read again', () => {
    expect(keptCalls(version, folder)).toBeUndefined();
    const searched = callsOfVersion(version, folder);
    const kept = keptCalls(version, folder);
    expect(kept).toEqual(searched);
    const ways = (paths: { id: string; leaves: string[] }[]) =>
      paths.map(({ id, leaves }) => ({ id, leaves }));
    for (const [cover, paths] of [
      ['states', kept?.suite.paths],
      ['transitions', kept?.paths],
    ] as const) {
      expect(ways(paths ?? [])).toEqual(
        ways(generateSuite(version, { seed: 1, cover, days }).paths),
      );
    }
  });

  it('are searched for anew where the kept ones cannot be read', () => {
    const searched = callsOfVersion(version, folder);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'half a file');
    expect(keptCalls(version, folder)).toBeUndefined();
    expect(callsOfVersion(version, folder)).toEqual(searched);
    expect(keptCalls(version, folder)).toEqual(searched);
  });

  it('found in a thread are a suite that can be run and counted', async () => {
    rmSync(folder, { recursive: true });
    const found = await createFindSuite(folder)(version);
    const suite = generateSuite(version, { seed: 1, cover: 'states', days });
    expect(found.paths).toEqual(suite.paths);
    expect(found.reachable).toEqual(suite.reachable);
    expect(found.declared.edges).toEqual(suite.declared.edges);
    // The thread goes on, and keeps them with those that only a comparison needs.
    const kept = () => keptCalls(version, folder)?.suite.paths;
    await expect.poll(kept, { timeout: 20_000 }).toEqual(suite.paths);
  });
});
