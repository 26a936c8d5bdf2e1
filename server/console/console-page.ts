/** The routes of the console: its page at each of its addresses, and the files that the page loads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export interface ConsoleDeps {
  /** The built console; see `buildConsole`. */
  folder: string;
  /** A new one for each page: what may bring its own styles. */
  nonce(): string;
}

/** The page itself tells them apart. */
const addresses = ['/', '/calls', '/flows'];
const yearSeconds = 31_536_000;
const noncePlace = 'NONCE-OF-THE-PAGE';

/** The editor makes its styles as it runs; the nonce lets those in and no others. */
const headersWith = (nonce: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

export async function registerConsole(app: FastifyInstance, deps: ConsoleDeps): Promise<void> {
  const page = readFileSync(join(deps.folder, 'index.html'), 'utf8');
  for (const address of addresses) {
    app.get(address, (_request, reply) => {
      const nonce = deps.nonce();
      return reply.headers(headersWith(nonce)).send(page.replaceAll(noncePlace, nonce));
    });
  }
  await app.register(fastifyStatic, {
    root: join(deps.folder, 'assets'),
    prefix: '/console/assets/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', `public, max-age=${yearSeconds}, immutable`);
      reply.header('x-content-type-options', 'nosniff');
    },
  });
}
