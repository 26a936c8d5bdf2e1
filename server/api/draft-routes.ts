/** Drafts over HTTP: what is being edited, each save, its findings, its picture, and a call to try it. */
import { z } from 'zod';
import { jsonSchemas } from '../../services/definitions/json-schemas.ts';
import type { PublishWish } from '../drafting/draft-desk.ts';
import { printDialogue } from '../scenarios/dialogue.ts';
import { apiRoute } from './api-route.ts';
import {
  changesPictureSchema,
  changesSchema,
  checkedSchema,
  discardedSchema,
  draftSchema,
  picturesSchema,
  policySchemasSchema,
  publishedSchema,
  savedSchema,
  triedSchema,
} from './draft-schemas.ts';

const nothing = z.strictObject({});
const business = z.strictObject({ business: z.string().min(1).max(100) });
const who = z.string().trim().min(1, 'say who you are').max(80);
const why = z.string().trim().min(1, 'say why').max(1000);
const draftId = z.int().min(1);
const version = z.string().regex(/^[0-9a-f]{6,64}$/, 'versions are hexadecimal digits');
const fileTextMax = 400_000;
/** More of them than anybody reads before pressing a button. */
const noticedMax = 50;

/** A business writes its own files only, by the names that are read. */
const ownFile = (id: string, path: string) =>
  path.startsWith(`${id}/`) &&
  /^[a-z][a-z0-9-]*\/(?:flows\/[a-z][a-z0-9-]*|[a-z]+)\.yaml$/.test(path);

/** From the version in force to this one; to the draft when it is absent. */
const compared = z.strictObject({ to: version.optional() });

