/** What went wrong where nobody could catch it: in a server it would meet every call at once. */
import { afterEach, beforeEach } from 'vitest';

const kinds = ['unhandledRejection', 'uncaughtExceptionMonitor'] as const;

/** Watches during each test of the file or the block it is called in. */
export function watchStrays(): () => string[] {
  let strays: string[] = [];
  const note = (error: unknown) => strays.push(String(error));
  beforeEach(() => {
    strays = [];
    for (const kind of kinds) process.on(kind, note);
  });
  afterEach(() => {
    for (const kind of kinds) process.off(kind, note);
  });
  return () => strays;
}
