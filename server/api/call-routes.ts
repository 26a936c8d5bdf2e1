/** The calls of a business: their list, one of them to read, and its journal. */
import { z } from 'zod';
import { findCall, type ListedCall, listCalls } from '../../services/store/call-list.ts';
import { apiRoute } from './api-route.ts';
import { callSchema, callsSchema, journalSchema } from './schemas.ts';
import { transcriptOf } from './transcript-of.ts';

const callsMost = 200;
const noQuery = z.strictObject({});
const business = z.strictObject({ business: z.string().min(1).max(100) });
const call = business.extend({
  // Control characters would be an error of the database, and no carrier sends them.
  callId: z.string().regex(/^[\x21-\x7e]{1,100}$/, 'a call id is up to 100 visible characters'),
});

/** An instant, and the call of that instant behind which the page begins. */
const cursor = /^(\d{1,15})(?:~([\x21-\x7e]{1,100}))?$/;

const page = z.strictObject({
  before: z
    .string()
    .regex(cursor, 'write milliseconds since 1970, or the `next` of the page before')
    .optional()
    .describe('only calls that started before this instant; or the `next` of the page before'),
  most: z.coerce.number().int().min(1).max(callsMost).default(50),
});

export const callRoutes = [
  apiRoute({
    id: 'listCalls',
    method: 'GET',
    path: '/businesses/{business}/calls',
    summary: 'The calls of a business, newest first',
    params: business,
    query: page,
    answer: callsSchema,
    refuses: ['business-unknown'],
    async run({ params, query }, { lines, store }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      const [, beforeMs, afterCallId] = cursor.exec(query.before ?? '') ?? [];
      const calls = await listCalls(store, params.business, {
        // One more tells whether there is another page.
        most: query.most + 1,
        ...(beforeMs === undefined ? {} : { beforeMs: Number(beforeMs) }),
        ...(afterCallId === undefined ? {} : { afterCallId }),
      });
      const shown = calls.slice(0, query.most);
      const last = shown.at(-1);
      const more = calls.length > shown.length && last !== undefined;
      return {
        calls: shown.map(withOutcome),
        ...(more ? { next: `${last.startedAtMs}~${last.callId}` } : {}),
      };
    },
  }),
  apiRoute({
    id: 'readCall',
    method: 'GET',
    path: '/businesses/{business}/calls/{callId}',
    summary: 'One call to read: who said what, the states walked, the effects, the bookings',
    params: call,
    query: noQuery,
    answer: callSchema,
    refuses: ['business-unknown', 'call-unknown'],
    async run({ params: { business, callId } }, { lines, store, journal }) {
      if (lines.byBusiness(business) === undefined) return { refused: 'business-unknown' };
      const found = await findCall(store, business, callId);
      if (found === undefined) return { refused: 'call-unknown' };
      const transcript = transcriptOf(await journal.read(business, callId));
      // The journal is read after the row: a call that ended in between has its outcome.
      const slots = transcript.slots as z.input<typeof callSchema>['slots'];
      return { ...transcript, slots, ...withOutcome(found) };
    },
  }),
  apiRoute({
    id: 'readJournal',
    method: 'GET',
    path: '/businesses/{business}/calls/{callId}/journal',
    summary: "A call's journal as it was written, oldest first",
    params: call,
    query: noQuery,
    answer: journalSchema,
    refuses: ['business-unknown', 'call-unknown'],
    async run({ params: { business, callId } }, { lines, store, journal }) {
      if (lines.byBusiness(business) === undefined) return { refused: 'business-unknown' };
      const found = await findCall(store, business, callId);
      if (found === undefined) return { refused: 'call-unknown' };
      return { entries: await journal.read(business, callId) };
    },
  }),
];

/** The column is text; only `call-ended` writes it, so it still is one of the list. */
function withOutcome(call: ListedCall) {
  return call as Omit<ListedCall, 'outcome'> & Pick<z.input<typeof callSchema>, 'outcome'>;
}
