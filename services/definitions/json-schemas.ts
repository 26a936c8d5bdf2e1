/** The shapes of the policy files as JSON Schemas: what an editor completes and underlines. */
import { z } from 'zod';
import { flowSchema } from '../../machines/flow/schema.ts';
import { businessSchema } from '../../machines/policy/business.ts';
import { questionsSchema, rulesSchema, wordsSchema } from '../../machines/policy/definition.ts';
import { understandingChangesSchema } from '../../machines/policy/understanding.ts';
import { repairChangesSchema, timingChangesSchema } from './read-draft.ts';

/** Below the policies folder; not a business, since it holds no YAML. */
export const schemasFolder = 'schemas';

const shapes: Record<string, { schema: z.ZodType; about: string }> = {
  business: { schema: businessSchema, about: 'Who, where, when, what and for how much' },
  flow: { schema: flowSchema, about: 'A conversation, step by step' },
  questions: { schema: questionsSchema, about: 'What callers ask, and the approved answers' },
  words: { schema: wordsSchema, about: 'The sentences of the line' },
  rules: { schema: rulesSchema, about: 'What is refused, asked twice, or left to a person' },
  timing: { schema: timingChangesSchema, about: 'How long the line waits, in milliseconds' },
  repair: { schema: repairChangesSchema, about: 'How patient the line is' },
  understanding: { schema: understandingChangesSchema, about: 'How a model helps to understand' },
};

/** File name → text, the same on every machine. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, { schema, about }]) => {
      const shape = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      const { $schema, ...rest } = shape;
      return [fileOf(name), `${JSON.stringify({ $schema, title: about, ...rest }, null, 2)}\n`];
    }),
  );
}

function fileOf(name: string): string {
  return `${name}.schema.json`;
}

/** The line that tells an editor which schema a policy file follows. */
export function schemaLine(nameInBusiness: string): string {
  const flow = nameInBusiness.startsWith('flows/');
  const shape = flow ? 'flow' : nameInBusiness.replace(/\.yaml$/, '');
  const up = flow ? '../..' : '..';
  return `# yaml-language-server: $schema=${up}/${schemasFolder}/${fileOf(shape)}`;
}