export const draftRoutes = [
  apiRoute({
    id: 'readPolicySchemas',
    method: 'GET',
    path: '/policy-schemas',
    summary: 'The shapes of the policy files, for editors to complete and explain',
    params: nothing,
    query: nothing,
    answer: policySchemasSchema,
    refuses: [],
    async run() {
      const schemas = Object.entries(jsonSchemas()).map(([name, text]) => [
        name.replace('.schema.json', ''),
        JSON.parse(text) as Record<string, unknown>,
      ]);
      return { schemas: Object.fromEntries(schemas) };
    },
  }),
  apiRoute({
    id: 'readDraft',
    method: 'GET',
    path: '/businesses/{business}/draft',
    summary: "A business's files as they are being edited, or as the version in force has them",
    params: business,
    query: nothing,
    answer: draftSchema,
    refuses: ['business-unknown'],
    run: async ({ params }, { desk }) =>
      (await desk.state(params.business)) ?? { refused: 'business-unknown' },
  }),
  apiRoute({
    id: 'saveDraftFile',
    method: 'PUT',
    path: '/businesses/{business}/draft/file',
    summary: 'Saves one file into the draft, unless somebody else saved it meanwhile',
    params: business,
    query: nothing,
    body: z.strictObject({
      draft: draftId
        .optional()
        .describe('the draft that the editor has; absent when there is none'),
      path: z.string().max(200),
      text: z.string().max(fileTextMax).optional().describe('absent to remove the file'),
      revision: z.int().min(0).describe('what the change was made on'),
      who,
    }),
    answer: savedSchema,
    refuses: ['business-unknown'],
    async run({ params, body: { draft, text, ...change } }, { desk }) {
      if (!ownFile(params.business, change.path)) return { refused: 'input-invalid' };
      const saved = await desk.save(params.business, {
        ...change,
        ...(draft === undefined ? {} : { draft }),
        ...(text === undefined ? {} : { text }),
      });
      return saved ?? { refused: 'business-unknown' };
    },
  }),
  apiRoute({
    id: 'discardDraft',
    method: 'POST',
    path: '/businesses/{business}/draft/discard',
    summary: 'Ends the draft; its files are as the version in force has them again',
    params: business,
    query: nothing,
    body: z.strictObject({ draft: draftId, who }),
    answer: discardedSchema,
    refuses: ['business-unknown'],
    async run({ params, body }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      return { discarded: await desk.discard(params.business, body.draft, body.who) };
    },
  }),
  apiRoute({
    id: 'checkDraft',
    method: 'GET',
    path: '/businesses/{business}/draft/findings',
    summary: 'Everything that the checker and the proofs find in the draft',
    params: business,
    query: nothing,
    answer: checkedSchema,
    refuses: ['business-unknown'],
    run: async ({ params }, { desk }) =>
      (await desk.check(params.business)) ?? { refused: 'business-unknown' },
  }),
  apiRoute({
    id: 'readPicture',
    method: 'GET',
    path: '/businesses/{business}/versions/{version}/picture',
    summary: 'The chart of a version or of a draft that was checked, its boxes and arrows placed',
    params: business.extend({ version }),
    query: nothing,
    answer: picturesSchema,
    refuses: ['version-unknown'],
    run: async ({ params }, { desk }) =>
      (await desk.picture(params.business, params.version)) ?? { refused: 'version-unknown' },
  }),
  apiRoute({
    id: 'readChanges',
    method: 'GET',
    path: '/businesses/{business}/changes',
    summary: 'What callers would notice of a draft or a version, beside the version in force',
    params: business,
    query: compared,
    answer: changesSchema,
    refuses: ['business-unknown', 'not-compiled'],
    async run({ params, query }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      return (await desk.changes(params.business, query.to)) ?? { refused: 'not-compiled' };
    },
  }),
  apiRoute({
    id: 'readChangesPicture',
    method: 'GET',
    path: '/businesses/{business}/changes/picture',
    summary: 'The same as a picture: what is new in green, what is gone in red',
    params: business,
    query: compared,
    answer: changesPictureSchema,
    refuses: ['business-unknown', 'not-compiled'],
    async run({ params, query }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      const svg = await desk.changesPicture(params.business, query.to);
      return svg === undefined ? { refused: 'not-compiled' } : { svg };
    },
  }),
  apiRoute({
    id: 'publishDraft',
    method: 'POST',
    path: '/businesses/{business}/draft/publish',
    summary: 'New calls take the draft, if the gate lets it through or somebody answers for it',
    params: business,
    query: nothing,
    body: z.strictObject({
      draft: draftId,
      who,
      why,
      override: why.optional().describe('why it goes out although the gate refused'),
      approve: z.boolean().optional().describe('what callers will notice is what is wanted'),
      replacing: version.describe('the version that was seen in force'),
    }),
    answer: publishedSchema,
    refuses: ['business-unknown'],
    async run({ params, body: { override, approve, ...body } }, { lines, desk }) {
      if (lines.byBusiness(params.business) === undefined) return { refused: 'business-unknown' };
      const wish: PublishWish = {
        ...body,
        ...(override === undefined ? {} : { override }),
        ...(approve === undefined ? {} : { approve }),
      };
      const published = await desk.publish(params.business, wish);
      if (published.outcome === 'ended') {
        const { outcome } = published;
        return { outcome, mayOverride: false, findings: [], faults: [], noticed: [] };
      }
      const { definition, findings, faults, rehearsal, difference } = published.verdict;
      const failed = rehearsal?.failures.map(({ what, dialogue }) => ({
        what: `a generated call fails: ${what}`,
        way: printDialogue(dialogue).split('\n'),
      }));
      return {
        outcome: published.outcome,
        ...('version' in published ? { version: published.version } : {}),
        mayOverride: definition !== undefined,
        findings,
        faults: [...faults, ...(failed ?? [])],
        noticed: (difference?.changes ?? []).slice(0, noticedMax),
      };
    },
  }),
  apiRoute({
    id: 'tryDraft',
    method: 'POST',
    path: '/businesses/{business}/draft/try',
    summary:
      'Keeps the draft as a version that can be called from the call page, and by nobody else',
    params: business,
    query: nothing,
    body: z.strictObject({ who }),
    answer: triedSchema,
    refuses: ['business-unknown'],
    run: async ({ params, body }, { desk }) =>
      (await desk.tryOut(params.business, body.who)) ?? { refused: 'business-unknown' },
  }),
];
