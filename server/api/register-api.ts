/** The JSON API: every route checked on its way in and out by the schemas that describe it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ServiceError } from '../../services/errors.ts';
import { type ApiErrorCode, apiErrors, isRefused } from './api-errors.ts';
import type { ApiDeps, ApiRoute } from './api-route.ts';
import { callRoutes } from './call-routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { apiPrefix, openapiDocument } from './openapi.ts';
import { runRoutes } from './run-routes.ts';
import { versionRoutes } from './version-routes.ts';

export const apiRoutes: readonly ApiRoute[] = [
  ...deskRoutes,
  ...callRoutes,
  ...draftRoutes,
  ...versionRoutes,
  ...runRoutes,
];

const noBody = z.strictObject({});
/** A business's file is some 20 KB; nobody types more than this into one. */
const bodyBytesMax = 512 * 1024;

/** What a program should wait before it asks again while the database is away. */
const retryAfterSeconds = 2;

/** Who may read is settled before: see `guardReading`. */
export async function registerApi(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (_request, reply) => {
        // Customers' data stays in no cache on its way.
        reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      });
      api.setNotFoundHandler((_request, reply) => refuse(reply, 'route-unknown'));
      api.setErrorHandler(failed);
      const document = openapiDocument(apiRoutes);
      api.get('/openapi.json', (_request, reply) => reply.send(document));
      for (const route of apiRoutes) {
        api.route({
          method: route.method,
          bodyLimit: bodyBytesMax,
          url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
          handler: (request, reply) => answer(route, request, reply, deps),
        });
      }
    },
    { prefix: apiPrefix },
  );
}

async function answer(
  route: ApiRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ApiDeps,
): Promise<FastifyReply> {
  const params = route.params.safeParse(request.params);
  const query = route.query.safeParse(request.query);
  const body = (route.body ?? noBody).safeParse(route.body === undefined ? {} : request.body);
  if (!params.success || !query.success || !body.success) {
    const issues = [params, query, body].flatMap(({ error }) => error?.issues ?? []);
    return refuse(reply, 'input-invalid', issues.map(faultOf).join('; '));
  }
  const result = await route.run({ params: params.data, query: query.data, body: body.data }, deps);
  if (typeof result === 'object' && result !== null && isRefused(result)) {
    return refuse(reply, result.refused);
  }
  // Takes out what the description does not name: nothing leaves by accident.
  return reply.send(route.answer.parse(result));
}

function faultOf({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

function refuse(reply: FastifyReply, error: ApiErrorCode, message?: string): FastifyReply {
  const { status, message: usual } = apiErrors[error];
  return reply.code(status).send({ error, message: message ?? usual });
}

/** The world's failures and ours; what happened is for the log, not for whoever asked. */
function failed(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ServiceError && error.retryable) {
    request.log.warn({ err: error }, 'the API could not be answered');
    return refuse(reply.header('retry-after', retryAfterSeconds), 'database-away');
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status >= 400 && status < 500) return refuse(reply, 'input-invalid', messageOf(error));
  request.log.error({ err: error }, 'the API failed');
  return refuse(reply, 'failed');
}

/** Of the HTTP layer alone, which speaks of the request's form. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : apiErrors['input-invalid'].message;
}
