/** The Coverage page of the console: what QA's last runs left behind, sent as it is. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { isMadeByThisProgram } from './coverage-page.ts';

export interface CoverageRouteDeps {
  /** Made with each run; absent until the first. */
  pageFile: string;
  /** Makes it where there is none yet, or one that another version of the program made. */
  makePage(): Promise<void>;
}

/** What the page may load is said in the page itself, by the hashes of its own parts. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const notMade = 'The Coverage page cannot be made now; the log of the server says why.';
/** The head of the page, in which it says what made it. */
const headBytes = 4_096;

export function registerCoverage(app: FastifyInstance, deps: CoverageRouteDeps): void {
  const { pageFile, makePage } = deps;
  let making: Promise<void> | undefined;

  /** Whoever comes meanwhile waits for the same. */
  function made(): Promise<void> {
    making ??= makePage().finally(() => {
      making = undefined;
    });
    return making;
  }

  app.get('/coverage', async (request, reply) => {
    try {
      if (!(await isCurrent(pageFile))) await made();
    } catch (error) {
      request.log.error({ err: error }, 'the Coverage page could not be made');
      return reply.code(500).type('text/plain').send(`${notMade}\n`);
    }
    return reply.headers(headers).send(createReadStream(pageFile));
  });
}

async function isCurrent(file: string): Promise<boolean> {
  const page = await open(file).catch(() => undefined);
  if (page === undefined) return false;
  try {
    const { buffer, bytesRead } = await page.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return await isMadeByThisProgram(buffer.subarray(0, bytesRead));
  } finally {
    await page.close();
  }
}
