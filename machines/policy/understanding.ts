/** `understanding.yaml`: when a model is asked what the caller meant, how long it may take, and its prompt. */
import { z } from 'zod';
import { signalNames, slotKinds } from '../vocabulary.ts';

/** Commands without a value, each of which the model may use as a label wherever it fits. */
export const plainLabels = [
  'affirm',
  'deny',
  'cancel',
  'repeat',
  'slower',
  'wait',
  'human',
  'goodbye',
  'thanks',
  'greeting',
  'are-you-a-robot',
  'out-of-scope',
] as const;

const meaning = z.string().min(1).max(200);

export const understandingSchema = z.strictObject({
  /** `always` still falls back on the local reading; `never` leaves the model out. */
  'ask-model': z.enum(['when-unsure', 'always', 'never']),
  /** The local reading stands on its own from this confidence on. */
  'sure-at': z.number().min(0).max(1),
  /** In ms. Below what the call waits for any reading, so that the net is always in time. */
  'deadline-max': z.number().int().min(50).max(1_800),
  'answer-tokens-max': z.number().int().min(20).max(1_000),
  /** Everything sent for one turn except the caller's words, in characters. */
  'prompt-characters-max': z.number().int().min(1_000).max(40_000),
  /** A longer sentence is cut, by whole characters; nobody says that much in one breath. */
  'sentence-characters-max': z.number().int().min(50).max(2_000),
  /** Only the business's questions nearest to the sentence are listed when there are more. */
  'questions-max': z.number().int().min(1).max(200),
  /** How strong a danger sign is that only the model saw, from 0 to 1. */
  'signal-strength': z.number().min(0).max(1),
  /** Some models refuse any number here; `model-decides` sends none. */
  temperature: z.union([z.number().min(0).max(2), z.literal('model-decides')]),
  /**
   * Where not all questions are listed, the nearest ones are found by meaning if that takes no longer
   * than this, in ms, and by their words otherwise. 0 never asks for meanings.
   */
  'meaning-deadline-max': z.number().int().min(0).max(1_000),
  instructions: z.string().min(1).max(4_000),
  /** What each command without a value means, as the model is told. */
  meanings: z.record(z.enum(plainLabels), meaning),
  /** What each kind of slot holds, as the model is told. */
  kinds: z.record(z.enum(slotKinds), meaning),
  signals: z.record(z.enum(signalNames), meaning),
});
export type UnderstandingPolicy = z.infer<typeof understandingSchema>;

/** A business writes only what it wants to be different. */
export const understandingChangesSchema = understandingSchema.partial().extend({
  meanings: z.partialRecord(z.enum(plainLabels), meaning).optional(),
  kinds: z.partialRecord(z.enum(slotKinds), meaning).optional(),
  signals: z.partialRecord(z.enum(signalNames), meaning).optional(),
});
export type UnderstandingChanges = z.infer<typeof understandingChangesSchema>;

/** Lays one over the other, entry by entry; the result is whole when the lower one is. */
export function withChanges(
  under: UnderstandingChanges,
  over: UnderstandingChanges,
): UnderstandingChanges {
  return {
    ...under,
    ...over,
    meanings: { ...under.meanings, ...over.meanings },
    kinds: { ...under.kinds, ...over.kinds },
    signals: { ...under.signals, ...over.signals },
  };
}
