/** The phone's routes on a fastify app: webhook, media socket, and what happens around them. */
import formbody from '@fastify/formbody';
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { registerAfterRoutes } from './after-routes.ts';
import { registerMediaSocket } from './media-socket.ts';
import { createRefusals, type PhoneDeps, type PhoneDesk } from './phone-deps.ts';
import { createTicketGate } from './tickets.ts';
import { messageBytesMax } from './twilio-codec.ts';
import { registerVoiceWebhook } from './voice-webhook.ts';

const formType = 'application/x-www-form-urlencoded';

/** Twilio's forms are some thirty short fields. */
const formBytesMax = 64 * 1024;
/** Calls that ended through a bug and whose caller Twilio has not asked about yet. */
const brokenMax = 1_000;

/** A set that forgets its oldest beyond the bound. */
class BoundedSet extends Set<string> {
  override add(value: string): this {
    super.add(value);
    const [oldest] = this;
    if (this.size > brokenMax && oldest !== undefined) this.delete(oldest);
    return this;
  }
}

/** Takes @fastify/websocket and the form parser as the app has them, or brings its own. */
export async function registerPhone(app: FastifyInstance, deps: PhoneDeps): Promise<void> {
  const desk: PhoneDesk = {
    ...deps,
    tickets: deps.tickets ?? createTicketGate({ secret: deps.ticketSecret, clock: deps.clock }),
    refused: createRefusals(deps.registry),
    broken: new BoundedSet(),
  };
  if (!app.hasDecorator('websocketServer')) {
    await app.register(websocket, { options: { maxPayload: messageBytesMax } });
  }
  await app.register(async (scope) => {
    if (!scope.hasContentTypeParser(formType)) {
      await scope.register(formbody, { bodyLimit: formBytesMax });
    }
    registerVoiceWebhook(scope, desk);
    registerAfterRoutes(scope, desk);
    registerMediaSocket(scope, desk);
  });
}
