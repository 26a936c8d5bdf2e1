/** The document says what the API does: it is well formed, and real answers match it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiErrors } from '../../../server/api/api-errors.ts';
import { useDatabase } from '../../support/database.ts';
import { openHouse } from '../../support/spoken-call.ts';
import { type Desk, openDesk } from './open-desk.ts';

/** The parts of OpenAPI 3.1.0 that the document may use, and no other member. */
const schema = z.record(z.string(), z.unknown());
const reference = z.strictObject({ $ref: z.string().startsWith('#/components/schemas/') });
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  description: z.string().optional(),
  schema,
});
const content = z.strictObject({ 'application/json': z.strictObject({ schema: reference }) });
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  parameters: z.array(parameter).optional(),
  requestBody: z
    .strictObject({
      required: z.literal(true),
      content: z.strictObject({ 'application/json': z.strictObject({ schema }) }),
    })
    .optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content }),
  ),
});
const pathItem = z.partialRecord(z.enum(['get', 'post', 'put']), operation);
const openapi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.tuple([z.strictObject({ url: z.literal('/api/v1') })]),
  security: z.array(z.partialRecord(z.enum(['password']), z.array(z.string()))),
  paths: z.record(z.string().startsWith('/'), pathItem),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z]+$/), schema),
    securitySchemes: z.strictObject({
      password: z.strictObject({
        type: z.literal('http'),
        scheme: z.literal('basic'),
        description: z.string(),
      }),
    }),
  }),
});
type Document = z.infer<typeof openapi>;
type Operation = z.infer<typeof operation>;

const database = useDatabase();
let desk: Desk;
let document: Document;
let operations: { path: string; method: string; operation: Operation }[];
let callId: string;

beforeAll(async () => {
  const house = await openHouse({ store: database.store });
  const call = await house.dial();
  callId = call.callId;
  await call.says('I would like to book a cleaning on Tuesday at 10');
  await call.says('Ann Lee');
  await call.says('yes');
  await call.says('I want to leave a message');
  await call.says('Please call me back about my invoice');
  await call.hangsUp();
  await house.close();
  desk = await openDesk(database.store);
  const response = await desk.app.inject({ url: '/api/v1/openapi.json' });
  document = openapi.parse(response.json());
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
});
afterAll(() => desk.close());

