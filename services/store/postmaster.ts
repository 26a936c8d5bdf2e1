/** What is known of a running PostgreSQL server from its pid file and the process table. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it, so it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The server's process id by its pid file, when that process is alive and is a PostgreSQL. */
export function runningPostmaster(data: string): number | undefined {
  const pid = recordedPid(data);
  return pid !== undefined && isPostgres(pid) ? pid : undefined;
}

/**
 * True when the number in a left-over pid file by now belongs to some other program, which
 * PostgreSQL itself would take for a running server. It sees for itself that a number is nobody's.
 */
export function isPidFileMisleading(data: string): boolean {
  const pid = recordedPid(data);
  return pid !== undefined && isAlive(pid) && !isPostgres(pid);
}

function recordedPid(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isPostgres(pid: number): boolean {
  return pid > 1 && isAlive(pid) && look(pid)?.name.startsWith('postgres') === true;
}

/** Goes into the server's command line, so that whoever finds the server knows who started it. */
export function clusterName(ownerPid: number): string {
  return `frontdesk-${ownerPid}`;
}

/** A server is orphaned when the program that started it is no longer its parent. */
export function isOrphan(postmaster: number): boolean {
  const process = look(postmaster);
  const owner = /cluster_name=frontdesk-(\d+)/.exec(process?.command ?? '')?.[1];
  return owner !== undefined && Number(owner) !== process?.parent;
}

interface ProcessSeen {
  parent: number;
  name: string;
  command: string;
}

/** A process's parent, name and command line, from /proc or, where there is none, from `ps`. */
function look(pid: number): ProcessSeen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const nameEnd = stat.lastIndexOf(')');
    const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
    const [state, parent] = stat.slice(nameEnd + 2).split(' ');
    return state === 'Z' ? undefined : { parent: Number(parent), name, command };
  } catch {
    const answer = spawnSync('ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 5_000,
    });
    const match = /^\s*(\d+)\s+(\S+)(.*)$/m.exec(answer.stdout ?? '');
    if (match === null) return undefined;
    const [, parent, program = '', rest = ''] = match;
    return { parent: Number(parent), name: program.split('/').at(-1) ?? '', command: rest };
  }
}
