import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLines } from '../../../server/lines.ts';
import { createRunDesk } from '../../../server/running/run-desk.ts';
import { runRecord } from '../../../server/running/run-record.ts';
import type { RunOrder } from '../../../server/running/run-work.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { scriptedChildren } from './scripted-child.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-running-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = createLines([shippedDefinition('unlisted')]);
const order: RunOrder = {
  kind: 'generated',
  businesses: ['unlisted'],
  calls: 0,
  cover: 'transitions',
};
let opened = 0;

function anotherFolder(): string {
  opened += 1;
  return join(folder, String(opened));
}

/** A server's desk; the same data folder is that of the same server, started again. */
function openDesk(dataFolder = anotherFolder()) {
  const clock = createManualClock();
  const children = scriptedChildren();
  const logged: string[] = [];
  const desk = createRunDesk({
    ...{ lines, clock, dataFolder },
    answering: async () => [],
    startChild: children.start,
    record: runRecord(dataFolder),
    id: () => `run-${children.begun.length}`,
    failed: (message, words) => logged.push(`${message}: ${words}`),
  });
  return { desk, children, clock, logged, dataFolder };
}

describe('a run from the console', () => {
  it('is of the definitions that answer callers, and tells how far it is', async () => {
    const { desk, children, clock } = openDesk();
    expect((await desk.start(order, 'Ann')).outcome).toBe('started');
    expect(children.last.work).toMatchObject({
      ...order,
      definitions: [lines.byBusiness('unlisted')?.definition],
    });
    const progress = { done: 3, all: 10, seconds: 1, unit: 'calls' };
    children.last.tells({ news: 'business', business: 'unlisted' });
    children.last.tells({ news: 'progress', progress });
    const { underWay } = await desk.state();
    expect(underWay).toMatchObject({ who: 'Ann', business: 'unlisted', progress, stopping: false });
    children.last.tells({ news: 'kept', business: 'unlisted', good: false });
    await clock.advance(5_000);
    await children.last.ends({ over: true });
    const { ended, ...rest } = await desk.state();
    expect(rest.underWay).toBeUndefined();
    expect(ended).toMatchObject({ how: 'finished', good: false, kept: ['unlisted'] });
    expect((ended?.endedAtMs ?? 0) - (ended?.beganAtMs ?? 0)).toBe(5_000);
  });

  it('is the only one: who asks for another is told whose is under way', async () => {
    const { desk, children } = openDesk();
    await desk.start(order, 'Ann');
    const second = await desk.start({ ...order, kind: 'faults' }, 'Bob');
    expect(second).toMatchObject({ outcome: 'under-way', run: { who: 'Ann', kind: 'generated' } });
    expect(children.begun).toHaveLength(1);
    await children.last.ends({ over: true });
    expect((await desk.start(order, 'Bob')).outcome).toBe('started');
  });

  it('forgets how far the one business was when the next begins', async () => {
    const { desk, children } = openDesk();
    await desk.start({ ...order, businesses: ['unlisted', 'stride-shoes'] }, '');
    children.last.tells({ news: 'business', business: 'unlisted' });
    const progress = { done: 10, all: 10, seconds: 1, unit: '' };
    children.last.tells({ news: 'progress', progress });
    children.last.tells({ news: 'kept', business: 'unlisted', good: true });
    children.last.tells({ news: 'business', business: 'stride-shoes' });
    const { underWay } = await desk.state();
    expect(underWay).toMatchObject({ business: 'stride-shoes', kept: ['unlisted'] });
    expect(underWay?.progress).toBeUndefined();
  });

  it('is stopped by anybody who names it, and keeps what it has', async () => {
    const { desk, children } = openDesk();
    const { run } = await desk.start(order, 'Ann');
    expect(desk.stop('another', 'Bob')).toBe(false);
    children.last.tells({ news: 'kept', business: 'unlisted', good: true });
    expect(desk.stop(run.id, 'Bob')).toBe(true);
    expect(children.last.toldToStop).toBe(true);
    expect((await desk.state()).underWay?.stopping).toBe(true);
    await children.last.ends();
    expect((await desk.state()).ended).toMatchObject({
      how: 'stopped',
      stoppedBy: 'Bob',
      kept: ['unlisted'],
    });
    expect(desk.stop(run.id, 'Bob')).toBe(false);
  });

  it('says why when it cannot be done, and tells the engineer when it breaks', async () => {
    const { desk, children, logged } = openDesk();
    await desk.start(order, '');
    await children.last.ends({ why: 'the disk is full', words: 'a stack' });
    expect((await desk.state()).ended).toMatchObject({ how: 'failed', why: 'the disk is full' });
    await desk.start(order, '');
    await children.last.ends({ words: 'out of memory' });
    expect((await desk.state()).ended?.why).toContain('see the log');
    expect(logged).toEqual(['a run failed: a stack', 'a run failed: out of memory']);
  });

  it('is ended after an hour', async () => {
    const { desk, children, clock } = openDesk();
    await desk.start(order, '');
    await clock.advance(59 * 60_000);
    expect(children.last.toldToStop).toBe(false);
    await clock.advance(60_000);
    expect(children.last.toldToStop).toBe(true);
    await children.last.ends();
    expect((await desk.state()).ended).toMatchObject({ how: 'failed' });
  });
});

describe('a server that stops in the middle of a run', () => {
  it('ends it first, begins no other, and says so when it is there again', async () => {
    const { desk, children, dataFolder } = openDesk();
    await desk.start(order, 'Ann');
    const closed = desk.close();
    expect(children.last.toldToStop).toBe(true);
    await expect(desk.start(order, 'Bob')).rejects.toThrow('the server stops');
    await children.last.ends();
    await closed;
    expect((await openDesk(dataFolder).desk.state()).ended).toMatchObject({
      how: 'broken-off',
      who: 'Ann',
      kept: [],
    });
  });

  it('and one that was killed says so too', async () => {
    const { desk, dataFolder } = openDesk();
    await desk.start(order, 'Ann');
    const { ended } = await openDesk(dataFolder).desk.state();
    expect(ended).toMatchObject({ how: 'broken-off', who: 'Ann', businesses: ['unlisted'] });
    expect(ended?.endedAtMs).toBeUndefined();
  });
});
