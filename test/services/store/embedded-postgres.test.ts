import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../services/clock.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../services/store/embedded-postgres.ts';
import { runningPostmaster } from '../../../services/store/postmaster.ts';

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];
const asRoot = process.geteuid?.() === 0;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(folder: string, durable = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder, clock: systemClock, durable });
  running.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

/** The same start in a program of its own, which can be killed. */
async function startElsewhere(folder: string): Promise<ChildProcess> {
  const module = new URL('../../../services/', import.meta.url);
  const script = `
    import { startEmbeddedPostgres } from '${new URL('store/embedded-postgres.ts', module)}';
    import { systemClock } from '${new URL('clock.ts', module)}';
    const server = await startEmbeddedPostgres({
      folder: process.argv[1], clock: systemClock, durable: false });
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the embedded database', () => {
  it('keeps what was written over a stop and a start, in UTF-8 and UTC, on disk', async () => {
    const folder = temporaryFolder();
    const first = await start(folder, true);
    await ask(first, `create table kept as select 'Zoë'::text as name`);
    await first.stop();
    const second = await start(folder, true);
    expect(await ask(second, 'select name from kept')).toEqual({ name: 'Zoë' });
    expect(
      await ask(
        second,
        `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
           current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses`,
      ),
    ).toEqual({ encoding: 'UTF8', zone: 'UTC', fsync: 'on', addresses: '127.0.0.1' });
  });

  it('keeps its password in a file that only its user can read', async () => {
    const folder = temporaryFolder();
    const server = await start(folder);
    expect(statSync(join(folder, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    const url = new URL(server.url);
    url.password = 'wrong';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('stops once, however often it is told to', async () => {
    const server = await start(temporaryFolder());
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    await server.ended;
    await expect(ask(server, 'select 1')).rejects.toThrow();
  });

  it('refuses a second start beside a running one, which goes on unharmed', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    await expect(start(folder)).rejects.toMatchObject({ code: 'data-folder-in-use' });
    expect(await ask(first, 'select 1 as one')).toEqual({ one: 1 });
  });

  it('lets exactly one of several simultaneous first starts have the folder', async () => {
    const folder = temporaryFolder();
    const starts = await Promise.allSettled([start(folder), start(folder), start(folder)]);
    const codes = starts.map((one) => (one.status === 'fulfilled' ? 'running' : one.reason.code));
    expect(codes.sort()).toEqual(['data-folder-in-use', 'data-folder-in-use', 'running']);
    expect(readdirSync(folder)).toEqual(['postgres']);
  });

  it('starts again after the server was killed and left its pid file behind', async () => {
    const folder = temporaryFolder();
    const first = await start(folder, true);
    await ask(first, 'create table kept as select 1 as one');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(true);
    const second = await start(folder, true);
    expect(await ask(second, 'select one from kept')).toEqual({ one: 1 });
  });

  it('is not fooled by a pid file that names some other living program', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), `${process.ppid}\n`);
    expect(await ask(await start(folder), 'select 1 as one')).toEqual({ one: 1 });
  });

  it('takes the folder back from a server whose Frontdesk was killed', async () => {
    const folder = temporaryFolder();
    const child = await startElsewhere(folder);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(await ask(await start(folder), 'select 1 as one')).toEqual({ one: 1 });
  });

  it('ends by itself when its Frontdesk is killed', async () => {
    const folder = temporaryFolder();
    const child = await startElsewhere(folder);
    const data = join(folder, 'postgres', 'data');
    expect(runningPostmaster(data)).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await expect.poll(() => runningPostmaster(data), { timeout: 15_000 }).toBeUndefined();
  });

  it('says which folder cannot be used when it is a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(start(file)).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringContaining(file),
    });
  });

  it('refuses a folder made by another version and names both', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, 'postgres', 'data', 'PG_VERSION'), '17\n');
    await expect(start(folder)).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringMatching(/made by PostgreSQL 17, this is 18/),
    });
  });

  it('sweeps away what a first start that died left half-made', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'postgres-unfinished-999999999'));
    await start(folder);
    expect(readdirSync(folder)).toEqual(['postgres']);
  });
});

// What can go wrong with a folder differs by who starts us: root lends PostgreSQL another user.
if (asRoot) {
  describe('the embedded database started by root', () => {
    it('names the closed parent when the folder lies in a private place', async () => {
      const parent = temporaryFolder();
      chmodSync(parent, 0o700);
      const folder = join(parent, 'data');
      const error = await start(folder).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'data-folder-unusable' });
      expect((error as Error).message).toContain(`${folder} lies below ${parent},`);
      expect((error as Error).message).not.toContain('\n');
    });

    it('opens a private data folder of its own just enough to pass through', async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o700);
      await start(folder);
      expect(statSync(folder).mode & 0o777).toBe(0o711);
    });
  });
} else {
  describe('the embedded database started by an ordinary user', () => {
    it('says so when the folder may not be written', async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o500);
      await expect(start(folder)).rejects.toMatchObject({ code: 'data-folder-unusable' });
    });
  });
}
