/** What the editor offers and explains at a place: from the schema, and from the names that are known. */
import type { JsonSchema } from './flows-session.ts';
import { explanations } from './key-words.ts';
import type { KnownNames } from './known-names.ts';
import { placeAt } from './yaml-place.ts';

export interface Offer {
  label: string;
  detail?: string;
  info?: string;
  apply?: string;
}

export function completionsAt(
  text: string,
  offset: number,
  schema: JsonSchema | undefined,
  names: KnownNames,
): Offer[] {
  if (schema === undefined) return [];
  const { path, typing } = placeAt(text, offset);
  const here = schemasAt([schema], path);
  if (typing === 'key') {
    const keys = here.flatMap(keysOf);
    if (keys.length > 0) return [...new Map(keys.map((offer) => [offer.label, offer])).values()];
  }
  return valuesAt(here, path, names);
}

/** What the word under the pointer means. */
export function helpAt(
  text: string,
  offset: number,
  schema: JsonSchema | undefined,
): string | undefined {
  if (schema === undefined) return undefined;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [, lead = '', key] = /^([\s-]*)([\w-]+):/.exec(text.slice(start)) ?? [];
  if (key === undefined || offset > start + lead.length + key.length) return undefined;
  const { path } = placeAt(text, start + lead.length);
  const found = schemasAt([schema], [...path, key]);
  const lines = [explanations[key], ...new Set(found.map(shapeWords))];
  return lines.filter(Boolean).join('\n') || undefined;
}

function valuesAt(here: JsonSchema[], path: string[], names: KnownNames): Offer[] {
  const fixed = here.flatMap((schema) => {
    if (Array.isArray(schema.enum)) return schema.enum.map(String);
    if (schema.const !== undefined) return [String(schema.const)];
    return schema.type === 'boolean' ? ['true', 'false'] : [];
  });
  const last = path.filter((key) => key !== '*').at(-1) ?? '';
  const inOutcomes = path.at(-2) === 'outcomes' ? 'outcomes' : undefined;
  const asking = last === 'ask' ? (path.includes('slots') ? 'slot.ask' : 'step.ask') : undefined;
  // In rules, `then` is one of the schema's own words; in flows it names a step.
  const known = fixed.length > 0 ? [] : (names[inOutcomes ?? asking ?? last] ?? []);
  return [...new Set([...fixed, ...known])].map((label) => ({ label }));
}

function keysOf(schema: JsonSchema): Offer[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(objectOf(schema.properties)).map(([key, inner]) => ({
    label: key,
    apply: `${key}: `,
    ...(required.includes(key) ? { detail: 'needed' } : {}),
    info: [explanations[key], shapeWords(inner as JsonSchema)].filter(Boolean).join('\n'),
  }));
}

function schemasAt(schemas: JsonSchema[], path: string[]): JsonSchema[] {
  const plain = schemas.flatMap(choicesOf);
  const [key, ...rest] = path;
  if (key === undefined) return plain;
  return schemasAt(
    plain.flatMap((schema) => stepInto(schema, key)),
    rest,
  );
}

function choicesOf(schema: JsonSchema): JsonSchema[] {
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) =>
    Array.isArray(list) ? (list as JsonSchema[]) : [],
  );
  return choices.length === 0 ? [schema] : choices.flatMap(choicesOf);
}

function stepInto(schema: JsonSchema, key: string): JsonSchema[] {
  if (key === '*') {
    const { items } = schema;
    if (Array.isArray(items)) return items as JsonSchema[];
    return isSchema(items) ? [items] : [];
  }
  const own = objectOf(schema.properties)[key];
  if (isSchema(own)) return [own];
  return isSchema(schema.additionalProperties) ? [schema.additionalProperties] : [];
}

/** The shape of a value in a person's words. */
function shapeWords(schema: JsonSchema): string {
  const [first, ...more] = choicesOf(schema);
  if (first !== undefined && more.length > 0) {
    return [...new Set([first, ...more].map(shapeWords))].filter(Boolean).join(', or ');
  }
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.type === 'array') return 'a list';
  if (schema.type === 'object') {
    const keys = Object.keys(objectOf(schema.properties));
    return keys.length > 0 ? `with ${keys.join(', ')}` : 'names with their values';
  }
  const words: Record<string, string> = {
    string: 'a text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  const range = [
    schema.minimum === undefined ? '' : ` from ${String(schema.minimum)}`,
    schema.maximum === undefined || Number(schema.maximum) > 1e9
      ? ''
      : ` to ${String(schema.maximum)}`,
  ].join('');
  return `${words[String(schema.type)] ?? ''}${schema.type === 'string' ? '' : range}`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Record<string, unknown> {
  return isSchema(value) ? value : {};
}