/** A check made of the document alone, as a program elsewhere would make it. */
function checkOf(described: Operation, status: number): z.ZodType {
  const name = described.responses[status]?.content['application/json'].schema.$ref;
  if (name === undefined) throw new Error(`${described.operationId} has no answer ${status}`);
  const { schemas } = document.components;
  const inPlace = JSON.parse(
    JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  return z.fromJSONSchema({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: name.replace('#/components/schemas/', '#/$defs/'),
    $defs: inPlace,
  });
}

describe('the document', () => {
  it('names each operation once, and everything that it refers to is there', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, id]) => id,
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(document.components.schemas).toHaveProperty(name ?? '');
    expect(text).not.toMatch(/"\$id"|"\$schema"/);
  });

  it('describes every parameter of a path, as required', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(inPath);
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  it('describes all routes that there are, and no other', () => {
    const described = operations.map(({ path, method }) => `${method} ${path}`).sort();
    expect(described).toEqual([
      'get /businesses',
      'get /businesses/{business}/bookings',
      'get /businesses/{business}/calls',
      'get /businesses/{business}/calls/{callId}',
      'get /businesses/{business}/calls/{callId}/journal',
      'get /businesses/{business}/changes',
      'get /businesses/{business}/changes/picture',
      'get /businesses/{business}/draft',
      'get /businesses/{business}/draft/findings',
      'get /businesses/{business}/messages',
      'get /businesses/{business}/versions',
      'get /businesses/{business}/versions/{version}/picture',
      'get /policy-schemas',
      'get /runs',
      'post /businesses/{business}/draft/discard',
      'post /businesses/{business}/draft/publish',
      'post /businesses/{business}/draft/try',
      'post /businesses/{business}/messages/{id}/handled',
      'post /businesses/{business}/versions/{version}/rollback',
      'post /runs',
      'post /runs/{run}/stop',
      'put /businesses/{business}/draft/file',
    ]);
    for (const { path, method } of operations) {
      const url = `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
      expect(desk.app.hasRoute({ url, method: method.toUpperCase() as 'GET' })).toBe(true);
    }
  });

  it('lists every code of the API, each under its status', () => {
    const told = new Map<string, string>();
    for (const { operation } of operations) {
      for (const [status, { description }] of Object.entries(operation.responses)) {
        for (const [, code = ''] of description.matchAll(/`([a-z-]+)`: /g)) told.set(code, status);
      }
    }
    // A route that is not there has no operation to say so.
    const { 'route-unknown': _route, ...expected } = apiErrors;
    const byStatus = Object.entries(expected).map(([code, { status }]) => [code, String(status)]);
    expect([...told].sort()).toEqual(byStatus.sort());
  });
});

describe('what a program is answered', () => {
  const clinic = { business: 'bright-smile', id: '' };
  const who = 'Ann';
  const version = () => desk.lines.byBusiness('bright-smile')?.definition.version ?? '';

  /** What each operation that takes something is given; the draft is one that nobody began. */
  const bodies = (): Record<string, object> => ({
    saveDraftFile: { path: 'bright-smile/timing.yaml', text: '# as usual\n', revision: 0, who },
    discardDraft: { draft: 999, who },
    publishDraft: { draft: 999, who, why: 'to see', replacing: version() },
    tryDraft: { who },
    rollBack: { who, why: 'to see' },
    startRun: { kind: 'simulation', business: 'unlisted', who },
    stopRun: { who },
  });

  async function ask(
    path: string,
    method: string,
    ids: Record<string, string>,
    payload?: object | undefined,
  ) {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
    const response = await desk.app.inject({
      method: method.toUpperCase() as 'GET',
      url: `/api/v1${url}`,
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.json() };
  }

  it('matches its description, for each operation', async () => {
    const { body } = await ask('/businesses/{business}/messages', 'get', clinic);
    const { body: begun } = await ask('/runs', 'post', {}, bodies().startRun);
    const run = begun.run.id;
    const ids = { ...clinic, callId, id: body.messages[0].id, version: version(), run };
    for (const { path, method, operation } of operations) {
      const { status, body } = await ask(path, method, ids, bodies()[operation.operationId]);
      expect([operation.operationId, status]).toEqual([operation.operationId, 200]);
      const { error } = checkOf(operation, 200).safeParse(body);
      expect([operation.operationId, error?.issues]).toEqual([operation.operationId, undefined]);
    }
  });

  it('matches its description when it is refused', async () => {
    const ids = { business: 'nobody', callId: 'CA0', id: 'none', version: 'abcdef', run: 'none' };
    const withIds = operations.filter(({ path }) => path.includes('{'));
    for (const { path, method, operation } of withIds) {
      const own = { path: 'nobody/timing.yaml' };
      const payload = bodies()[operation.operationId];
      const { status, body } = await ask(
        path,
        method,
        ids,
        payload && { ...payload, ...('path' in payload ? own : {}) },
      );
      expect([operation.operationId, status]).toEqual([operation.operationId, 404]);
      expect(checkOf(operation, 404).safeParse(body).success).toBe(true);
    }
  });

  it('would be found out if it did not match', async () => {
    const { path, method, operation } = operations.find(
      ({ operation }) => operation.operationId === 'readCall',
    ) as (typeof operations)[number];
    const { body } = await ask(path, method, { ...clinic, callId });
    const check = checkOf(operation, 200);
    expect(check.safeParse({ ...body, turns: [{ who: 'nobody' }] }).success).toBe(false);
    expect(check.safeParse({ ...body, startedAtMs: 'today' }).success).toBe(false);
    expect(check.safeParse({ ...body, outcome: 'well' }).success).toBe(false);
  });
});
