/** Folders of databases that are thrown away, those of runs that were broken off among them. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'frontdesk-scenarios-';

/**
 * Ctrl-C ends a run where it stands, and leaves its folder. The next run takes it away: that also
 * helps after a run was killed, and nobody has to wait for a tidy end.
 */
export function throwawayFolder(parent: string): string {
  sweepThrowaways(parent);
  return mkdtempSync(join(parent, `${prefix}${process.pid}-`));
}

/** Takes away what processes that are gone have left. */
export function sweepThrowaways(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || lives(Number(owner))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be asked, and lives.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
