/** What the people at the desk work with: the businesses, their messages and their days. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Definition } from '../../machines/policy/definition.ts';
import { apiRoute } from './api-route.ts';
import { bookingsSchema, businessesSchema, messageSchema, messagesSchema } from './schemas.ts';

const messagesMost = 500;
const nothing = z.strictObject({});
const business = z.strictObject({ business: z.string().min(1).max(100) });

export const deskRoutes = [
  apiRoute({
    id: 'listBusinesses',
    method: 'GET',
    path: '/businesses',
    summary: 'The businesses that are answered for, with the names behind their ids',
    params: nothing,
    query: nothing,
    answer: businessesSchema,
    refuses: [],
    async run(_asked, { lines }) {
      return { businesses: lines.all().map(({ definition }) => businessOf(definition)) };
    },
  }),
  apiRoute({
    id: 'listMessages',
    method: 'GET',
    path: '/businesses/{business}/messages',
    summary: 'What callers left for the staff, newest first',
    params: business,
    query: z.strictObject({
      most: z.coerce.number().int().min(1).max(messagesMost).default(100),
    }),
    answer: messagesSchema,
    refuses: ['business-unknown'],
    async run({ params, query }, { lines, messages }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      return { messages: await messages.recent(params.business, query.most) };
    },
  }),
  apiRoute({
    id: 'handleMessage',
    method: 'POST',
    path: '/businesses/{business}/messages/{id}/handled',
    summary: 'Marks a message as dealt with; once more changes nothing',
    params: business.extend({ id: z.string().min(1).max(100) }),
    query: nothing,
    answer: messageSchema,
    refuses: ['business-unknown', 'message-unknown'],
    async run({ params }, { lines, messages }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      await messages.handled(params.business, params.id);
      const message = await messages.find(params.business, params.id);
      return message ?? { refused: 'message-unknown' };
    },
  }),
  apiRoute({
    id: 'listBookings',
    method: 'GET',
    path: '/businesses/{business}/bookings',
    summary: "One day's appointments in the business's local time",
    params: business,
    query: z.strictObject({
      date: z.iso.date().optional().describe("the business's today when it is absent"),
    }),
    answer: bookingsSchema,
    refuses: ['business-unknown'],
    async run({ params, query }, { lines, calendar, clock }) {
      const line = lines.byBusiness(params.business);
      if (line === undefined) return { refused: 'business-unknown' };
      const { timeZone } = line.definition.business;
      const date = query.date ?? today(clock.now(), timeZone);
      return { date, timeZone, bookings: await calendar.day(params.business, date) };
    },
  }),
];

function businessOf({
  business,
  version,
}: Definition): z.input<typeof businessesSchema>['businesses'][number] {
  const { id, name, timeZone, locations, staff, services } = business;
  return {
    id,
    name,
    timeZone,
    version,
    numbers: business.numbers.map((entry) => {
      if ('starting' in entry) return { starting: entry.starting };
      return { number: entry.number, ...(entry.at === undefined ? {} : { location: entry.at }) };
    }),
    locations: locations.map(idAndName),
    staff: staff.map(idAndName),
    services: services.map(idAndName),
  };
}

function idAndName({ id, name }: { id: string; name: string }) {
  return { id, name };
}

function today(nowMs: number, timeZone: string): string {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs);
  return now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
