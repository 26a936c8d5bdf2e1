/** Finds the part of a schema that stands for one place in a file, and the names allowed there. */
import { z } from 'zod';

/** The keys that may stand at this place; empty where any may. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const here = schemasAt([schema], path);
  const keys = here.flatMap((each) => {
    if (each instanceof z.ZodObject) return Object.keys(each.shape);
    const named = each instanceof z.ZodRecord && each.keyType instanceof z.ZodEnum;
    return named ? (each.keyType as z.ZodEnum).options.map(String) : [];
  });
  return [...new Set(keys)];
}

/** What the schema allows behind a path; more than one where it offers a choice. */
function schemasAt(schemas: z.ZodType[], path: readonly PropertyKey[]): z.ZodType[] {
  const plain = schemas.flatMap(unwrapped);
  const [key, ...rest] = path;
  if (key === undefined) return plain;
  return schemasAt(
    plain.flatMap((schema) => step(schema, key)),
    rest,
  );
}

/** The type of schemas inside schemas is looser than ours; these are the only kinds we write. */
function step(schema: z.ZodType, key: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const inner = schema.shape[String(key)] as z.ZodType | undefined;
    return inner ? [inner] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodTuple) {
    const inner = schema.def.items[Number(key)] as z.ZodType | undefined;
    return inner ? [inner] : [];
  }
  return [];
}

function unwrapped(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((each) => unwrapped(each as z.ZodType));
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.def.innerType as z.ZodType);
  }
  return [schema];
}
