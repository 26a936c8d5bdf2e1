/** What OpenAI's strict mode refuses in a JSON schema, in the words it uses for it. */

type Schema = Record<string, unknown>;

const keywords = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const'],
  ...[
    'anyOf',
    '$ref',
    '$defs',
    '$schema',
    'definitions',
    'description',
    'title',
    'pattern',
    'format',
  ],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems'],
]);
const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const depthMax = 10;
const enumValuesMax = 1_000;
const propertiesMax = 5_000;

/** The first fault, or undefined for a schema that strict mode takes. */
export function strictFault(name: string, schema: unknown): string | undefined {
  if (!isObject(schema)) return `schema must be a JSON Schema of 'type: "object"'`;
  if (schema.type !== 'object' || 'anyOf' in schema) {
    return `Invalid schema for response_format '${name}': schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema.type)}"'.`;
  }
  const counts = { properties: 0, enumValues: 0 };
  const fault = faultAt(schema, [], counts);
  if (fault) return `Invalid schema for response_format '${name}': ${fault}`;
  if (counts.enumValues > enumValuesMax) return `Invalid schema: too many enum values`;
  return counts.properties > propertiesMax ? 'Invalid schema: too many properties' : undefined;
}

function faultAt(
  schema: unknown,
  path: string[],
  counts: { properties: number; enumValues: number },
): string | undefined {
  const at = `In context=(${path.map((part) => `'${part}'`).join(', ')})`;
  if (!isObject(schema)) return `${at}, a schema must be an object.`;
  if (path.length > depthMax * 2) return `${at}, too many levels of nesting.`;
  const unknown = Object.keys(schema).find((key) => !keywords.has(key));
  if (unknown !== undefined) return `${at}, '${unknown}' is not permitted.`;
  for (const type of [schema.type].flat()) {
    if (type !== undefined && !types.has(String(type))) {
      return `${at}, '${String(type)}' is not valid under any of the given schemas.`;
    }
  }
  if (Array.isArray(schema.enum)) {
    if (schema.enum.length === 0) return `${at}, 'enum' must not be empty.`;
    counts.enumValues += schema.enum.length;
  }
  if (schema.type === 'object') {
    const fault = objectFault(schema, at);
    if (fault) return fault;
  }
  if (schema.type === 'array' && !isObject(schema.items))
    return `${at}, array schema missing items.`;
  const properties = isObject(schema.properties) ? schema.properties : {};
  counts.properties += Object.keys(properties).length;
  const inner: [unknown, string[]][] = [
    ...Object.entries(properties).map(([key, value]): [unknown, string[]] => [
      value,
      ['properties', key],
    ]),
    ...(schema.items === undefined ? [] : [[schema.items, ['items']] as [unknown, string[]]]),
    ...[schema.anyOf ?? []]
      .flat()
      .map((value, index): [unknown, string[]] => [value, ['anyOf', String(index)]]),
  ];
  for (const [value, step] of inner) {
    const fault = faultAt(value, [...path, ...step], counts);
    if (fault) return fault;
  }
  return undefined;
}

function objectFault(schema: Schema, at: string): string | undefined {
  if (schema.additionalProperties !== false) {
    return `${at}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const keys = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = keys.find((key) => !required.includes(key));
  const extra = required.find((key) => !keys.includes(String(key)));
  if (missing === undefined && extra === undefined) return undefined;
  const what = missing === undefined ? 'Extra required key' : 'Missing';
  return `${at}, 'required' is required to be supplied and to be an array including every key in properties. ${what} '${String(missing ?? extra)}'.`;
}

/** Whether a value fits a strict schema: what constrained decoding makes sure of on the real side. */
export function fits(value: unknown, schema: unknown): boolean {
  if (!isObject(schema)) return true;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case 'object': {
      if (!isObject(value)) return false;
      const properties = isObject(schema.properties) ? schema.properties : {};
      const keys = Object.keys(properties);
      const same = Object.keys(value).length === keys.length && keys.every((key) => key in value);
      return same && keys.every((key) => fits(value[key], properties[key]));
    }
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(item, schema.items));
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
