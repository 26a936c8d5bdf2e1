/** A run as it is kept and read: what other programs take, the page shows and two runs are compared by. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { coverLevels, type Suite } from '../../machines/paths/suite.ts';
import type { SuiteReport } from './suite-report.ts';

export const dialogueLine = z.object({
  who: z.enum(['caller', 'agent', 'world']),
  text: z.string(),
  state: z.string(),
});
const counted = z.object({
  declared: z.number(),
  covered: z.number(),
  unreachable: z.array(z.object({ id: z.string(), why: z.string() })),
  missing: z.array(z.string()),
});
const way = { id: z.string(), start: z.string(), moves: z.array(z.string()) };
const failure = z.object({
  ...way,
  leaves: z.array(z.string()),
  rule: z.string(),
  what: z.string(),
  dialogue: z.array(dialogueLine),
  replay: z.string(),
  /** The call as a draft of a written scenario. */
  scenario: z.string(),
});
const call = z.object({
  ...way,
  leaves: z.array(z.string()),
  target: z.string(),
  outcome: z.string(),
  failed: z.boolean(),
  /** Places in `items`. */
  items: z.array(z.number()),
  dialogue: z.array(dialogueLine),
});
const edge = z.object({
  id: z.string(),
  /** The source's dotted path; empty for the whole call. */
  path: z.string(),
  event: z.string(),
  description: z.string().optional(),
  targets: z.array(z.string()),
});
const picture = z.object({
  /** The state that it shows the inside of; empty for the whole call. */
  id: z.string(),
  name: z.string(),
  about: z.string(),
  width: z.number(),
  height: z.number(),
  svg: z.string(),
});

export const runDocument = z.object({
  format: z.literal(1),
  business: z.string(),
  name: z.string(),
  version: z.string(),
  seed: z.number(),
  cover: z.enum(coverLevels),
  /** When it was run, in the real world's time. */
  at: z.string(),
  seconds: z.number(),
  turns: z.number(),
  good: z.boolean(),
  coverage: z.record(z.string(), counted),
  armed: z.record(z.string(), z.number()),
  misreadings: z.array(
    z.object({
      move: z.string(),
      state: z.string(),
      text: z.string(),
      readAs: z.array(z.string()),
      times: z.number(),
    }),
  ),
  chartFaults: z.array(z.string()),
  paths: z.number(),
  failures: z.array(failure),
  items: z.array(z.string()),
  calls: z.array(call),
  states: z.array(z.string()),
  edges: z.array(edge),
  pictures: z.array(picture),
});
export type RunDocument = z.infer<typeof runDocument>;
export type RunPicture = z.infer<typeof picture>;

export interface DocumentExtras {
  suite: Suite;
  name: string;
  at: string;
  pictures: RunPicture[];
}

export function documentOf(report: SuiteReport, extras: DocumentExtras): RunDocument {
  const { suite, name, at, pictures } = extras;
  const { paths, ...rest } = report;
  const items = [...new Set(paths.flatMap((path) => path.items.filter(isShown)))].sort();
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const { states, edges } = suite.declared;
  return {
    format: 1,
    name,
    at,
    ...rest,
    paths: paths.length,
    items,
    calls: paths.map((path) => ({
      ...path,
      items: path.items.flatMap((item) => placeOf.get(item) ?? []),
    })),
    states: states.map(({ path }) => path),
    edges: edges.map(({ id, path, event, description, targets }) => ({
      id,
      path,
      event,
      targets,
      ...(description === undefined ? {} : { description }),
    })),
    pictures,
  };
}

/** Guards and pairs are counted; what a picture or a list of calls is asked for is this. */
function isShown(item: string): boolean {
  return /^(?:states|transitions|cells|outcomes) /.test(item);
}

/** What `--json` prints: coverage and failures, without the calls that went well. */
export function shortOf(document: RunDocument): object {
  const {
    items: _,
    calls: _calls,
    states: _states,
    edges: _edges,
    pictures: _p,
    ...rest
  } = document;
  return rest;
}

export type DocumentRead = { document: RunDocument } | { wrong: string };

export function readRunDocument(file: string): DocumentRead {
  try {
    const read = runDocument.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return { document: read.data };
    return { wrong: `${file} is no run of this version: run npm run scenarios again` };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { wrong: missing ? `there is no ${file}` : `${file} is no run: ${String(error)}` };
  }
}
