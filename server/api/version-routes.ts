/** The versions of a business over HTTP: who made and published which, when and why; and the way back. */
import { z } from 'zod';
import { apiRoute } from './api-route.ts';
import { rolledBackSchema, versionsSchema } from './draft-schemas.ts';

const nothing = z.strictObject({});
const business = z.strictObject({ business: z.string().min(1).max(100) });

export const versionRoutes = [
  apiRoute({
    id: 'listVersions',
    method: 'GET',
    path: '/businesses/{business}/versions',
    summary: 'Every version of a business with its publications, newest first',
    params: business,
    query: nothing,
    answer: versionsSchema,
    refuses: ['business-unknown'],
    async run({ params }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      return { versions: await desk.versions(params.business) };
    },
  }),
  apiRoute({
    id: 'rollBack',
    method: 'POST',
    path: '/businesses/{business}/versions/{version}/rollback',
    summary: 'New calls take this version again, which was in force before',
    params: business.extend({ version: z.string().min(1).max(100) }),
    query: nothing,
    body: z.strictObject({
      who: z.string().trim().min(1, 'say who you are').max(80),
      why: z.string().trim().min(1, 'say why').max(1000),
    }),
    answer: rolledBackSchema,
    refuses: ['business-unknown', 'version-unknown', 'never-published'],
    async run({ params, body }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      const outcome = await desk.rollback(params.business, { ...body, version: params.version });
      if (outcome === 'unknown-version') return { refused: 'version-unknown' };
      if (outcome === 'never-published') return { refused: 'never-published' };
      if (outcome === 'overtaken') throw new Error('a rollback replaces whatever is in force');
      return { outcome };
    },
  }),
];
