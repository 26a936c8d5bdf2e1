/** A definition as it lies in the database: written out in its order, and parsed when it is read. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { flowSchema } from '../../machines/flow/schema.ts';
import { businessSchema } from '../../machines/policy/business.ts';
import {
  type Definition,
  questionsSchema,
  repairSchema,
  rulesSchema,
  timingSchema,
  wordsSchema,
} from '../../machines/policy/definition.ts';
import { understandingSchema } from '../../machines/policy/understanding.ts';
import { ServiceError } from '../errors.ts';

const contentSchema = z.strictObject({
  business: businessSchema.extend({ id: z.string().min(1) }),
  flows: z.record(z.string(), flowSchema),
  questions: questionsSchema,
  // Versions from before asides were acknowledged were kept without the sentence.
  words: wordsSchema.transform((words) =>
    Object.hasOwn(words, 'noted') ? words : { ...words, noted: 'Got it.' },
  ),
  rules: rulesSchema,
  // Versions from before other people's words were told apart were kept without it.
  timing: timingSchema.extend({
    'others-below-db': timingSchema.shape['others-below-db'].default(12),
  }),
  // Versions from before sentences could be marked were kept without it.
  repair: repairSchema.extend({
    'must-be-heard': repairSchema.shape['must-be-heard'].default([]),
  }),
  understanding: understandingSchema,
});

export function contentOf({ version: _version, ...content }: Definition): string {
  return JSON.stringify(content);
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What newer code no longer understands is named, with the way out; it is never guessed at. */
export function definitionFrom(version: string, content: unknown): Definition {
  const parsed = contentSchema.safeParse(content);
  if (parsed.success) return { ...parsed.data, version };
  const fault = parsed.error.issues[0];
  const where = fault === undefined ? '' : `${fault.path.join('.')}: ${fault.message}`;
  throw new ServiceError(
    'definition-broken',
    `version ${version} is not understood any more (${where}); publish the business anew`,
  );
}
