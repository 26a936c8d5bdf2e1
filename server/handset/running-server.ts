/** Finds the server that runs on this machine: it leaves its address and keys in its data folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Written by the server at its start, readable by its own user only. */
export const runningServerFile = 'line.json';

const runningServer = z.object({
  url: z.url(),
  authToken: z.string().min(1),
  ticketSecret: z.string().min(1),
  /** Of the embedded database; the tools beside the server work on it as well. */
  databaseUrl: z.string().min(1).optional(),
});
export type RunningServer = z.infer<typeof runningServer>;

const answerMsMax = 3_000;

export type FoundServer = RunningServer | { missing: string };

/** A file without a server that answers is a leftover of one that was killed. */
export async function findRunningServer(dataFolder: string): Promise<FoundServer> {
  const file = join(dataFolder, runningServerFile);
  let server: RunningServer;
  try {
    server = runningServer.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const refused = error instanceof Error && 'code' in error && error.code === 'EACCES';
    if (refused) return { missing: `${file} may not be read; run this as the server's user` };
    return { missing: `no server runs on ${dataFolder}; start one with: npm start` };
  }
  try {
    const signal = AbortSignal.timeout(answerMsMax);
    const response = await fetch(new URL('/health/live', server.url), { signal });
    await response.body?.cancel();
    return server;
  } catch {
    return { missing: `the server at ${server.url} does not answer; start it with: npm start` };
  }
}

const numbers = z.object({ numbers: z.array(z.object({ number: z.string() })) });

/** The first number that this server answers, when the caller names none. */
export async function firstNumber(server: RunningServer): Promise<string | undefined> {
  const signal = AbortSignal.timeout(answerMsMax);
  const response = await fetch(new URL('/call/numbers', server.url), { signal });
  if (!response.ok) return undefined;
  return numbers.safeParse(await response.json()).data?.numbers[0]?.number;
}
