/** Whom PostgreSQL runs as: it refuses to run as root, so root lends it a system user. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ServiceError } from '../errors.ts';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** In order of preference: the user made for this very program, then the one every system has. */
const borrowedNames = ['postgres', 'nobody'];

/** The user to run as, or undefined when we are not root and simply stay who we are. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of borrowedNames) {
    const fields = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':');
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (uid > 0 && Number.isInteger(gid)) return { name: wanted, uid, gid };
  }
  throw new ServiceError(
    'data-folder-unusable',
    'PostgreSQL does not run as root and there is no user postgres or nobody to run it as: ' +
      'start Frontdesk as an ordinary user',
  );
}

/** The first folder on the way down to `path` the user cannot enter; asks the system itself. */
export function folderNotEntered(path: string, user: SystemUser): string | undefined {
  const folders: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  const script = 'for folder; do test -x "$folder" || { printf %s "$folder"; exit 0; }; done';
  const { uid, gid } = user;
  const answer = spawnSync('/bin/sh', ['-c', script, 'sh', ...folders], {
    uid,
    gid,
    cwd: '/',
    encoding: 'utf8',
    timeout: 5_000,
  });
  return answer.stdout === '' ? undefined : answer.stdout;
}
