import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { dial } from '../../server/handset/terminal-handset.ts';
import { createStrayErrors } from '../../server/stray-errors.ts';
import { systemClock } from '../../services/clock.ts';
import { useDatabase } from '../support/database.ts';
import { createManualClock } from '../support/manual-clock.ts';

const hex = () => randomBytes(16).toString('hex');

describe('an error that nobody waited for', () => {
  const rig = () => {
    const clock = createManualClock();
    const logged: string[] = [];
    const counted: string[] = [];
    const strayed = createStrayErrors({
      clock,
      log: (fields, message) => logged.push(JSON.stringify({ ...fields, message })),
      count: (kind) => counted.push(kind),
    });
    return { clock, logged, counted, strayed };
  };

  it('is logged with where it came from, what it says kept apart, and counted', () => {
    const { strayed, logged, counted } = rig();
    expect(strayed('rejection', new SyntaxError('"my name is Ann" is not JSON'))).toBe(false);
    expect(strayed('exception', 'no error at all')).toBe(false);
    const [first = '{}', second = '{}'] = logged;
    const { name, at, pii, ...others } = JSON.parse(first);
    expect(name).toBe('SyntaxError');
    expect(at[0]).toContain('stray-errors.test.ts');
    expect(pii.message).toContain('Ann');
    expect(JSON.stringify([name, at, others])).not.toContain('Ann');
    expect(JSON.parse(second)).toMatchObject({ name: 'string', kind: 'exception' });
    expect(counted).toEqual(['rejection', 'exception']);
  });

  it('is an accident however many come in a day, and a broken process when many come at once', async () => {
    const { clock, strayed, logged } = rig();
    for (let hour = 0; hour < 100; hour += 1) {
      expect(strayed('rejection', new Error('now and then'))).toBe(false);
      await clock.advance(60_000);
    }
    const answers = Array.from({ length: 25 }, () => strayed('exception', new Error('again')));
    expect(answers.indexOf(true)).toBe(20);
    expect(answers.lastIndexOf(false)).toBe(19);
    // A flood does not fill the disk.
    expect(logged).toHaveLength(121);
  });
});

/** Errors as a library throws them into the void, on a signal from outside. */
const throwing = `
  process.on('message', (what) => {
    if (what === 'reject') void Promise.reject(new Error('stray'));
    else if (what === 'throw') setImmediate(() => { throw new Error('stray'); });
    else for (let nth = 0; nth < 30; nth += 1) void Promise.reject(new Error('stray'));
  });
  process.channel.unref();
`;

describe('a server with a call on the line', () => {
  const database = useDatabase();
  const folders: string[] = [];
  let child: ChildProcess | undefined;
  afterEach(() => {
    child?.kill('SIGKILL');
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<{ url: string; ended: Promise<number | null> }> {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-stray-'));
    folders.push(folder);
    const preload = `data:text/javascript,${encodeURIComponent(throwing)}`;
    const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
    child = spawn(process.execPath, ['--import', preload, main], {
      env: {
        ...{ PATH: process.env.PATH, HOME: process.env.HOME },
        ...{ DATA_DIR: folder, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' },
        TWILIO_AUTH_TOKEN: 'the-token',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const { promise: url, resolve, reject } = Promise.withResolvers<string>();
    const ended = new Promise<number | null>((done) => child?.on('exit', done));
    void ended.then((code) => reject(new Error(`ended with ${code}`)));
    let said = '';
    child.stdout?.on('data', (data) => {
      said += String(data);
      const found = /http:\/\/\S+(?=\/call)/.exec(said)?.[0];
      if (found !== undefined && said.includes('Ctrl-C')) resolve(found);
    });
    return { url: (await url).replace('localhost', '127.0.0.1'), ended };
  }

  it('keeps the call through errors that nobody waited for, and ends in order in a flood of them', async () => {
    const { url, ended } = await start();
    let heardMs = 0;
    const handset = dial({
      ...{ url, authToken: 'the-token', from: '+16145550193', to: '+16145550142' },
      ids: { accountSid: `AC${hex()}`, callSid: `CA${hex()}`, streamSid: () => `MZ${hex()}` },
      ...{ clock: systemClock, desk: 'no-answer', connected: () => undefined },
      agentAudio(mulaw) {
        heardMs += mulaw.length / 8;
      },
    });
    const metric = async (name: string) =>
      (await (await fetch(`${url}/metrics`)).text()).match(new RegExp(`^${name} (\\d+)`, 'm'))?.[1];
    await expect.poll(() => heardMs, { timeout: 60_000 }).toBeGreaterThan(0);
    child?.send('reject');
    child?.send('throw');
    await expect
      .poll(() => metric('frontdesk_stray_errors_total{kind="exception"}'), { timeout: 30_000 })
      .toBe('1');
    expect(await metric('frontdesk_stray_errors_total{kind="rejection"}')).toBe('1');
    const before = heardMs;
    await expect.poll(() => heardMs, { timeout: 30_000 }).toBeGreaterThan(before);
    expect(await metric('frontdesk_calls')).toBe('1');
    child?.send('flood');
    const atFlood = heardMs;
    await expect.poll(() => heardMs, { timeout: 30_000 }).toBeGreaterThan(atFlood);
    expect(child?.exitCode).toBeNull();
    handset.hangUp();
    // With its last call the server is gone: the carrier's word on the end may find nobody.
    await handset.over.catch(() => undefined);
    expect(await ended).toBe(1);
  }, 120_000);
});
