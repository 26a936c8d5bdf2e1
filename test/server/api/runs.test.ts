/** Runs over HTTP: who may begin one, what is refused, and the one that is under way. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.ts';
import { type Desk, openDesk } from './open-desk.ts';

const database = useDatabase();
const password = 'longer than eight';
const known = { authorization: `Basic ${Buffer.from(`frontdesk:${password}`).toString('base64')}` };
const long = { kind: 'simulation', business: 'unlisted', calls: 100_000 };
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database.store, password);
});
afterAll(() => desk.close());
afterEach(async () => {
  const { underWay } = await runs();
  if (underWay !== undefined) await post(`/${underWay.id}/stop`);
  await expect.poll(async () => (await runs()).underWay).toBeUndefined();
});

async function post(path: string, payload: object = {}, headers: Record<string, string> = known) {
  const url = `/api/v1/runs${path}`;
  const response = await desk.app.inject({ method: 'POST', url, payload, headers });
  return { status: response.statusCode, body: response.json() };
}

async function runs() {
  return (await desk.app.inject({ url: '/api/v1/runs', headers: known })).json();
}

describe('a run is begun', () => {
  it.each([
    ['without the password', {}, 401, 'password-wanted'],
    [
      'by a page of another site',
      { ...known, origin: 'https://evil.example' },
      403,
      'origin-refused',
    ],
  ])('not %s, and neither is one stopped', async (_who, headers, status, error) => {
    expect(await post('', long, headers)).toMatchObject({ status, body: { error } });
    expect(await post('/any/stop', {}, headers)).toMatchObject({ status, body: { error } });
    expect((await runs()).underWay).toBeUndefined();
  });

  it.each([
    [{ kind: 'prove' }, 400],
    [{ ...long, calls: 0 }, 400],
    [{ ...long, calls: 100_001 }, 400],
    [{ ...long, business: 'nobody' }, 404],
    [{ kind: 'generated', cover: 'everything' }, 400],
  ])('not for %j', async (body, status) => {
    expect((await post('', body)).status).toBe(status);
  });

  it('and is told of until it is stopped, also to who would begin another', async () => {
    const first = await post('', { ...long, who: ' Ann ' });
    expect(first).toMatchObject({
      status: 200,
      body: { outcome: 'started', run: { who: 'Ann', businesses: ['unlisted'], calls: 100_000 } },
    });
    const second = await post('', { kind: 'generated', who: 'Bob' });
    expect(second.body).toMatchObject({ outcome: 'under-way', run: { who: 'Ann' } });
    const { id } = first.body.run;
    expect((await runs()).underWay.id).toBe(id);
    expect((await post('/another/stop')).status).toBe(404);
    expect((await post(`/${id}/stop`)).body).toEqual({ outcome: 'stopping' });
    await expect.poll(async () => (await runs()).ended?.how).toBe('stopped');
    expect((await post(`/${id}/stop`)).status).toBe(404);
  });

  it('for every business, when none is named', async () => {
    const { body } = await post('', { kind: 'simulation' });
    expect(body.run).toMatchObject({
      businesses: desk.lines.all().map(({ definition }) => definition.business.id),
      calls: 1_000,
    });
  });
});
