/** A chat completion as it is asked for, checked as strictly as the real service checks it. */
import { z } from 'zod';
import { strictFault } from './strict-schema.ts';

const content = z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]);
const requestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content,
      }),
    )
    .min(1),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  seed: z.number().int().nullish(),
  n: z.number().int().min(1).nullish(),
  store: z.boolean().nullish(),
  user: z.string().optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high']).nullish(),
  prompt_cache_key: z.string().optional(),
  response_format: z
    .union([
      z.strictObject({ type: z.enum(['text', 'json_object']) }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
          description: z.string().optional(),
          strict: z.boolean().nullish(),
          schema: z.record(z.string(), z.unknown()),
        }),
      }),
    ])
    .optional(),
});

export interface ChatRequest {
  model: string;
  system: string;
  user: string;
  stream: boolean;
  includesUsage: boolean;
  tokensMax?: number;
  temperature?: number;
  /** The schema that the answer must have. */
  schema?: Record<string, unknown>;
}

export interface Refused {
  message: string;
  param: string | null;
}

export function parseChatRequest(body: unknown): ChatRequest | Refused {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    if (issue?.code === 'unrecognized_keys') {
      return { message: `Unrecognized request argument supplied: ${issue.keys[0]}`, param: null };
    }
    return { message: issue?.message ?? 'invalid', param: issue?.path.join('.') ?? null };
  }
  const { data } = parsed;
  const format = data.response_format;
  if (format?.type === 'json_schema' && format.json_schema.strict === true) {
    const fault = strictFault(format.json_schema.name, format.json_schema.schema);
    if (fault) return { message: fault, param: 'response_format' };
  }
  if (data.stream_options && data.stream !== true) {
    const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
    return { message, param: 'stream_options' };
  }
  const textOf = (roles: string[]) =>
    data.messages
      .filter(({ role }) => roles.includes(role))
      .map((message) => String(message.content))
      .join('\n');
  const tokensMax = data.max_completion_tokens ?? data.max_tokens ?? undefined;
  return {
    model: data.model,
    system: textOf(['system', 'developer']),
    user: textOf(['user']),
    stream: data.stream === true,
    includesUsage: data.stream_options?.include_usage === true,
    ...(tokensMax === undefined ? {} : { tokensMax }),
    ...(typeof data.temperature === 'number' ? { temperature: data.temperature } : {}),
    ...(format?.type === 'json_schema' ? { schema: format.json_schema.schema } : {}),
  };
}
