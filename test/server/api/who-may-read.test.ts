/** Customers' data is read by those who know the password, or by this machine's own people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whoMayRead } from '../../../server/api/who-may-read.ts';
import { useDatabase } from '../../support/database.ts';
import { type Desk, openDesk } from './open-desk.ts';

const database = useDatabase();
const password = 'correct horse: 電話';
const basic = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});
const guarded = ['/api/v1/businesses', '/api/v1/openapi.json', '/api/v1/nowhere', '/call'];
const chart = '/call/chart?version=none';

describe('without a password', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(database.store);
  });
  afterAll(() => desk.close());

  it('the machine itself reads everything', async () => {
    for (const url of ['/api/v1/businesses', '/api/v1/openapi.json', '/call']) {
      expect((await desk.app.inject({ url })).statusCode).toBe(200);
    }
  });

  it.each([
    ['another machine', '192.168.1.20', {}],
    ['somebody behind a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
    ['somebody behind a tunnel', '::1', { forwarded: 'for=203.0.113.9' }],
    ['a site whose name points to this machine', '127.0.0.1', { host: 'evil.example:3000' }],
    ['a name that only begins like this machine', '127.0.0.1', { host: 'localhost.evil.example' }],
    ['a proxy that gives the public name', '127.0.0.1', { host: 'desk.example' }],
    ['somebody with a password that nobody set', '203.0.113.9', basic('frontdesk:undefined')],
  ])('%s reads nothing', async (_who, remoteAddress, headers) => {
    for (const url of [...guarded, chart]) {
      const response = await desk.app.inject({ url, remoteAddress, headers });
      expect([url, response.statusCode, response.json().error]).toEqual([
        url,
        403,
        'this-machine-only',
      ]);
      expect(response.headers['cache-control']).toBe('no-store');
    }
  });

  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'desk.localhost:80'])(
    'this machine may be called %s',
    (host) => {
      const may = whoMayRead(undefined);
      for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) {
        expect(may({ method: 'GET', address, headers: { host } })).toBeUndefined();
      }
      for (const address of [undefined, '', '128.0.0.1', '::2', '::ffff:10.0.0.1', '1127.0.0.1']) {
        expect(may({ method: 'GET', address, headers: { host } })).toBe('this-machine-only');
      }
    },
  );

  it('whoever is outside can still ask which numbers there are to call', async () => {
    const response = await desk.app.inject({
      url: '/call/numbers',
      remoteAddress: '203.0.113.9',
    });
    expect(response.statusCode).toBe(200);
  });
});

describe('with a password', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(database.store, password);
  });
  afterAll(() => desk.close());

  it('whoever knows it reads from anywhere', async () => {
    const headers = { ...basic(`frontdesk:${password}`), 'x-forwarded-for': '203.0.113.9' };
    const response = await desk.app.inject({
      url: '/api/v1/businesses',
      remoteAddress: '203.0.113.9',
      headers,
    });
    expect(response.statusCode).toBe(200);
    const anyCase = { authorization: headers.authorization.replace('Basic', 'bASIC') };
    expect((await desk.app.inject({ url: '/call', headers: anyCase })).statusCode).toBe(200);
  });

  it.each([
    ['nothing', {}],
    ['another password', basic('frontdesk:wrong')],
    ['another user', basic(`admin:${password}`)],
    ['no user', basic(password)],
    ['a longer password', basic(`frontdesk:${password}!`)],
    ['an empty one', basic('frontdesk:')],
    ['another scheme', { authorization: `Bearer ${password}` }],
    ['what is not base64', { authorization: 'Basic ???' }],
  ])('who gives %s is asked for it, on this machine too', async (_what, headers) => {
    for (const url of [...guarded, chart]) {
      const response = await desk.app.inject({ url, headers });
      expect([url, response.statusCode]).toEqual([url, 401]);
      expect(response.headers['www-authenticate']).toMatch(/^Basic/);
      expect(response.json().error).toBe('password-wanted');
    }
  });

  it('no other site changes anything in the browser of somebody who is logged in', async () => {
    const url = '/api/v1/businesses/bright-smile/messages/none/handled';
    const from = async (origin?: string) => {
      const headers = {
        ...basic(`frontdesk:${password}`),
        host: 'desk.example',
        ...(origin === undefined ? {} : { origin }),
      };
      const response = await desk.app.inject({ method: 'POST', url, headers });
      return response.json().error;
    };
    expect(await from('https://evil.example')).toBe('origin-refused');
    expect(await from('null')).toBe('origin-refused');
    expect(await from('https://desk.example')).toBe('message-unknown');
    expect(await from()).toBe('message-unknown');
  });
});
