/** Who may read customers' data: who knows the password; without one, this machine's own people. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ApiErrorCode, apiErrors } from './api-errors.ts';

/** What of a request tells who asks. */
export interface Asked {
  method: string;
  /** The other end of the connection itself, whatever the headers claim. */
  address: string | undefined;
  headers: Record<string, string | string[] | undefined>;
}

export type MayRead = (asked: Asked) => ApiErrorCode | undefined;

const user = 'frontdesk';
/** Whoever forwards a request says so in one of these; then the caller is not on this machine. */
const forwardingHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
  'cf-connecting-ip',
  'true-client-ip',
];
const loopbackAddress = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/;
const loopbackName = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const readingMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Answers with the reason for a refusal, or nothing when the request may go on. */
export function whoMayRead(password: string | undefined): MayRead {
  const expected = password === undefined ? undefined : digest(`${user}:${password}`);
  return (asked) => {
    if (expected === undefined && !isFromThisMachine(asked)) return 'this-machine-only';
    if (expected !== undefined && !knows(expected, asked.headers.authorization)) {
      return 'password-wanted';
    }
    return isFromAnotherSite(asked) ? 'origin-refused' : undefined;
  };
}

/** Puts the rule in front of every route registered on `app`, except the open ones named here. */
export function guardReading(
  app: FastifyInstance,
  password: string | undefined,
  openRoutes: string[] = [],
): void {
  const refusal = whoMayRead(password);
  app.addHook('onRequest', async (request, reply) => {
    if (openRoutes.includes(request.routeOptions.url ?? '')) return;
    const error = refusal(askedBy(request));
    if (error === undefined) return;
    const { status, message } = apiErrors[error];
    if (error === 'password-wanted') reply.header('www-authenticate', 'Basic realm="Frontdesk"');
    await reply.code(status).header('cache-control', 'no-store').send({ error, message });
  });
}

function askedBy({ method, headers, socket }: FastifyRequest): Asked {
  return { method, address: socket.remoteAddress, headers };
}

/** Both sides as digests of one length, so that the time it takes tells nothing of the password. */
function knows(expected: Buffer, authorization: Asked['headers'][string]): boolean {
  const [, given = ''] = /^basic +([\w+/=-]+) *$/i.exec(String(authorization ?? '')) ?? [];
  return timingSafeEqual(expected, digest(Buffer.from(given, 'base64').toString('utf8')));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * The name asked for counts as well as the address: a site whose name was made to point to this
 * machine is opened by a browser here, and would read all of it.
 */
function isFromThisMachine({ address = '', headers }: Asked): boolean {
  if (!loopbackAddress.test(address)) return false;
  if (forwardingHeaders.some((name) => headers[name] !== undefined)) return false;
  return loopbackName.test(String(headers.host ?? '').replace(/:\d+$/, ''));
}

/** A browser sends the password, and comes from this machine, for any page that makes it ask. */
function isFromAnotherSite({ method, headers }: Asked): boolean {
  if (readingMethods.includes(method) || headers.origin === undefined) return false;
  return URL.parse(String(headers.origin))?.host !== headers.host;
}
