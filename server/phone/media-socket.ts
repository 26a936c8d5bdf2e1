/** GET /twilio/media: the WebSocket over which a call's audio comes and goes. */
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { PhoneDesk } from './phone-deps.ts';
import { upgradeIsSigned } from './signature.ts';
import { createStreamSession } from './stream-session.ts';
import { signedRequest } from './webhook-request.ts';

/** A live line is never this quiet: Twilio sends 50 messages a second. */
const quietMsMax = 15_000;
/** How long a line that went quiet has to answer a ping. */
const pongMsMax = 5_000;

/**
 * Ends a line whose other side is gone without a word, so that its call ends too. The connection
 * counts what it read, so nothing has to be done for a message.
 */
function watchForDeath(desk: PhoneDesk, socket: WebSocket, connection: Socket): void {
  let readBefore = -1;
  let stop = (): void => {};
  function heard(): boolean {
    const { bytesRead } = connection;
    const more = bytesRead > readBefore;
    readBefore = bytesRead;
    return more;
  }
  function check(): void {
    if (heard()) {
      stop = desk.clock.after(quietMsMax, check);
      return;
    }
    socket.ping();
    stop = desk.clock.after(pongMsMax, () => {
      if (heard()) {
        stop = desk.clock.after(quietMsMax, check);
        return;
      }
      desk.refused('line-dead');
      socket.terminate();
    });
  }
  socket.on('close', () => stop());
  check();
}

export function registerMediaSocket(app: FastifyInstance, desk: PhoneDesk): void {
  /** The call that a ticket was for, between the check of the upgrade and the open socket. */
  const ticketed = new WeakMap<FastifyRequest, string>();

  async function mayOpen(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (upgradeIsSigned(signedRequest(request), desk.authToken, desk.publicUrl)) return;
    const redeemed = desk.tickets.redeem('media', request.headers['sec-websocket-protocol']);
    if ('callId' in redeemed) {
      ticketed.set(request, redeemed.callId);
      return;
    }
    const why = redeemed.refused === 'no-ticket' ? 'upgrade-signature' : redeemed.refused;
    desk.refused(why);
    await reply.code(403).send({ error: 'the signature or ticket of this request is not valid' });
  }

  const options = { websocket: true, preValidation: mayOpen } as const;
  app.get('/twilio/media', options, (socket, request) => {
    const session = createStreamSession(desk, socket, ticketed.get(request));
    watchForDeath(desk, socket, request.raw.socket);
    socket.on('message', session.message);
    socket.on('close', () => session.closed());
    // The close that follows says all there is to do; too long a message is one such error.
    socket.on('error', () => desk.refused('socket-error'));
  });
}
