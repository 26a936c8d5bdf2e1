/** What the API answers with about drafts and versions. */
import { z } from 'zod';
import { named } from './schemas.ts';

const instant = z.int().describe('milliseconds since 1970, UTC');

const publication = z.object({
  version: z.string(),
  kind: z.enum(['seed', 'publish', 'rollback']),
  atMs: instant,
  who: z.string(),
  why: z.string(),
  overridden: z.string().optional().describe('why it was published although the gate refused'),
});

export const findingSchema = named(
  'Finding',
  z.object({
    file: z.string().describe('below the policies folder'),
    line: z.int(),
    what: z.string(),
    fix: z.string(),
    way: z.array(z.string()).optional().describe('the shortest way in which it comes about'),
  }),
);

export const draftSchema = named(
  'Draft',
  z.object({
    business: z.object({ id: z.string(), name: z.string() }),
    inForce: publication,
    draft: z
      .object({
        id: z.int(),
        basedOn: z.string().describe('the version that unchanged files are taken from'),
        begunBy: z.string(),
        begunAtMs: instant,
      })
      .optional()
      .describe('absent when nothing is being changed'),
    files: z.array(
      z.object({
        path: z.string(),
        text: z.string(),
        own: z.boolean().describe('false for the defaults, which a business lays its own over'),
        revision: z.int().describe('0 when it is as its version has it'),
        who: z.string().optional(),
        atMs: instant.optional(),
      }),
    ),
    removed: z.array(z.object({ path: z.string(), revision: z.int() })),
    stamp: z.string().describe('changes whenever anything else here does'),
  }),
);

const draftFile = z.object({
  path: z.string(),
  text: z.string().optional(),
  revision: z.int(),
  who: z.string(),
  atMs: instant,
});

export const savedSchema = named(
  'Saved',
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('saved'), draft: z.int(), file: draftFile }),
    z.object({ outcome: z.literal('conflict'), draft: z.int(), theirs: draftFile }),
    z.object({
      outcome: z.literal('ended'),
      ended: z.object({ how: z.enum(['published', 'discarded']), who: z.string(), atMs: instant }),
    }),
  ]),
);

export const checkedSchema = named(
  'Checked',
  z.object({
    version: z.string().optional().describe('absent while the files cannot be compiled'),
    findings: z.array(findingSchema),
    stamp: z.string(),
  }),
);

export const changesSchema = named(
  'Changes',
  z.object({
    before: z.string(),
    after: z.string(),
    groups: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
  }),
);

export const publishedSchema = named(
  'Published',
  z.object({
    outcome: z
      .enum(['published', 'in-force-already', 'refused', 'to-approve', 'overtaken', 'ended'])
      .describe('`to-approve`: nothing is wrong, and callers will notice `noticed`'),
    version: z.string().optional(),
    mayOverride: z.boolean().describe('a person may answer for what was found'),
    findings: z.array(findingSchema),
    faults: z
      .array(z.object({ what: z.string(), way: z.array(z.string()) }))
      .describe('generated calls that went wrong, the shortest way first'),
    noticed: z
      .array(
        z.object({
          what: z.string(),
          before: z.string(),
          after: z.string(),
          way: z.array(z.string()),
          calls: z.int().describe('how many of the calls compared show it'),
        }),
      )
      .describe('what callers will notice, the most frequent first'),
  }),
);

export const triedSchema = named(
  'Tried',
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('ready'), version: z.string(), number: z.string() }),
    z.object({ outcome: z.literal('refused'), findings: z.array(findingSchema) }),
  ]),
);

export const discardedSchema = named('Discarded', z.object({ discarded: z.boolean() }));

export const versionsSchema = named(
  'Versions',
  z.object({
    versions: z.array(
      z.object({
        version: z.string(),
        status: z.enum(['checked', 'published', 'replaced']),
        madeAtMs: instant,
        madeBy: z.string(),
        publications: z.array(publication),
      }),
    ),
  }),
);

export const rolledBackSchema = named(
  'RolledBack',
  z.object({ outcome: z.enum(['published', 'in-force-already']) }),
);

const point = z.object({ x: z.number(), y: z.number() });
const picture = z.object({
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    point.extend({
      id: z.string(),
      label: z.string(),
      width: z.number(),
      height: z.number(),
      parent: z.string().optional(),
      kind: z.enum(['step', 'group', 'folded', 'final', 'anywhere', 'exit']),
      initial: z.boolean(),
      stays: z.array(z.string()),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      label: z.string(),
      events: z.array(z.string()),
      points: z.array(point),
    }),
  ),
});

export const picturesSchema = named(
  'ChartPictures',
  z.object({ overview: picture, inside: z.record(z.string(), picture) }),
);

export const changesPictureSchema = named('ChangesPicture', z.object({ svg: z.string() }));

export const policySchemasSchema = named(
  'PolicySchemas',
  z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
);
