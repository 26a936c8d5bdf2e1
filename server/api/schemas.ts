/** What the API answers with, described once: answers are checked by it, and its document made of it. */
import { z } from 'zod';
import { callOutcomes } from '../../machines/events.ts';
import { apiErrors } from './api-errors.ts';

/** Schemas that the document names; the others stand where they are used. */
export const namedSchemas = z.registry<{ id: string }>();

export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  namedSchemas.add(schema, { id });
  return schema;
}

const instant = z.int().describe('milliseconds since 1970, UTC');
const duration = z.number().describe('milliseconds');
const localTime = z.string().describe("the business's local time, YYYY-MM-DDTHH:MM");
const namedThing = z.object({ id: z.string(), name: z.string() });

named(
  'Error',
  z.object({
    error: z.enum(Object.keys(apiErrors) as (keyof typeof apiErrors)[]),
    message: z.string(),
  }),
);

const business = named(
  'Business',
  z.object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string().describe('IANA'),
    version: z.string().describe('the version of its definition that new calls take'),
    numbers: z.array(
      z.object({
        number: z.string().optional(),
        starting: z.string().optional().describe('every number that begins so'),
        location: z.string().optional().describe('id of the location that it is the number of'),
      }),
    ),
    locations: z.array(namedThing),
    staff: z.array(namedThing),
    services: z.array(namedThing),
  }),
);

export const businessesSchema = named('Businesses', z.object({ businesses: z.array(business) }));

const listedCall = z.object({
  callId: z.string(),
  from: z.string().describe('empty when the number was withheld'),
  to: z.string(),
  startedAtMs: instant,
  endedAtMs: instant.optional().describe('absent while the call runs, or when it was cut off'),
  outcome: z
    .enum(callOutcomes)
    .optional()
    .describe('absent while the call runs, or when it was cut off'),
  version: z.string().describe('the version of the definition that it was served by'),
});
named('ListedCall', listedCall);

export const callsSchema = named(
  'Calls',
  z.object({
    calls: z.array(listedCall),
    next: z.string().optional().describe('`before` of the next page; absent on the last one'),
  }),
);

const turn = named(
  'Turn',
  z.object({
    who: z.enum(['caller', 'agent']),
    text: z.string(),
    heardText: z.string().optional().describe('what the caller heard of it, when that is known'),
    gapMs: duration
      .optional()
      .describe("from the end of the caller's turn to the first sound of this answer"),
    gapParts: z.record(z.string(), duration).optional().describe('where those milliseconds went'),
    state: z.string(),
    atMs: instant,
  }),
);

const slot = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]),
  spoken: z.string().describe('as it is said to the caller'),
});

const effect = named(
  'Effect',
  z.object({
    effect: z.string(),
    key: z.string(),
    askedAtMs: instant,
    outcome: z.string().optional().describe('absent when no answer came while the call waited'),
    tookMs: duration.optional(),
    rule: z.string().optional().describe('id of the rule that decided'),
    why: z.string().optional().describe('why the wish itself was not possible'),
  }),
);

const booking = named(
  'Booking',
  z.object({
    id: z.string(),
    start: localTime,
    end: localTime,
    serviceId: z.string(),
    staffId: z.string(),
    locationId: z.string(),
    roomId: z.string().optional(),
    customerName: z.string(),
    customerPhone: z.string(),
  }),
);

const callBooking = named(
  'CallBooking',
  booking.extend({
    change: z.enum(['booked', 'rescheduled', 'cancelled']),
    atMs: instant,
  }),
);

export const callSchema = named(
  'Call',
  listedCall.extend({
    vouched: z.boolean().optional().describe('the carrier vouches for the number'),
    location: z.string().optional(),
    turns: z.array(turn),
    states: z.array(z.string()).describe('as they were walked'),
    slots: z.record(z.string(), slot).describe('the last value of each'),
    effects: z.array(effect),
    bookings: z.array(callBooking).describe('what this call wrote into the calendar'),
  }),
);

const journalEntry = named(
  'JournalEntry',
  z
    .looseObject({
      callId: z.string(),
      seq: z.int().min(1),
      atMs: instant,
      kind: z.string(),
    })
    .describe('one thing that happened; the other members depend on `kind`'),
);

export const journalSchema = named('Journal', z.object({ entries: z.array(journalEntry) }));

export const messageSchema = named(
  'Message',
  z.object({
    id: z.string(),
    callId: z.string(),
    text: z.string(),
    customerName: z.string().optional(),
    customerPhone: z.string().optional(),
    reason: z.string().describe('why the line took it'),
    takenAtMs: instant,
    handledAtMs: instant.optional(),
  }),
);

export const messagesSchema = named('Messages', z.object({ messages: z.array(messageSchema) }));

export const bookingsSchema = named(
  'Bookings',
  z.object({ date: z.iso.date(), timeZone: z.string(), bookings: z.array(booking) }),
);
