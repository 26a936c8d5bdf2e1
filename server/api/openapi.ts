/** The OpenAPI document of the API, made from the schemas that check what it takes and answers. */
import { z } from 'zod';
import { type ApiErrorCode, apiErrors } from './api-errors.ts';
import type { ApiRoute } from './api-route.ts';
import { namedSchemas } from './schemas.ts';

type Json = Record<string, unknown>;

export const apiPrefix = '/api/v1';

/** What any route may refuse; input is refused by those that take some. */
const everywhere: ApiErrorCode[] = [
  'password-wanted',
  'this-machine-only',
  'database-away',
  'failed',
];

export function openapiDocument(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Frontdesk',
      version: '1.0.0',
      description:
        'Calls, messages and appointments of the businesses that Frontdesk answers for. Without a password only the machine itself is answered.',
    },
    servers: [{ url: apiPrefix }],
    security: [{ password: [] }, {}],
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        password: { type: 'http', scheme: 'basic', description: 'user `frontdesk`' },
      },
    },
  };
}

function operation(route: ApiRoute): Json {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  return {
    operationId: route.id,
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: bodyOf(route.body) }),
    responses: { 200: answer('what was asked for', route.answer), ...refusals(route) },
  };
}

function bodyOf(schema: z.ZodObject): Json {
  const shape = plain(z.toJSONSchema(schema, { io: 'input' }));
  return { required: true, content: { 'application/json': { schema: shape } } };
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = plain(z.toJSONSchema(schema, { io: 'input' })) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

/** One answer a status; its description lists every code that comes with it. */
function refusals({ method, params, query, body, refuses }: ApiRoute): Json {
  const takes = body || [params, query].some(({ shape }) => Object.keys(shape).length > 0);
  const codes: ApiErrorCode[] = [
    ...(takes ? ['input-invalid' as const] : []),
    ...(method === 'GET' ? [] : ['origin-refused' as const]),
    ...everywhere,
    ...refuses,
  ];
  const byStatus = Map.groupBy(codes, (code) => apiErrors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${apiErrors[code].message}`).join('; '),
        content: { 'application/json': { schema: { $ref: reference('Error') } } },
      },
    ]),
  );
}

function answer(description: string, schema: z.ZodType): Json {
  const id = namedSchemas.get(schema)?.id;
  if (id === undefined) throw new Error('the answer of a route has a name in the document');
  return {
    description,
    content: { 'application/json': { schema: { $ref: reference(id) } } },
  };
}

function components(): Json {
  const { schemas } = z.toJSONSchema(namedSchemas, {
    uri: reference,
    io: 'output',
    // A member more is no breach: programs of today read the answers of tomorrow.
    override({ jsonSchema }) {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

function reference(id: string): string {
  return `#/components/schemas/${id}`;
}

/** Inside the document a schema has no address and no dialect of its own. */
function plain(schema: object): Json {
  const { $schema: _dialect, $id: _address, '~standard': _standard, ...rest } = schema as Json;
  return rest;
}
