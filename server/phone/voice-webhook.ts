/** POST /twilio/voice: a call comes in, and Twilio learns where its audio goes. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IncomingCall } from './call-desk.ts';
import { apologyTwiml, rejectTwiml, streamTwiml } from './call-twiml.ts';
import type { PhoneDesk } from './phone-deps.ts';
import { onlySigned, sendTwiml, twimlDeps } from './webhook-request.ts';

const incomingForm = z.looseObject({
  CallSid: z.string().min(1).max(64),
  From: z.string().max(256).default(''),
  To: z.string().max(256).default(''),
  StirVerstat: z.string().max(64).optional(),
});

/** Anything else, `-Diverted` above all, vouches for somebody other than the caller. */
const vouchedBy = new Set(['TN-Validation-Passed-A', 'TN-Validation-Passed-A-Passthrough']);
/** Twilio gives up after 15 s, and a caller hears ringing all the while. */
const arriveMsMax = 5_000;

function within<Value>(desk: PhoneDesk, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = desk.clock.after(arriveMsMax, () => reject(new Error('the desk did not answer')));
    work.then(resolve, reject).finally(stop);
  });
}

export function registerVoiceWebhook(app: FastifyInstance, desk: PhoneDesk): void {
  app.post('/twilio/voice', { preHandler: onlySigned(desk) }, async (request, reply) => {
    const form = incomingForm.safeParse(request.body);
    if (!form.success) {
      desk.refused('webhook-form');
      return reply.code(400).send({ error: 'CallSid is missing' });
    }
    const call: IncomingCall = {
      callId: form.data.CallSid,
      from: form.data.From,
      to: form.data.To,
      vouched: vouchedBy.has(form.data.StirVerstat ?? ''),
    };
    const deps = twimlDeps(desk, request, call.callId);
    try {
      const answer = await within(desk, desk.desk.arrive(call));
      if (answer === 'answer') return sendTwiml(reply, streamTwiml(deps));
      desk.refused('rejected-by-desk');
      return sendTwiml(reply, rejectTwiml());
    } catch (error) {
      desk.log.error({ callId: call.callId, error }, 'an incoming call could not be taken');
      desk.refused('desk-failed');
      return sendTwiml(reply, apologyTwiml(deps));
    }
  });
}
