/** A small receptionist for the call page's tests: it speaks the real protocol and books one visit. */
import { randomUUID } from 'node:crypto';
import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import { fastify } from 'fastify';
import type { Booking } from '../../machines/ports.ts';
import type { CallPageDeps } from '../../server/call/call-deps.ts';
import { registerCallPage } from '../../server/call/call-page.ts';
import { picturesOf } from '../../server/console/chart-picture.ts';
import { systemClock } from '../../services/clock.ts';
import { createPracticeCall, type PracticeCall } from './practice-call.ts';
import { practiceChart } from './practice-chart.ts';

export interface PracticeReceptionist {
  address: string;
  calls: PracticeCall[];
  bookings: Booking[];
  close(): Promise<void>;
}

export const practiceNumbers = [
  {
    number: '+15550100001',
    businessId: 'bright-smile',
    businessName: 'Bright Smile Dental',
    location: 'Elm Street',
    timeZone: 'America/New_York',
    version: 'practice-1',
  },
  {
    number: '+15550100002',
    businessId: 'harbor-hair',
    businessName: 'Harbor Hair',
    timeZone: 'America/Chicago',
    version: 'practice-1',
  },
];

/** Appointments of other customers on the day that the caller books. */
const othersThatDay: Booking[] = [
  ['09:00', '09:45', 'cleaning', 'dr-chen'],
  ['10:30', '11:00', 'check-up', 'dr-okafor'],
  ['14:00', '15:00', 'filling', 'dr-chen'],
].map(([from, to, serviceId = '', staffId = ''], index) => ({
  id: `other-${index}`,
  start: `2026-11-24T${from}`,
  end: `2026-11-24T${to}`,
  serviceId,
  staffId,
  locationId: 'elm-street',
  customerName: 'Somebody Else',
  customerPhone: '+15550109999',
}));

/** Listens on a port of the system's choice. */
export async function openPracticeReceptionist(
  pageFolder: string,
  change: Partial<CallPageDeps> = {},
): Promise<PracticeReceptionist> {
  const calls: PracticeCall[] = [];
  const bookings = [...othersThatDay];
  // A browser keeps connections open that it does not use; closing must not wait for them.
  const app = fastify({ forceCloseConnections: true });
  const callOf = (callId: string) => calls.find((call) => call.callId === callId);
  let pictures: ReturnType<typeof picturesOf> | undefined;
  await app.register(fastifyWebsocket);
  await registerCallPage(app, {
    pageFolder,
    dial: async ({ to, from }) => {
      const number = practiceNumbers.find((known) => to === undefined || known.number === to);
      if (number === undefined) return undefined;
      const callId = `CA${randomUUID()}`;
      calls.push(createPracticeCall({ callId, number, bookings, ...(from && { from }) }));
      const ticket = `media.${callId}`;
      const lineTickets = ['1', '2', '3'].map((nth) => `line.${nth}.${callId}`);
      const { businessId } = number;
      const parameters = { token: `token.${callId}` };
      return { callId, parameters, ticket, lineTickets, businessId, version: 'practice-1' };
    },
    numbers: () => practiceNumbers,
    relay: (callId, words) => callOf(callId)?.words(words) ?? false,
    follow: (callId, listener) => callOf(callId)?.journal.follow(listener),
    checkTicket: (token) => /^line\.\d\.(.+)$/.exec(token)?.[1],
    chartOf: (version) => {
      if (version !== 'practice-1') return undefined;
      pictures ??= picturesOf(practiceChart);
      return pictures;
    },
    day: async (_businessId, date) => bookings.filter((one) => one.start.startsWith(date)),
    clock: systemClock,
    log: app.log,
    ...change,
  });
  app.get('/twilio/media', { websocket: true }, (socket, request) => {
    const ticket = String(request.headers['sec-websocket-protocol']);
    const call = callOf(ticket.replace('frontdesk.ticket.media.', ''));
    if (call === undefined) socket.close(1008, 'ticket');
    else join(socket, call);
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { address, calls, bookings, close: () => app.close() };
}

function join(socket: WebSocket, call: PracticeCall): void {
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(String(data));
    call.received.push(message);
    if (message.event === 'start') {
      const { streamSid } = message;
      const send = (fields: object) => socket.send(JSON.stringify({ ...fields, streamSid }));
      call.connected({ send, close: (code = 1000) => socket.close(code) });
    }
    if (message.event === 'mark') call.markReturned(message.mark.name);
    if (message.event === 'stop') call.hungUp();
  });
  socket.on('close', () => call.hungUp());
}
