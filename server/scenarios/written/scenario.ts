/** The shape of a hand-written scenario: what a caller does, and what must come of it. */
import { z } from 'zod';

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'write a local time as 2026-11-24T10:00');
const words = z.string().min(1);
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write a number as +16145550177');
const some = z.union([words, z.array(words).min(1)]);

const appointment = z.strictObject({
  service: words.describe('Its id in business.yaml'),
  start: moment,
  staff: words.optional(),
  name: words.optional(),
  phone: phone.optional(),
  status: z.enum(['booked', 'cancelled']).optional(),
});

const effects = ['find-times', 'book', 'settle', 'find-bookings', 'reschedule', 'cancel'] as const;
const fault = z.strictObject({
  effect: z.enum([...effects, 'take-message']).describe('What of the world fails'),
  how: z
    .enum(['unknown', 'lost', 'error', 'never', 'taken'])
    .describe(
      'unknown: nothing happened and no answer came; lost: it happened and no answer came; ' +
        'error: the database is away; never: no answer in time; taken: somebody was quicker',
    ),
  times: z.int().positive().default(1).describe('How often, from the first time on'),
});

const expected = {
  hear: some.optional().describe('Words that the caller must hear in answer'),
  'not-hear': some.optional().describe('Words that the caller must not hear in answer'),
  sentence: some.optional().describe('Sentences that must be said, by their name in words.yaml'),
  state: words.optional().describe('The state in which the call must be then, or its beginning'),
};

const step = z.union([
  z.strictObject({
    caller: words.describe('What the caller says'),
    over: z.boolean().optional().describe('Says it while the agent still speaks'),
    ...expected,
  }),
  z.strictObject({ keys: z.string().regex(/^[0-9*#]+$/), ...expected }),
  z.strictObject({ silent: z.number().positive().describe('Seconds'), ...expected }),
  z.strictObject({ echo: z.literal(true).describe('The agent hears itself'), ...expected }),
  z.strictObject({
    'agent-greets': z.literal(true).describe('What is heard when the line opens'),
    ...expected,
  }),
  z.strictObject({
    desk: z.enum(['answers', 'no-answer', 'busy']).describe('What the person who is rung does'),
    ...expected,
  }),
  z.strictObject({ 'hangs-up': z.literal(true) }),
  z.strictObject({
    'calls-back': z.literal(true).describe('The same caller again, a moment later'),
    ...expected,
  }),
  z.strictObject({ 'someone-books': appointment.describe('Somebody else, meanwhile') }),
]);

export const scenarioSchema = z.strictObject({
  business: words.describe('A folder in policies/'),
  now: moment.default('2026-11-20T15:00').describe('When the call begins, local time'),
  from: z
    .union([phone, z.literal('withheld')])
    .default('+16145550177')
    .describe('Who calls'),
  vouched: z.boolean().default(true).describe('Whether the carrier vouches for the number'),
  to: phone.optional().describe('The number that is called; the first of the business otherwise'),
  booked: z.array(appointment).default([]).describe('Appointments that exist before the call'),
  faults: z.array(fault).default([]),
  call: z.array(step).min(1),
  outcome: z
    .enum([
      'booked',
      'rescheduled',
      'cancelled',
      'answered',
      'message-taken',
      'transferred',
      'abandoned',
      'refused',
      'failed',
    ])
    .optional()
    .describe('How the last call ends'),
  rows: z
    .array(appointment.partial())
    .optional()
    .describe("Every appointment afterwards but somebody else's, in the order of their times"),
  messages: z.array(words).optional().describe('Words of every message afterwards'),
  never: some.optional().describe('Words that are never said in the whole call'),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type Step = Scenario['call'][number];
export type AppointmentGiven = z.infer<typeof appointment>;
export type Fault = Scenario['faults'][number];

/** What an editor completes and underlines. */
export function scenarioJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-7' });
  const title = 'A call, and what must come of it';
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

export const asList = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : [value].flat();
