/** What the phone's webhooks have in common: the signature, the form, the TwiML answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallTwimlDeps } from './call-twiml.ts';
import type { PhoneDesk } from './phone-deps.ts';
import { type SignedRequest, socketBase, webhookBase } from './signature.ts';
import { streamToken } from './tickets.ts';

/** A request as the signature sees it. */
export function signedRequest(request: FastifyRequest): SignedRequest {
  return {
    headers: request.raw.headers,
    url: request.raw.url ?? '/',
    encrypted: 'encrypted' in request.raw.socket,
  };
}

/** The address under which each request reached us: where its answer's links must lead. */
const signedFor = new WeakMap<FastifyRequest, string>();

/** A fastify hook: nobody but Twilio gets past it. */
export function onlySigned(desk: PhoneDesk) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const form = (request.body ?? {}) as Record<string, unknown>;
    const base = webhookBase(signedRequest(request), form, desk.authToken, desk.publicUrl);
    if (base !== undefined) {
      signedFor.set(request, base);
      return;
    }
    desk.refused('webhook-signature');
    await reply.code(403).send({ error: 'the signature of this request is missing or wrong' });
  };
}

export function twimlDeps(desk: PhoneDesk, request: FastifyRequest, callId: string): CallTwimlDeps {
  const base = signedFor.get(request);
  if (base === undefined) throw new Error('TwiML was asked for by a request without a signature');
  return {
    base,
    socketBase: socketBase(base),
    token: streamToken(desk.ticketSecret, callId),
    apology: desk.apology(callId),
  };
}

export function sendTwiml(reply: FastifyReply, twiml: string): FastifyReply {
  return reply.code(200).type('text/xml; charset=utf-8').send(twiml);
}
