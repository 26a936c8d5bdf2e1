/** The call page's routes, over a real server: what is served, refused, and kept private. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practicePage } from '../../support/practice-page.ts';
import {
  openPracticeReceptionist,
  type PracticeReceptionist,
  practiceNumbers,
} from '../../support/practice-receptionist.ts';

let desk: PracticeReceptionist;

beforeAll(async () => {
  desk = await openPracticeReceptionist(await practicePage());
});
afterAll(() => desk.close());

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(desk.address + path, init);
}

function dial(body: object, headers: Record<string, string> = {}): Promise<Response> {
  return ask('/call/dial', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('the page itself', () => {
  it('is served with a policy that lets nothing foreign run, and may ask for the microphone', async () => {
    const response = await ask('/call');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('permissions-policy')).toBe('microphone=(self)');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('keeps its assets in the browser for as long as they are the same', async () => {
    const page = await (await ask('/call')).text();
    const script = /src="(\/call\/assets\/[^"]+)"/.exec(page)?.[1] ?? '';
    expect((await ask(script)).headers.get('cache-control')).toContain('immutable');
    const microphone = await ask('/call/assets/microphone.js');
    expect(microphone.headers.get('content-type')).toContain('javascript');
    expect(microphone.headers.get('cache-control')).toBe('no-cache');
  });

  it('serves nothing from outside its folder', async () => {
    expect((await ask('/call/assets/..%2f..%2findex.html')).status).toBeGreaterThanOrEqual(400);
    expect((await ask('/call/assets/')).status).toBe(404);
  });
});

describe('dialling from the page', () => {
  it('lists the numbers that can be called', async () => {
    expect(await (await ask('/call/numbers')).json()).toEqual({ numbers: practiceNumbers });
  });

  it('answers with all that the handset needs', async () => {
    const response = await dial({ to: '+15550100002', from: '+15550100123' });
    expect(response.status).toBe(200);
    const { callId, ticket, lineTickets, ...rest } = (await response.json()) as Record<
      string,
      string
    >;
    expect(callId).toBe(desk.calls.at(-1)?.callId);
    expect(ticket).toBeTruthy();
    expect(lineTickets).toHaveLength(3);
    expect(rest).toEqual({
      mediaPath: '/twilio/media',
      parameters: { token: `token.${callId}` },
      business: 'harbor-hair',
      version: 'practice-1',
      recogniser: 'browser',
    });
  });

  it('calls the first number when none is named', async () => {
    const response = await ask('/call/dial', { method: 'POST' });
    expect(await response.json()).toMatchObject({ business: 'bright-smile' });
  });

  it('refuses what is no telephone number, and a number that nobody answers', async () => {
    expect((await dial({ to: 'the dentist' })).status).toBe(400);
    expect((await dial({ from: '555' })).status).toBe(400);
    expect((await dial({ to: '+15550100001', more: 1 })).status).toBe(400);
    const unknown = await dial({ to: '+15550109998' });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({
      error: 'number-unknown',
      message: 'nobody answers that number',
    });
  });

  it('does not let another site make a visitor call', async () => {
    const before = desk.calls.length;
    expect((await dial({}, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await dial({}, { origin: 'null' })).status).toBe(403);
    expect(desk.calls.length).toBe(before);
    expect((await dial({}, { origin: desk.address })).status).toBe(200);
  });
});

describe('what the page shows', () => {
  it('draws the chart of a version, for good, and says when there is none', async () => {
    const response = await ask('/call/chart?version=practice-1');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const { overview, inside } = (await response.json()) as {
      overview: { nodes: { id: string }[] };
      inside: Record<string, unknown>;
    };
    expect(overview.nodes.map((node) => node.id)).toContain('greeting');
    expect(Object.keys(inside)).toContain('serving.book');
    expect((await ask('/call/chart?version=other')).status).toBe(404);
    expect((await ask('/call/chart')).status).toBe(400);
  });

  it('shows when a day is taken, and never by whom', async () => {
    const text = await (await ask('/call/day?business=bright-smile&date=2026-11-24')).text();
    const { bookings } = JSON.parse(text) as { bookings: { start: string }[] };
    expect(bookings.map((booking) => booking.start)).toEqual([
      '2026-11-24T09:00',
      '2026-11-24T10:30',
      '2026-11-24T14:00',
    ]);
    expect(text).not.toContain('Somebody');
    expect(text).not.toContain('+1555');
  });

  it('shows no day of a business that cannot be called here, nor a date that is none', async () => {
    expect((await ask('/call/day?business=other&date=2026-11-24')).status).toBe(404);
    expect((await ask('/call/day?business=bright-smile&date=tomorrow')).status).toBe(400);
  });
});
