/** Starts and stops a real PostgreSQL in a data folder, on a free port of the loopback address. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { type Cluster, openCluster, openDataFolder, ownerRole } from './data-folder.ts';
import { findPrograms } from './postgres-binaries.ts';
import { clusterName, isOrphan, isPidFileMisleading, runningPostmaster } from './postmaster.ts';
import { type SystemUser, unprivilegedUser } from './unprivileged-user.ts';

export interface EmbeddedPostgresOptions {
  folder: string;
  clock: Clock;
  /**
   * False gives up safety against a power cut for speed, in databases that are thrown away.
   * A lost booking is worse than a slow one, so it is true unless asked otherwise.
   */
  durable?: boolean;
  connectionsMax?: number;
}

export interface EmbeddedPostgres {
  /** Connects as the owner of everything. */
  url: string;
  port: number;
  /** The server's process id. */
  pid: number;
  /** Resolves when the server process ends, whoever ended it. */
  ended: Promise<void>;
  /** Ends sessions, writes everything down and stops. Calling it again changes nothing. */
  stop(): Promise<void>;
}

const startMsMax = 30_000;
/** A fast shutdown writes a checkpoint; one that takes longer is cut short, and nothing is lost. */
const stopMsMax = 15_000;
const orphanMsMax = 15_000;
const lookEveryMs = 50;
/** Between finding a port free and the server taking it, another program can take it. */
const triesMax = 5;
const passing = /shared memory block .* is still in use|lock file .* is empty/;
/** The last words of the server that are kept for an error message. */
const wordsMax = 4_000;

export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { clock, durable = true, connectionsMax = 100 } = options;
  const user = unprivilegedUser();
  const folder = openDataFolder(options.folder, user);
  const programs = findPrograms(join(folder, 'postgres-programs'), user);
  const cluster = openCluster(folder, programs, user, durable);
  await clearTheWay(folder, cluster, clock);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const flags = serverFlags(cluster, port, durable, connectionsMax);
    const running = await launch(programs.postgres, flags, user, clock);
    if ('child' in running) {
      return handle(running.child, running.ended, cluster, port, user, clock);
    }
    if (/Address already in use/.test(running.words) && attempt < triesMax) continue;
    // A server that was killed leaves shared memory that its last session releases in a moment; one
    // that starts beside us has made its pid file and is about to fill it.
    if (passing.test(running.words) && attempt < triesMax) {
      await pause(clock, 500);
      continue;
    }
    if (runningPostmaster(cluster.data) !== undefined) throw inUse(folder);
    throw startFailed(folder, running.words);
  }
}

function startFailed(folder: string, words: string): ServiceError {
  if (/lock file "postmaster.pid" already exists|shared memory block/.test(words)) {
    return inUse(folder);
  }
  const fatal = /FATAL: {2}(.*)/.exec(words)?.[1] ?? words.trim().split('\n').at(-1);
  return new ServiceError(
    'data-folder-unusable',
    `data folder ${folder}: PostgreSQL does not start: ${fatal || 'no reason given'}`,
  );
}

function inUse(folder: string): ServiceError {
  return new ServiceError(
    'data-folder-in-use',
    `data folder ${folder} is in use by another Frontdesk; stop it, or set another DATA_DIR`,
  );
}

/** Refuses beside a living Frontdesk; ends the server of a dead one; forgets a stale pid file. */
async function clearTheWay(folder: string, cluster: Cluster, clock: Clock): Promise<void> {
  const deadline = clock.now() + orphanMsMax;
  for (let told = false; ; ) {
    const postmaster = runningPostmaster(cluster.data);
    if (postmaster === undefined) break;
    if (!isOrphan(postmaster)) throw inUse(folder);
    if (clock.now() > deadline) throw inUse(folder);
    if (!told) process.kill(postmaster, 'SIGINT');
    told = true;
    await pause(clock, lookEveryMs);
  }
  // Only then: a server that starts at this very moment must keep its file.
  if (isPidFileMisleading(cluster.data)) {
    rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
  }
}

function serverFlags(
  cluster: Cluster,
  port: number,
  durable: boolean,
  connectionsMax: number,
): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: connectionsMax,
    cluster_name: clusterName(process.pid),
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    password_encryption: 'scram-sha-256',
    // A logged statement would hold callers' names and numbers.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.data, ...flags];
}

type Launched = { child: ChildProcess; ended: Promise<void> } | { words: string };

/** Runs the server until it says that it is ready, or until it is clear that it never will. */
function launch(
  program: string,
  flags: string[],
  user: SystemUser | undefined,
  clock: Clock,
): Promise<Launched> {
  return new Promise((resolve) => {
    const child = spawn(program, flags, {
      ...user,
      cwd: '/',
      // Its own process group: Ctrl-C reaches Frontdesk alone, which stops the server in order.
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    const ended = new Promise<void>((end) => {
      child.once('exit', () => end());
      child.once('error', () => end());
    });
    const giveUp = clock.after(startMsMax, () => child.kill('SIGKILL'));
    const settle = (launched: Launched) => {
      giveUp();
      resolve(launched);
    };
    child.once('error', (error) => settle({ words: error.message }));
    child.once('close', () => settle({ words }));
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      words = (words + text).slice(-wordsMax);
      if (words.includes('database system is ready to accept connections')) {
        settle({ child, ended });
      }
    });
  });
}

function handle(
  child: ChildProcess,
  ended: Promise<void>,
  cluster: Cluster,
  port: number,
  user: SystemUser | undefined,
  clock: Clock,
): EmbeddedPostgres {
  const pid = child.pid ?? 0;
  const guard = guardAgainstDeath(pid, user);
  // Neither child alone keeps the program alive; `stop` waits for the server explicitly.
  void ended.then(() => guard.kill('SIGKILL'));
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    const kill = clock.after(stopMsMax, () => child.kill('SIGQUIT'));
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything is written down.
    child.kill('SIGINT');
    await ended;
    kill();
  };
  return {
    url: `postgres://${ownerRole}:${cluster.password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    ended,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/**
 * A small helper that shuts the server down when Frontdesk dies by any means: it reads a pipe that
 * only we hold, and the system closes the pipe with us. Without it a killed Frontdesk would leave
 * a database server running.
 */
function guardAgainstDeath(postmaster: number, user: SystemUser | undefined): ChildProcess {
  const script = 'cat >/dev/null; kill -INT "$1"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(postmaster)], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {
    // Where there is no shell, an orphan is ended by the next start instead.
  });
  guard.unref();
  return guard;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
