/** The folder that holds an embedded PostgreSQL: made once, checked before every start. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { ServiceError } from '../errors.ts';
import type { PostgresPrograms } from './postgres-binaries.ts';
import { isAlive } from './postmaster.ts';
import { folderNotEntered, type SystemUser } from './unprivileged-user.ts';

/** The role that owns the tables and runs migrations. */
export const ownerRole = 'frontdesk_owner';

const initMsMax = 60_000;

export interface Cluster {
  /** PostgreSQL's own folder. */
  data: string;
  /** The owner's password; the file is readable by its user alone. */
  password: string;
}

/** Makes sure that `folder` exists, may be written, and lets in whom PostgreSQL runs as. */
export function openDataFolder(folder: string, user: SystemUser | undefined): string {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw unusable(
      path,
      `cannot be written (${reason}); point DATA_DIR at a folder you may write`,
      {
        cause,
      },
    );
  }
  if (user === undefined) return path;
  // The folder is ours, so it may be opened for passing through; its parents are not.
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o001) === 0) chmodSync(path, mode | 0o011);
  const closed = folderNotEntered(path, user);
  if (closed === undefined) return path;
  throw unusable(
    path,
    `lies below ${closed}, which the user ${user.name} (PostgreSQL does not run as root) cannot ` +
      'enter; point DATA_DIR at a folder such as /var/lib/frontdesk',
  );
}

function unusable(path: string, reason: string, options?: { cause?: unknown }): ServiceError {
  return new ServiceError('data-folder-unusable', `data folder ${path} ${reason}`, options);
}

/** The cluster in `folder`, made first when there is none. */
export function openCluster(
  folder: string,
  programs: PostgresPrograms,
  user: SystemUser | undefined,
  durable: boolean,
): Cluster {
  const home = join(folder, 'postgres');
  if (!existsSync(home)) makeCluster(folder, home, programs, user, durable);
  try {
    const made = readFileSync(join(home, 'data', 'PG_VERSION'), 'utf8').trim();
    checkMajor(folder, made, programs);
    const password = readFileSync(join(home, 'password'), 'utf8').trim();
    return { data: join(home, 'data'), password };
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw unusable(
      folder,
      `holds a database that cannot be read (${reason}); start as the user who made it, ` +
        'or set another DATA_DIR',
      { cause },
    );
  }
}

function checkMajor(folder: string, made: string, programs: PostgresPrograms): void {
  const version = spawnSync(programs.postgres, ['--version'], { encoding: 'utf8', timeout: 5_000 });
  const ours = / (\d+)/.exec(version.stdout ?? '')?.[1];
  if (ours === undefined) {
    throw new ServiceError(
      'data-folder-unusable',
      `the bundled PostgreSQL does not run here (${version.error?.message ?? version.stderr}); ` +
        'set DATABASE_URL to a PostgreSQL of your own',
    );
  }
  if (ours === made) return;
  throw unusable(
    folder,
    `was made by PostgreSQL ${made}, this is ${ours}; move its data with pg_dump of version ` +
      `${made}, or set another DATA_DIR`,
  );
}

/**
 * Makes the cluster beside its final place and moves it there when it is whole, so that a start
 * that dies half-way leaves nothing that looks like a database.
 */
function makeCluster(
  folder: string,
  home: string,
  programs: PostgresPrograms,
  user: SystemUser | undefined,
  durable: boolean,
): void {
  sweepUnfinished(folder);
  const staging = join(folder, `postgres-unfinished-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o711 });
  const passwordFile = join(staging, 'password');
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const data = join(staging, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user !== undefined) {
    chmodSync(staging, 0o711);
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const answer = spawnSync(
    programs.initdb,
    [
      `--pgdata=${data}`,
      `--username=${ownerRole}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...user, cwd: folder, env: { TZ: 'UTC', LC_ALL: 'C' }, encoding: 'utf8', timeout: initMsMax },
  );
  if (answer.status !== 0) {
    rmSync(staging, { recursive: true, force: true });
    const said = answer.error?.message ?? lastLine(answer.stderr);
    throw unusable(folder, `could not be made into a database: ${said}`, { cause: answer.error });
  }
  try {
    renameSync(staging, home);
  } catch {
    // Another start made it meanwhile; which of the two may run is decided when the server starts.
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Removes what starts that died left behind. */
function sweepUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /^postgres-unfinished-(\d+)$/.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function lastLine(text: string | null): string {
  return text?.trim().split('\n').at(-1) ?? 'no reason given';
}
