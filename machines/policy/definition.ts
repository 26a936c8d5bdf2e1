/** Everything operations may change about one business's line, checked and with its version. */
import { z } from 'zod';
import type { Flow } from '../flow/schema.ts';
import { signalNames } from '../vocabulary.ts';
import type { Business } from './business.ts';
import type { UnderstandingPolicy } from './understanding.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and dashes');

/**
 * `questions.yaml`. An answer is the approved text; `{hours}`, `{address}`, `{price}` and the like
 * are filled from the business's facts when it is spoken, so an answer never holds a stale fact.
 */
export const questionsSchema = z.array(
  z.strictObject({
    id,
    wordings: z.array(z.string().min(1)).min(1),
    keywords: z.array(z.string()).default([]),
    answer: z.string().min(1),
    /** Instead of the answer, when this value is not known (e.g. which service a price is for). */
    otherwise: z.string().optional(),
    /** After the answer, the caller is put through (a question only a person can settle). */
    'hand-over': z.boolean().default(false),
  }),
);
export type Question = z.infer<typeof questionsSchema>[number];

/** `words.yaml`: sentence id → wording, or wordings from the first asking to the last rephrasing. */
export const wordsSchema = z.record(
  id,
  z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
);
export type WordsTable = z.infer<typeof wordsSchema>;

export const verdicts = ['allow', 'refuse', 'confirm-first', 'hand-over'] as const;
export type Verdict = (typeof verdicts)[number];

/** `rules.yaml`: the first rule of a topic whose condition (CEL over the facts) holds decides. */
export const rulesSchema = z.array(
  z.strictObject({
    id,
    topic: id,
    when: z.string().min(1),
    then: z.enum(verdicts),
    /** The sentence that tells the caller why. */
    say: id.optional(),
  }),
);
export type Rule = z.infer<typeof rulesSchema>[number];

const ms = (min: number, max: number) => z.number().int().min(min).max(max);

/** `timing.yaml`: the pauses of the conversation, in ms, and whose voice counts. */
export const timingSchema = z.strictObject({
  /** Silence after the last word before a turn counts as over: the answer is complete. */
  'patience-complete': ms(0, 3_000),
  /** The same, when the answer could be all, and people often add to it ("no thank you"). */
  'patience-likely': ms(0, 3_000),
  /** The same, when nothing can be said about the words. */
  'patience-open': ms(100, 5_000),
  /** The same, when half of what was asked was said (a day without its hour). */
  'patience-partial': ms(100, 5_000),
  /** The same, when the words are plainly unfinished ("on the, uh"). */
  'patience-unfinished': ms(200, 8_000),
  /** Silence of the caller before each of the repair steps for silence. */
  silence: ms(2_000, 30_000),
  /** Silence allowed after "hold on". */
  'wait-for-caller': ms(5_000, 120_000),
  /** A short filler is spoken when an effect takes longer than this. */
  'filler-after': ms(300, 3_000),
  /** An effect without an answer after this is `unknown`. */
  'effect-max': ms(1_000, 20_000),
  /** How long a person's phone rings. */
  'ring-max': ms(5_000, 60_000),
  /** A goodbye that is not heard by then is not waited for. */
  'closing-max': ms(2_000, 30_000),
  /** The longest a call may take. */
  'call-max': ms(60_000, 3_600_000),
  /** Speech shorter than this over the agent does not interrupt it. */
  'interrupt-after': ms(60, 1_000),
  /** Words this many dB below the caller's own voice are somebody else's, unless they answer. */
  'others-below-db': z.number().min(6).max(40),
});
export type Timing = z.infer<typeof timingSchema>;

/** `repair.yaml`: how patient the line is before it changes its way. */
export const repairSchema = z.strictObject({
  /** Times a question is asked in other words before a person is offered. */
  'misses-max': z.number().int().min(1).max(6),
  /** Silences answered (repeat, "still there?") before the goodbye. */
  'silences-max': z.number().int().min(1).max(6),
  /** Times one flow may go back to its start before a person is offered. */
  'laps-max': z.number().int().min(2).max(20),
  /** Sentences that nobody can talk over; what is said meanwhile is kept. The greeting always is one. */
  'must-be-heard': z.array(id).max(20),
  /** What each danger sign leads to, from which strength on. */
  signals: z.record(
    z.enum(signalNames),
    z.strictObject({ from: z.number().min(0).max(1), say: id, then: z.enum(['person', 'end']) }),
  ),
});
export type Repair = z.infer<typeof repairSchema>;

/** The whole definition of one business, immutable once it has a version. */
export interface Definition {
  business: Business;
  flows: Record<string, Flow>;
  questions: Question[];
  words: WordsTable;
  rules: Rule[];
  timing: Timing;
  repair: Repair;
  understanding: UnderstandingPolicy;
  /** Hash of everything above: two definitions that behave alike have the same. */
  version: string;
}
