/** The HTTP surface, put together: phone, call page, health and metrics. Listening is main's. */
import { randomBytes } from 'node:crypto';
import websocket from '@fastify/websocket';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Calendar } from '../services/calendar/calendar.ts';
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import type { PostgresMessages } from '../services/messages/postgres-messages.ts';
import type { RelayedSpeech } from '../services/speech/relayed-speech.ts';
import type { Journal } from '../services/store/journal.ts';
import type { Store } from '../services/store/pool.ts';
import { registerApi } from './api/register-api.ts';
import { guardReading } from './api/who-may-read.ts';
import type { CallPageDeps, DialledCall } from './call/call-deps.ts';
import { registerCallPage } from './call/call-page.ts';
import type { Config } from './config.ts';
import type { ChartPictures } from './console/chart-picture.ts';
import { registerConsole } from './console/console-page.ts';
import { registerCoverage } from './coverage/coverage-route.ts';
import type { DraftDesk } from './drafting/draft-desk.ts';
import type { Lines } from './lines.ts';
import type { Metrics } from './metrics.ts';
import { registerPhone } from './phone/register-phone.ts';
import {
  createTicketGate,
  mintTicket,
  streamToken,
  ticketProtocolPrefix,
} from './phone/tickets.ts';
import { messageBytesMax } from './phone/twilio-codec.ts';
import type { RunDesk } from './running/run-desk.ts';
import { keptPageFile } from './scenarios/kept-runs.ts';
import type { Switchboard } from './switchboard.ts';

export interface AppDeps {
  config: Config;
  authToken: string;
  ticketSecret: string;
  clock: Clock;
  lines: Lines;
  switchboard: Switchboard;
  relayed: RelayedSpeech;
  calendar: Calendar;
  messages: PostgresMessages;
  journal: Journal;
  store: Store;
  pageFolder: string;
  consoleFolder: string;
  desk: DraftDesk;
  runs: RunDesk;
  metrics: Metrics;
  health: Health;
  chartOf(version: string): Promise<ChartPictures | undefined>;
}

/**
 * The line carries its own ticket, which only a page that was let in can have; the numbers hang
 * outside on the door, and the terminal's handset asks for them.
 */
const openRoutes = ['/call/line', '/call/numbers'];
/** Long enough for a page to dial and open its sockets, or to open its live view again. */
const ticketLifeMs = 9 * 60_000;
/** A page whose line breaks opens it anew this often. */
const lineTicketsPerCall = 5;
/** The number that a call from the page comes from: nobody has it. */
const pageCaller = '+12025550188';

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config, clock, switchboard, ticketSecret } = deps;
  const app = Fastify({
    logger: { level: config.logLevel },
    trustProxy: 'loopback',
    // Browsers keep idle connections open, which would hold a shutdown back.
    forceCloseConnections: true,
    // What does not even reach a route is refused in the same form as by one.
    frameworkErrors: refuseMalformed,
  });
  const { registry } = deps.metrics;
  deps.metrics.calls(() => switchboard.calls);
  deps.metrics.makers(() => deps.health.records());
  const tickets = createTicketGate({ secret: ticketSecret, clock });
  await app.register(websocket, { options: { maxPayload: messageBytesMax } });
  await registerPhone(app, {
    desk: switchboard.desk,
    authToken: deps.authToken,
    ticketSecret,
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
    clock,
    registry,
    apology: switchboard.apology,
    log: app.log,
    tickets,
  });
  await app.register(async (page) => {
    guardReading(page, config.consolePassword, openRoutes);
    await registerCallPage(page, {
      ...callPageDeps(deps),
      checkTicket(token) {
        const redeemed = tickets.redeem('line', `${ticketProtocolPrefix}${token}`);
        return 'callId' in redeemed ? redeemed.callId : undefined;
      },
      log: app.log,
    });
  });
  await app.register(async (api) => {
    guardReading(api, config.consolePassword);
    await registerApi(api, deps);
  });
  await app.register(async (console) => {
    guardReading(console, config.consolePassword);
    await registerConsole(console, {
      folder: deps.consoleFolder,
      nonce: () => randomBytes(16).toString('base64'),
    });
  });
  await app.register(async (coverage) => {
    guardReading(coverage, config.consolePassword);
    registerCoverage(coverage, {
      pageFile: keptPageFile(config.dataFolder),
      makePage: deps.runs.makePage,
    });
  });
  app.get('/health/live', () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await deps.store.ready().then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ ready, makers: makersOf(deps.health) });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return app;
}

/** A maker that is away does not make the line so: another one is in its place. */
function makersOf(health: Health) {
  return health
    .records()
    .map(({ maker, state, worked, failed }) => ({ maker, state, worked, failed }));
}

function refuseMalformed(error: FastifyError, _request: FastifyRequest, reply: FastifyReply) {
  const { statusCode = 400, message } = error;
  return reply
    .code(statusCode)
    .header('cache-control', 'no-store')
    .send({ error: 'input-invalid', message });
}

function callPageDeps(deps: AppDeps): Omit<CallPageDeps, 'checkTicket' | 'log'> {
  const { clock, lines, switchboard, ticketSecret } = deps;
  const ticket = (purpose: 'media' | 'line', callId: string) =>
    mintTicket(ticketSecret, {
      purpose,
      callId,
      expiresAtMs: clock.now() + ticketLifeMs,
      nonce: randomBytes(8).toString('hex'),
    });
  return {
    pageFolder: deps.pageFolder,
    clock,
    numbers: () => callableNumbers(lines),
    relay: (callId, words) => deps.relayed.relay(callId, words),
    follow(callId, listener) {
      const journal = switchboard.journalOf(callId);
      if (journal === undefined) return undefined;
      return { entries: [...journal.entries()], stop: journal.follow(listener) };
    },
    chartOf: deps.chartOf,
    day: (businessId, date) => deps.calendar.day(businessId, date),
    async dial({ from = pageCaller, to, draft }): Promise<DialledCall | undefined> {
      const called = to ?? callableNumbers(lines)[0]?.number ?? '';
      const line =
        draft === undefined
          ? lines.at(called)?.line
          : await deps.desk.lineFor(draft.business, draft.version);
      if (line === undefined) return undefined;
      const callId = `CA${randomBytes(16).toString('hex')}`;
      const answer = await switchboard.desk.arrive({
        callId,
        from,
        to: called,
        vouched: true,
        ...(draft === undefined ? {} : { draft: draft.version }),
      });
      if (answer === 'reject') return undefined;
      const { business, version } = line.definition;
      return {
        callId,
        parameters: { token: streamToken(ticketSecret, callId) },
        ticket: ticket('media', callId),
        lineTickets: Array.from({ length: lineTicketsPerCall }, () => ticket('line', callId)),
        recogniser: hearsHere(deps.config) ? 'server' : 'browser',
        businessId: business.id,
        version,
      };
    },
  };
}

function hearsHere({ deepgram, realtime, gemini }: Config): boolean {
  return [deepgram, realtime, gemini].some((maker) => maker !== undefined);
}

function callableNumbers(lines: Lines): ReturnType<CallPageDeps['numbers']> {
  return lines.all().flatMap(({ definition: { business, version } }) =>
    business.numbers.flatMap((entry) => {
      if (!('number' in entry)) return [];
      const at = business.locations.find(({ id }) => id === entry.at);
      return [
        {
          number: entry.number,
          businessId: business.id,
          businessName: business.name,
          ...(at ? { location: at.name } : {}),
          timeZone: business.timeZone,
          version,
        },
      ];
    }),
  );
}
