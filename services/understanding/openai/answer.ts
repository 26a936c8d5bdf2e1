/** The shape of a model's answer: demanded of the server by JSON schema, and checked again here. */
import { z } from 'zod';
import type { Label } from './labels.ts';

const labelsMax = 12;

const answerSchema = z.strictObject({
  meant: z
    .array(z.strictObject({ label: z.string().max(200), words: z.string().max(2_000) }))
    .max(labelsMax),
});
export type Answer = z.infer<typeof answerSchema>;

/** Written out rather than derived: OpenAI's strict mode takes only this part of JSON schema. */
export function answerFormat(labels: Label[]) {
  return {
    type: 'json_schema' as const,
    json_schema: {
      name: 'labels',
      strict: true,
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['meant'],
        properties: {
          meant: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['label', 'words'],
              properties: {
                label: { type: 'string', enum: labels.map(({ id }) => id) },
                words: { type: 'string' },
              },
            },
          },
        },
      },
    },
  };
}

/** The answer, or why it is none. */
export function parseAnswer(text: string): Answer | 'garbage' | 'out-of-schema' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'garbage';
  }
  const parsed = answerSchema.safeParse(json);
  return parsed.success ? parsed.data : 'out-of-schema';
}
