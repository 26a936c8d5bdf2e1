/** A flow as operations write it: what it is for, its slots, and its steps with every edge named. */
import { z } from 'zod';
import { callOutcomes } from '../events.ts';
import { slotKinds } from '../vocabulary.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

const slot = z.strictObject({
  kind: z.enum(slotKinds),
  /** The sentence that asks for it; its later wordings rephrase, narrow, and offer the keypad. */
  ask: id,
  /** Kept for the whole call, so it is never asked twice (a name, a number). */
  keep: z.boolean().default(false),
  /** Never asked: filled only when the caller mentions it. */
  optional: z.boolean().default(false),
  /** A caller whose number the carrier vouches for is not asked. */
  'unless-vouched': z.boolean().default(false),
  /** For free text: wordings that tell it unasked, with its name in braces ("size {size}"). */
  'said-as': z.array(z.string().min(1)).min(1).optional(),
  /** For a name: the sentence that asks, once, a caller who gave only a first name for the last. */
  'last-name': id.optional(),
});

/** Slots that are emptied when the step begins, so that they are asked anew. */
const common = { forget: z.array(id).optional() };

const askStep = z.strictObject({
  ...common,
  ask: z.array(id).min(1),
  then: id,
  /** Where a caller who says goodbye or hangs up here leads, so that nothing said is lost. */
  'if-leaving': id.optional(),
  /** A question is what is asked for here: it is answered, and the flow has served its purpose. */
  'takes-questions': z.boolean().default(false),
});
const checkStep = z.strictObject({
  ...common,
  check: id,
  allow: id,
  refuse: id,
  'hand-over': id.optional(),
  'confirm-first': id.optional(),
});
const findStep = z.strictObject({
  ...common,
  find: z.enum(['times', 'bookings']),
  outcomes: z.record(z.string(), id),
});
const offerStep = z.strictObject({
  ...common,
  offer: z.enum(['times', 'bookings']),
  sentence: id,
  chosen: id,
  'none-fits': id,
});
/** Without `no`, a caller who disagrees is asked what to change. */
const confirmStep = z.strictObject({ ...common, confirm: id, yes: id, no: id.optional() });
const doStep = z.strictObject({
  ...common,
  do: z.enum(['book', 'reschedule', 'cancel', 'take-message', 'settle']),
  /** For `settle`: nothing. For `take-message`: why the message was taken. */
  reason: id.optional(),
  outcomes: z.record(z.string(), id),
});
const sayStep = z.strictObject({ ...common, say: id, then: id });
const callStep = z.strictObject({ ...common, call: id, then: id });
const handOverStep = z.strictObject({ ...common, 'hand-over': id });
const endStep = z.strictObject({ ...common, end: z.enum(callOutcomes).or(z.literal('nothing')) });

const step = z.union([
  askStep,
  checkStep,
  findStep,
  offerStep,
  confirmStep,
  doStep,
  sayStep,
  callStep,
  handOverStep,
  endStep,
]);

export const flowSchema = z.strictObject({
  flow: id,
  about: z.string().min(1),
  /** How callers ask for it. */
  wordings: z.array(z.string().min(1)).default([]),
  /** A caller who only names one of these, at the start of a call, means this flow. */
  'starts-with': z.array(id).default([]),
  slots: z.record(id, slot).default({}),
  /** Points for what the caller said; rules read the sum as `flow.score`. */
  score: z
    .array(z.strictObject({ when: z.string().min(1), points: z.number().int().min(-100).max(100) }))
    .default([]),
  first: id,
  steps: z.record(id, step),
});

export type Flow = z.infer<typeof flowSchema>;
export type FlowSlot = z.infer<typeof slot>;
export type AskStep = z.infer<typeof askStep>;
export type CheckStep = z.infer<typeof checkStep>;
export type FindStep = z.infer<typeof findStep>;
export type OfferStep = z.infer<typeof offerStep>;
export type ConfirmStep = z.infer<typeof confirmStep>;
export type DoStep = z.infer<typeof doStep>;
export type SayStep = z.infer<typeof sayStep>;
export type CallStep = z.infer<typeof callStep>;
export type HandOverStep = z.infer<typeof handOverStep>;
export type EndStep = z.infer<typeof endStep>;
export type Step = z.infer<typeof step>;
