/** Real calls, read back over HTTP: what a program is told, and what it never is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { useDatabase } from '../../support/database.ts';
import { openHouse, type SpokenCall } from '../../support/spoken-call.ts';
import { type Desk, openDesk } from './open-desk.ts';

const database = useDatabase();
const clinic = '/api/v1/businesses/bright-smile';
const shoes = '/api/v1/businesses/stride-shoes';
const shoesNumber = '+13125550110';
const caller = '+16145550199';

let desk: Desk;
let booked: SpokenCall;
let left: SpokenCall;
let elsewhere: SpokenCall;

beforeAll(async () => {
  const house = await openHouse({ store: database.store });
  booked = await house.dial({ from: caller });
  await booked.says('I would like to book a cleaning on Tuesday at 10');
  await booked.says('Ann Lee');
  await booked.says('yes');
  await booked.says('no thanks, goodbye');
  left = await house.dial();
  await left.says('I want to leave a message');
  await left.says('Please call me back about my invoice');
  await left.says('Ben Young');
  await left.presses('1');
  await left.hangsUp();
  elsewhere = await house.dial({ to: shoesNumber });
  await elsewhere.hangsUp();
  await house.close();
  desk = await openDesk(database.store);
});
afterAll(() => desk.close());

async function get(url: string) {
  const response = await desk.app.inject({ url });
  expect(response.headers['cache-control']).toBe('no-store');
  return { status: response.statusCode, body: response.json() };
}

async function refused(url: string): Promise<[number, string]> {
  const { status, body } = await get(url);
  expect(Object.keys(body)).toEqual(['error', 'message']);
  return [status, body.error];
}

describe('the businesses', () => {
  it('are told with the names behind the ids that calls and bookings carry', async () => {
    const { body } = await get('/api/v1/businesses');
    const ids = body.businesses.map(({ id }: { id: string }) => id).sort();
    expect(ids).toEqual(['bright-smile', 'stride-shoes', 'unlisted']);
    const [found] = body.businesses.filter(({ id }: { id: string }) => id === 'bright-smile');
    expect(found).toMatchObject({
      name: 'Bright Smile Dental',
      timeZone: 'America/New_York',
      version: desk.lines.byBusiness('bright-smile')?.definition.version,
    });
    expect(found.services).toContainEqual({ id: 'cleaning', name: expect.any(String) });
    expect(found.staff).toContainEqual({ id: 'rosa', name: 'Rosa Delgado' });
  });
});

describe('the list of calls', () => {
  it('has the newest first, each with how it ended', async () => {
    const { body } = await get(`${clinic}/calls`);
    expect(body.calls.map(({ callId }: { callId: string }) => callId)).toEqual([
      left.callId,
      booked.callId,
    ]);
    const [, first] = body.calls;
    expect(first).toMatchObject({ from: caller, to: '+16145550142', outcome: 'booked' });
    expect(first.endedAtMs).toBeGreaterThanOrEqual(first.startedAtMs);
    expect(body).not.toHaveProperty('next');
  });

  it('is read page by page without a call lost or told twice, even of one instant', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const [index, id] of ids.entries()) {
      await database.query(
        `insert into calls (business_id, call_id, from_number, to_number, started_at, version)
         values ('unlisted', $1, '', '+442071234567', $2, 'v')`,
        [id, new Date(index < 4 ? 5_000 : 4_000)],
      );
    }
    const seen: string[] = [];
    let url = '/api/v1/businesses/unlisted/calls?most=2';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await get(url);
      seen.push(...body.calls.map(({ callId }: { callId: string }) => callId));
      url = `/api/v1/businesses/unlisted/calls?most=2&before=${encodeURIComponent(body.next)}`;
      expect(body.next === undefined).toBe(page === 2);
    }
    expect(seen).toEqual(ids);
    const { body } = await get('/api/v1/businesses/unlisted/calls?before=5000');
    expect(body.calls).toEqual([
      { callId: 'e', from: '', to: '+442071234567', startedAtMs: 4_000, version: 'v' },
    ]);
  });
});

describe('one call', () => {
  it('is read as it was spoken, with what it wrote', async () => {
    const { status, body } = await get(`${clinic}/calls/${booked.callId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      callId: booked.callId,
      from: caller,
      outcome: 'booked',
      vouched: true,
      version: desk.lines.byBusiness('bright-smile')?.definition.version,
    });
    const spoken = body.turns.filter(({ who }: { who: string }) => who === 'caller');
    expect(spoken.map(({ text }: { text: string }) => text)).toEqual([
      'I would like to book a cleaning on Tuesday at 10',
      'Ann Lee',
      'yes',
      'no thanks, goodbye',
    ]);
    const agent = body.turns.filter(({ who }: { who: string }) => who === 'agent');
    expect(agent[0].text).toContain('Bright Smile');
    for (const { text, heardText } of agent) expect(heardText).toBe(text);
    const times = body.turns.map(({ atMs }: { atMs: number }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(body.states).toContain('serving.book.read-back.reading-back');
    expect(body.slots.service).toMatchObject({ value: 'cleaning' });
    expect(body.slots.name.value).toEqual({ first: 'Ann', last: 'Lee' });
    expect(body.effects.map((one: Record<string, string>) => [one.effect, one.outcome])).toEqual([
      ['find-times', 'free'],
      ['check-policy', 'allow'],
      ['book', 'committed'],
    ]);
  });

  it('tells the keys that were pressed as well', async () => {
    const { body } = await get(`${clinic}/calls/${left.callId}`);
    const spoken = body.turns.filter(({ who }: { who: string }) => who === 'caller');
    expect(spoken.at(-1)).toMatchObject({ text: '#1' });
  });

  it('has the appointment that is in the calendar on that day', async () => {
    const { body: call } = await get(`${clinic}/calls/${booked.callId}`);
    const { body: day } = await get(`${clinic}/bookings?date=2026-11-24`);
    const [{ change, atMs: _atMs, ...appointment }] = call.bookings;
    expect(change).toBe('booked');
    expect(appointment).toMatchObject({ start: '2026-11-24T10:00', customerName: 'Ann Lee' });
    expect(day).toEqual({
      date: '2026-11-24',
      timeZone: 'America/New_York',
      bookings: [appointment],
    });
  });

  it('has its whole journal, as it was noted', async () => {
    const { body } = await get(`${clinic}/calls/${booked.callId}/journal`);
    const noted = JSON.parse(JSON.stringify(booked.entries())) as JournalEntry[];
    expect(body.entries).toEqual(noted);
    expect(body.entries.at(-1)).toMatchObject({ kind: 'call-ended', outcome: 'booked' });
  });
});

describe('messages', () => {
  it('are listed, and marked as handled once for all', async () => {
    const { body } = await get(`${clinic}/messages`);
    expect(body.messages).toHaveLength(1);
    const [message] = body.messages;
    expect(message).toMatchObject({
      callId: left.callId,
      text: 'Please call me back about my invoice',
      customerName: 'Ben Young',
    });
    expect(message).not.toHaveProperty('handledAtMs');
    const url = `${clinic}/messages/${message.id}/handled`;
    const first = await desk.app.inject({ method: 'POST', url });
    expect(first.json()).toEqual({ ...message, handledAtMs: expect.any(Number) });
    const again = await desk.app.inject({ method: 'POST', url });
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    expect((await get(`${clinic}/messages`)).body.messages).toEqual([first.json()]);
  });
});

describe('a day', () => {
  it('is today, where the business is, unless another is asked for', async () => {
    const { body } = await get(`${clinic}/bookings`);
    expect(body).toEqual({ date: '2026-11-20', timeZone: 'America/New_York', bookings: [] });
  });
});

describe('what belongs to one business', () => {
  it('is never shown to another, with the right id either', async () => {
    for (const part of ['', '/journal']) {
      expect(await refused(`${shoes}/calls/${booked.callId}${part}`)).toEqual([
        404,
        'call-unknown',
      ]);
      expect(await refused(`${clinic}/calls/${elsewhere.callId}${part}`)).toEqual([
        404,
        'call-unknown',
      ]);
    }
    const listed = (await get(`${shoes}/calls`)).body.calls;
    expect(listed.map(({ callId }: { callId: string }) => callId)).toEqual([elsewhere.callId]);
    expect((await get(`${shoes}/bookings?date=2026-11-24`)).body.bookings).toEqual([]);
    expect((await get(`${shoes}/messages`)).body.messages).toEqual([]);
  });

  it('is not changed by another', async () => {
    const house = await openHouse({ store: database.store });
    const call = await house.dial({ to: shoesNumber });
    await call.says('I want to leave a message');
    await call.says('Are my boots ready?');
    await call.says('Cleo Park');
    await call.hangsUp();
    await house.close();
    const [message] = (await get(`${shoes}/messages`)).body.messages;
    const url = `${clinic}/messages/${message.id}/handled`;
    const response = await desk.app.inject({ method: 'POST', url });
    expect([response.statusCode, response.json().error]).toEqual([404, 'message-unknown']);
    expect((await get(`${shoes}/messages`)).body.messages).toEqual([message]);
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['/api/v1/businesses/nobody/calls', 'business-unknown'],
    ['/api/v1/businesses/nobody/calls/CA1', 'business-unknown'],
    ['/api/v1/businesses/nobody/calls/CA1/journal', 'business-unknown'],
    ['/api/v1/businesses/nobody/messages', 'business-unknown'],
    ['/api/v1/businesses/nobody/bookings', 'business-unknown'],
    [`${clinic}/calls/CA0`, 'call-unknown'],
    [`${clinic}/calls/CA0/journal`, 'call-unknown'],
    [`${clinic}/nothing`, 'route-unknown'],
    ['/api/v1', 'route-unknown'],
    [`${clinic}/messages/1/handled`, 'route-unknown'],
  ])('%s is 404: %s', async (url, error) => {
    expect(await refused(url)).toEqual([404, error]);
  });

  it.each([
    ['calls?most=0', 'most'],
    ['calls?most=201', 'most'],
    ['calls?most=ten', 'most'],
    ['calls?most=1&most=2', 'most'],
    ['calls?before=yesterday', 'before'],
    ['calls?before=-5', 'before'],
    ['calls?page=2', 'page'],
    ['calls/CA%00', 'callId'],
    ['calls/CA%', 'CA%'],
    ['messages?most=1.5', 'most'],
    ['bookings?date=2026-02-30', 'date'],
    ['bookings?date=tomorrow', 'date'],
  ])('%s is 400 and names the fault', async (path, field) => {
    const { status, body } = await get(`${clinic}/${path}`);
    expect([status, body.error]).toEqual([400, 'input-invalid']);
    expect(body.message).toContain(field);
  });

  it('a path too long for any id is refused in the same form', async () => {
    const { status, body } = await get(`${clinic}/calls/${'x'.repeat(101)}`);
    expect([status, body.error]).toEqual([414, 'input-invalid']);
  });

  it('a body that is no JSON is 400 as well', async () => {
    const response = await desk.app.inject({
      method: 'POST',
      url: `${clinic}/messages/none/handled`,
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([response.statusCode, response.json().error]).toEqual([400, 'input-invalid']);
  });

  it('is told as such while the database is away, and never as an empty list', async () => {
    const store = await database.open();
    const away = await openDesk(store);
    await store.close();
    for (const path of ['calls', 'calls/CA1', 'calls/CA1/journal', 'messages', 'bookings']) {
      const response = await away.app.inject({ url: `${clinic}/${path}` });
      expect([path, response.statusCode, response.json().error]).toEqual([
        path,
        503,
        'database-away',
      ]);
      expect(response.headers['retry-after']).toBe('2');
    }
    const url = `${clinic}/messages/01a1fc6c-6c5a-7796-a4b7-f8016ec6e076/handled`;
    expect((await away.app.inject({ method: 'POST', url })).statusCode).toBe(503);
    expect((await away.app.inject({ url: '/api/v1/businesses' })).statusCode).toBe(200);
    await away.close();
  });
});
