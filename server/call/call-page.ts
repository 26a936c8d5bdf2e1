/** The routes of the browser call page: the page, dialling, the chart, the day, and the call's line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Booking } from '../../machines/ports.ts';
import type { CallPageDeps } from './call-deps.ts';
import { openCallLine } from './call-line.ts';

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write it as +<country><number>, digits only');
const draft = z.strictObject({
  business: z.string().min(1).max(100),
  version: z.string().min(1).max(200),
});
const dialBody = z.strictObject({
  to: phone.optional(),
  from: phone.optional(),
  draft: draft.optional(),
});
const chartQuery = z.object({ version: z.string().min(1).max(200) });
const dayQuery = z.object({ business: z.string().min(1).max(100), date: z.iso.date() });

/** Where the page, as a handset, opens its media stream. */
const mediaPath = '/twilio/media';
const yearSeconds = 31_536_000;

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'permissions-policy': 'microphone=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** `@fastify/websocket` must be registered before: the line is a WebSocket. */
export async function registerCallPage(app: FastifyInstance, deps: CallPageDeps): Promise<void> {
  if (!app.hasDecorator('websocketServer')) throw new Error('register @fastify/websocket first');
  const page = readFileSync(join(deps.pageFolder, 'index.html'), 'utf8');

  app.get('/call', (_request, reply) => reply.headers(pageHeaders).send(page));
  await app.register(fastifyStatic, {
    root: join(deps.pageFolder, 'assets'),
    prefix: '/call/assets/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named = /-[\w-]{8}\.\w+$/.test(path);
      reply.header(
        'cache-control',
        named ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
      );
      reply.header('x-content-type-options', 'nosniff');
    },
  });
  app.get('/call/numbers', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ numbers: deps.numbers() }),
  );
  app.post('/call/dial', (request, reply) => dial(request, reply, deps));
  app.get('/call/chart', (request, reply) => chart(request, reply, deps));
  app.get('/call/day', (request, reply) => day(request, reply, deps));
  app.get('/call/line', { websocket: true }, (socket, request) => {
    openCallLine(socket, request, deps);
  });
}

async function dial(request: FastifyRequest, reply: FastifyReply, deps: CallPageDeps) {
  // Another site's page must not be able to make somebody's browser place calls.
  const { origin, host } = request.headers;
  if (origin !== undefined && URL.parse(origin)?.host !== host) {
    return refuse(reply, 403, 'origin-refused', 'calls are made from the page itself');
  }
  const body = dialBody.safeParse(request.body ?? {});
  if (!body.success) return refuse(reply, 400, 'number-invalid', z.prettifyError(body.error));
  const { from, to, draft: tried } = body.data;
  const call = await deps.dial({
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(tried !== undefined && { draft: tried }),
  });
  if (call === undefined) return refuse(reply, 404, 'number-unknown', 'nobody answers that number');
  const { businessId: business, recogniser = 'browser', ...dialled } = call;
  return reply
    .header('cache-control', 'no-store')
    .send({ ...dialled, mediaPath, business, recogniser });
}

async function chart(request: FastifyRequest, reply: FastifyReply, deps: CallPageDeps) {
  const query = chartQuery.safeParse(request.query);
  if (!query.success) return refuse(reply, 400, 'version-missing', z.prettifyError(query.error));
  const pictures = await deps.chartOf(query.data.version);
  if (pictures === undefined) {
    return refuse(reply, 404, 'version-unknown', 'there is no chart of that version');
  }
  // A version never changes, so neither does its picture.
  return reply.header('cache-control', `private, max-age=${yearSeconds}, immutable`).send(pictures);
}

async function day(request: FastifyRequest, reply: FastifyReply, deps: CallPageDeps) {
  const query = dayQuery.safeParse(request.query);
  if (!query.success) return refuse(reply, 400, 'day-invalid', z.prettifyError(query.error));
  const { business, date } = query.data;
  if (!deps.numbers().some((number) => number.businessId === business)) {
    return refuse(reply, 404, 'business-unknown', 'no number of that business can be called');
  }
  const bookings = await deps.day(business, date);
  return reply
    .header('cache-control', 'no-store')
    .send({ business, date, bookings: bookings.map(withoutCustomer) });
}

/** Anyone may open this page: whose appointments they are is for the console, behind its password. */
function withoutCustomer({ customerName: _name, customerPhone: _phone, ...rest }: Booking) {
  return rest;
}

function refuse(reply: FastifyReply, status: number, error: string, message: string) {
  return reply.code(status).header('cache-control', 'no-store').send({ error, message });
}
