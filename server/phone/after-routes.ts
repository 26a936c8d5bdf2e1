/** What happens around the stream: after it, after a dial, at the end, and when all else failed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AfterStream } from './call-desk.ts';
import { afterTwiml, apologyTwiml } from './call-twiml.ts';
import type { PhoneDesk } from './phone-deps.ts';
import { onlySigned, sendTwiml, twimlDeps } from './webhook-request.ts';

const callForm = z.looseObject({
  CallSid: z.string().min(1).max(64),
  CallStatus: z.string().max(64).optional(),
  DialCallStatus: z.string().max(64).optional(),
  /** Of the leg to a person: the caller's call. */
  ParentCallSid: z.string().max(64).optional(),
});
type CallForm = z.infer<typeof callForm>;

/** Twilio's words for a call that is over. */
const overStatuses = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

type Answer = (form: CallForm, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** The desk's decision; its bug becomes an apology to that one caller. */
function decide(desk: PhoneDesk, callId: string, ask: () => AfterStream): AfterStream {
  try {
    const after = ask();
    // A stream that ended through a bug left the caller in mid-sentence.
    const unsaid = desk.broken.delete(callId) && after.next === 'hang-up';
    return unsaid ? { next: 'apologise' } : after;
  } catch (error) {
    desk.log.error({ callId, error }, 'the desk could not say what comes next');
    desk.refused('desk-failed');
    return { next: 'apologise' };
  }
}

/** Tells the desk something that needs no answer. */
function tell(desk: PhoneDesk, callId: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    desk.log.error({ callId, error }, 'the desk could not take a status');
    desk.refused('desk-failed');
  }
}

export function registerAfterRoutes(app: FastifyInstance, desk: PhoneDesk): void {
  function route(path: string, answer: Answer): void {
    app.post(path, { preHandler: onlySigned(desk) }, async (request, reply) => {
      const form = callForm.safeParse(request.body);
      if (form.success) return answer(form.data, request, reply);
      desk.refused('webhook-form');
      return reply.code(400).send({ error: 'CallSid is missing' });
    });
  }

  route('/twilio/after', (form, request, reply) => {
    const callId = form.CallSid;
    const after = decide(desk, callId, () => desk.desk.afterStream(callId));
    return sendTwiml(reply, afterTwiml(after, twimlDeps(desk, request, callId)));
  });

  route('/twilio/transfer/ended', (form, request, reply) => {
    const callId = form.CallSid;
    const status = form.DialCallStatus ?? 'failed';
    const after = decide(desk, callId, () => desk.desk.dialEnded(callId, status));
    return sendTwiml(reply, afterTwiml(after, twimlDeps(desk, request, callId)));
  });

  route('/twilio/transfer/answered', (form, _request, reply) => {
    // This speaks of the leg to the person, whose call id nobody here knows.
    const callId = form.ParentCallSid ?? form.CallSid;
    tell(desk, callId, () => desk.desk.dialAnswered(callId));
    return reply.code(204).send();
  });

  route('/twilio/status', (form, _request, reply) => {
    // The stream's own callbacks come here as well; only the call's end concerns the desk.
    if (overStatuses.has(form.CallStatus ?? '')) {
      desk.broken.delete(form.CallSid);
      tell(desk, form.CallSid, () => desk.desk.ended(form.CallSid));
    }
    return reply.code(204).send();
  });

  route('/twilio/fallback', (form, request, reply) => {
    const callId = form.CallSid;
    desk.refused('fallback');
    desk.log.error({ callId }, 'Twilio could not reach or read a webhook of ours');
    const after = decide(desk, callId, () => desk.desk.afterStream(callId));
    return sendTwiml(reply, apologyTwiml(twimlDeps(desk, request, callId), after));
  });
}
