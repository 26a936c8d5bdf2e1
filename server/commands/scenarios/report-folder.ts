/** The report folder is made before the run: minutes of calls are not lost to a name mistyped. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** False when nothing can be written there: why has been said. */
export function reportCanBeWritten(folder: string | undefined): boolean {
  if (folder === undefined) return true;
  try {
    make(resolve(folder));
    accessSync(folder, constants.W_OK);
    if (statSync(folder).isDirectory()) return true;
    process.stderr.write(`--report ${folder}: a folder is meant, and this is a file\n`);
    return false;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    process.stderr.write(`--report ${folder}: nothing can be written there (${code})\n`);
    return false;
  }
}

/** One after the other: where the system has no such folder for anybody, "recursive" never returns. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder);
}
