/** `npm start`: reads the settings, starts what is needed, listens, and closes cleanly. */
import { randomBytes } from 'node:crypto';
import { ServiceError, serviceErrorCodes } from '../services/errors.ts';
import { readConfig } from './config.ts';
import { startFrontdesk } from './frontdesk.ts';
import type { StrayKind } from './stray-errors.ts';

/** Calls going on at a shutdown have this long to come to their end. */
const drainMsMax = 20_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line with the fix for what the world did; a stack only for our own bugs. */
function explain(error: unknown): string {
  if (error instanceof ServiceError) {
    // A message that knows the place often knows a better fix than the list.
    const knowsFix = error.message.includes('; ');
    const fix = knowsFix ? '' : ` (${serviceErrorCodes[error.code].fix})`;
    return `frontdesk: ${error.message}${fix}`;
  }
  return `frontdesk: a bug of ours: ${error instanceof Error ? error.stack : String(error)}`;
}

async function main(): Promise<void> {
  const frontdesk = await startFrontdesk(readConfig(), {
    secret: () => randomBytes(24).toString('base64url'),
    say,
  });
  say(`Frontdesk is ready.`);
  say(`  Call it in the browser   ${frontdesk.url}/call`);
  say('  Call it in the terminal  npm run call');
  say(`  Change what it says      ${frontdesk.url}/flows`);
  say('  Stop it                  Ctrl-C');
  let closing = false;
  async function close(exitCode: number): Promise<void> {
    closing = true;
    const calls = frontdesk.calls();
    say(calls > 0 ? `Waiting for ${calls} call(s); Ctrl-C again stops at once.` : 'Stopping.');
    await frontdesk.close(drainMsMax);
    say('Stopped.');
    process.exit(exitCode);
  }
  function fail(error: unknown): void {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) {
        say('Stopping at once.');
        process.exit(1);
      }
      close(0).catch(fail);
    });
  }
  const survive = (kind: StrayKind) => (error: unknown) => {
    const broken = frontdesk.strayed(kind, error);
    if (!broken || closing) return;
    process.stderr.write(
      'frontdesk: too many errors that nobody waited for; it has to be restarted\n',
    );
    close(1).catch(fail);
  };
  process.on('unhandledRejection', survive('rejection'));
  process.on('uncaughtException', survive('exception'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
