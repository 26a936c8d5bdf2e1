import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStartChild } from '../../../server/running/run-child.ts';
import type { RunNews, RunWork } from '../../../server/running/run-work.ts';
import { keptPageFile, keptRuns } from '../../../server/scenarios/kept-runs.ts';
import { systemClock } from '../../../services/clock.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const startChild = createStartChild(systemClock);
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-run-process-'));
const throwaway = join(folder, 'throwaway');
const before = process.env.TMPDIR;

const work: RunWork = {
  work: 'run',
  kind: 'generated',
  businesses: ['unlisted'],
  calls: 0,
  cover: 'states',
  definitions: [shippedDefinition('unlisted')],
  dataFolder: join(folder, 'data'),
};

beforeAll(() => {
  // PostgreSQL, which runs as somebody else, has to come by.
  chmodSync(folder, 0o755);
  mkdtempSync(`${throwaway}-`);
  const [made = ''] = readdirSync(folder);
  process.env.TMPDIR = join(folder, made);
  chmodSync(process.env.TMPDIR, 0o755);
});
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(folder, { recursive: true, force: true });
});

/** The process that keeps a database here, by the name of its folder. */
function owner(): number | undefined {
  const [name] = readdirSync(process.env.TMPDIR ?? '').filter((each) =>
    each.startsWith('frontdesk-scenarios-'),
  );
  return name === undefined ? undefined : Number(/-(\d+)-/.exec(name)?.[1]);
}

describe('the process that runs', () => {
  it('lets calls go first, in time and in memory, keeps what it ran, and leaves no database behind', async () => {
    const told: RunNews[] = [];
    let priority: number | undefined;
    // Elsewhere there is no such thing.
    let memory = process.platform === 'linux' ? '' : '1000';
    const child = startChild(work, (news) => {
      told.push(news);
      const pid = owner();
      if (news.news === 'business' && pid !== undefined) {
        priority = getPriority(pid);
        if (process.platform === 'linux') {
          memory = readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim();
        }
      }
    });
    expect(await child.ended).toMatchObject({ over: true });
    expect([priority, memory]).toEqual([19, '1000']);
    expect(told.map(({ news }) => news)).toEqual([
      'business',
      ...told.filter(({ news }) => news === 'progress').map(() => 'progress'),
      'kept',
      'over',
    ]);
    const last = told.findLast((each) => each.news === 'progress');
    expect(last?.progress).toMatchObject({ done: last?.progress.all });
    const kept = keptRuns(work.dataFolder).last('unlisted');
    expect('document' in kept && kept.document).toMatchObject({ good: true, cover: 'states' });
    expect(readFileSync(keptPageFile(work.dataFolder), 'utf8')).toContain("connect-src 'self'");
    expect(owner()).toBeUndefined();
  });

  it('is stopped in the middle of its calls, and leaves no database behind', async () => {
    const dataFolder = join(folder, 'stopped');
    const began = Promise.withResolvers<void>();
    const shop = { businesses: ['stride-shoes'], definitions: [shippedDefinition('stride-shoes')] };
    const child = startChild({ ...work, ...shop, kind: 'written', dataFolder }, ({ news }) => {
      if (news === 'business') began.resolve();
    });
    await began.promise;
    expect(owner()).toBeDefined();
    child.stop();
    expect(await child.ended).toMatchObject({ over: false });
    expect(owner()).toBeUndefined();
    expect(existsSync(keptPageFile(dataFolder))).toBe(false);
  });

  it('says that nobody has written a call, where nobody has', async () => {
    const end = await startChild({ ...work, kind: 'written' }, () => undefined).ended;
    expect(end.why).toContain('Nobody has written a call for this yet');
  });
});
