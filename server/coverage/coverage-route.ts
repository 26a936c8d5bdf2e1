/** The Coverage page of the console: what QA's last runs left behind, sent as it is. */
import { createReadStream, existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { emptyCoveragePage } from './coverage-page.ts';

export interface CoverageRouteDeps {
  /** Made with each run; absent until the first. */
  pageFile: string;
}

/** What the page may load is said in the page itself, by the hashes of its own parts. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function registerCoverage(app: FastifyInstance, { pageFile }: CoverageRouteDeps): void {
  app.get('/coverage', (_request, reply) => {
    reply.headers(headers);
    return reply.send(existsSync(pageFile) ? createReadStream(pageFile) : emptyCoveragePage());
  });
}
