/** A business as facts: who, where, when, what, for how much. Parsed from `business.yaml`. */
import { z } from 'zod';
import { type Weekday, weekdays } from './weekdays.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write it as +<country><number>, digits only');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'write the time as HH:MM, 24 hours',
  // Whether one time is before the other is asked only of two times.
  abort: true,
});
const day = z.iso.date('write a day that exists, as YYYY-MM-DD');

const stretch = z
  .tuple([clockTime, clockTime])
  .refine(([from, to]) => from < to, 'the first time must be before the second');
/** Open stretches of each day; a day that is not named is closed. A gap is a break. */
const hours = z.partialRecord(z.enum(weekdays), z.array(stretch));

const holiday = z.strictObject({
  date: day,
  name: z.string().min(1),
  /** Shorter hours on that day; without them it is closed. */
  hours: z.array(stretch).optional(),
});

const location = z.strictObject({
  id,
  name: z.string().min(1),
  nicknames: z.array(z.string()).default([]),
  address: z.string().min(1),
  parking: z.string().optional(),
  directions: z.string().optional(),
  phone: phone.optional(),
  hours,
});

const staffMember = z.strictObject({
  id,
  name: z.string().min(1),
  nicknames: z.array(z.string()).default([]),
  role: id,
  locations: z.array(id).optional(),
  /** The hours this person works; without them, the location's. */
  hours: hours.optional(),
  away: z.array(z.strictObject({ from: day, to: day })).default([]),
});

const price = z.union([
  z.strictObject({ exactly: z.number().nonnegative() }),
  z
    .strictObject({ from: z.number().nonnegative(), to: z.number().nonnegative().optional() })
    .refine(({ from, to = from }) => from <= to, 'the first price must not be above the second'),
  z.literal('on-request'),
  z.literal('free'),
]);

const service = z.strictObject({
  id,
  /** As it is spoken after "a" or "your", e.g. `a cleaning`. */
  name: z.string().min(1),
  spoken: z.string().min(1),
  nicknames: z.array(z.string()).default([]),
  minutes: z.number().int().min(5).max(480),
  /** Kept free behind each appointment. */
  bufferMinutes: z.number().int().min(0).max(120).default(0),
  price,
  /** Asked for ahead of the visit; a rule says when. */
  deposit: z.number().positive().optional(),
  /** Roles that can do it. */
  by: z.array(id).min(1),
  /** Kinds of room it needs; without them, none. */
  rooms: z.array(id).default([]),
});

/** Whoever hears and speaks can be chosen among these; each needs its setting on the server. */
export const speechMakers = [
  'deepgram-flux',
  'deepgram-nova',
  'openai-realtime',
  'gemini-live',
] as const;
export type SpeechMakerName = (typeof speechMakers)[number];
export const voiceMakers = ['google', 'aura'] as const;

const person = z.strictObject({ name: z.string().min(1), number: phone });

export const businessSchema = z.strictObject({
  name: z.string().min(1),
  /** How the name is spoken, where it is not written so. */
  spoken: z.string().optional(),
  what: z.string().min(1),
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
      'write its name, such as America/New_York',
    ),
  language: z.literal('en-US').default('en-US'),
  country: z.string().length(2).default('US'),
  currency: z.string().length(3).default('USD'),
  voice: z.string().default('en-us'),
  /**
   * Who is asked first and who goes on where that one fails, of those that are set up. Without a list,
   * or with nobody of it set up, the server's own order; the embedded ones are always the last.
   */
  makers: z
    .strictObject({
      speech: z.array(z.enum(speechMakers)).min(1).optional(),
      voice: z.array(z.enum(voiceMakers)).min(1).optional(),
    })
    .optional(),
  /** Numbers that land on this line. `at` puts the caller at a location; `starting` is a catch-all. */
  numbers: z
    .array(
      z.union([
        z.strictObject({ number: phone, at: id.optional() }),
        z.strictObject({ starting: z.string().regex(/^\+\d*$/) }),
      ]),
    )
    .min(1),
  locations: z.array(location).default([]),
  holidays: z.array(holiday).default([]),
  staff: z.array(staffMember).default([]),
  rooms: z.array(z.strictObject({ id, kind: id, location: id })).default([]),
  services: z.array(service).default([]),
  /** The flows this business offers, of its own and of the defaults. */
  flows: z.array(id).min(1),
  /** Words that no sentence and no answer may hold: what must never be promised. */
  neverSay: z.array(z.string().min(1)).default([]),
  /** Who is rung for a caller who needs a person, in that order, and when. */
  people: z.array(person).default([]),
  booking: z
    .strictObject({
      /** Appointments start on multiples of this many minutes. */
      everyMinutes: z.number().int().min(5).max(60).default(15),
      noticeMinutes: z.number().int().min(0).default(60),
      horizonDays: z.number().int().min(1).max(730).default(180),
    })
    .prefault({}),
});

export type Business = z.infer<typeof businessSchema> & { id: string };
export type Service = Business['services'][number];
export type Location = Business['locations'][number];
export type StaffMember = Business['staff'][number];
export type Hours = Partial<Record<Weekday, [string, string][]>>;
