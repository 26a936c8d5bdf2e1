/** The drafts in the database: files edited over a version, each save checked against its revision. */
import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Store, Tenant } from '../store/pool.ts';

/** A file as a draft has it now. */
export interface DraftFile {
  /** Below the policies folder: `bright-smile/business.yaml`. */
  path: string;
  /** Absent when the draft removes the file. */
  text?: string;
  /** From 1, one more with each save; 0 stands for a file as its version has it. */
  revision: number;
  who: string;
  atMs: number;
}

export interface StoredDraft {
  id: number;
  /** The version that its unchanged files are taken from. */
  basedOn: string;
  begunBy: string;
  begunAtMs: number;
  /** Those that were changed. */
  files: DraftFile[];
}

export interface EndedDraft {
  how: 'published' | 'discarded';
  who: string;
  atMs: number;
}

export interface FileChange {
  /** The draft that the editor has in front of them; absent when they saw none. */
  draft?: number;
  /** Begun on this version when there is none yet. */
  basedOn: string;
  path: string;
  /** Absent to remove the file. */
  text?: string;
  /** What the change was made on. */
  revision: number;
  who: string;
}

export type Saved =
  | { outcome: 'saved'; draft: number; file: DraftFile }
  /** Somebody saved this file meanwhile: nothing was written. */
  | { outcome: 'conflict'; draft: number; theirs: DraftFile }
  /** The draft is over: nothing was written. */
  | { outcome: 'ended'; ended: EndedDraft };

export interface Drafts {
  read(businessId: string): Promise<StoredDraft | undefined>;
  save(businessId: string, change: FileChange): Promise<Saved>;
  /** Ends the open draft, if it still is this one. */
  end(businessId: string, draft: number, how: EndedDraft['how'], who: string): Promise<boolean>;
}

export function createDrafts({ store, clock }: { store: Store; clock: Clock }): Drafts {
  return {
    read: (businessId) => store.withTenant(businessId, read),
    save: (businessId, change) =>
      store.withTenant(businessId, (tenant) => save(tenant, clock, businessId, change)),
    end: (businessId, draft, how, who) =>
      store.withTenant(businessId, async (tenant) => {
        const { numUpdatedRows } = await tenant
          .updateTable('drafts')
          .set({ ended: how, ended_at: new Date(clock.now()), ended_by: who })
          .where('draft', '=', String(draft))
          .where('ended', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
  };
}

/** The files of a version with a draft's changes laid over them. */
export function filesWithDraft(
  base: Record<string, string>,
  draft: StoredDraft | undefined,
): Record<string, string> {
  const files = { ...base };
  for (const { path, text } of draft?.files ?? []) {
    if (text === undefined) delete files[path];
    else files[path] = text;
  }
  return files;
}

async function read(tenant: Tenant): Promise<StoredDraft | undefined> {
  const open = await tenant
    .selectFrom('drafts')
    .selectAll()
    .where('ended', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return undefined;
  const rows = await tenant
    .selectFrom('draft_files')
    .selectAll()
    .where('draft', '=', open.draft)
    .orderBy('path')
    .execute();
  return {
    id: Number(open.draft),
    basedOn: open.based_on,
    begunBy: open.begun_by,
    begunAtMs: open.begun_at.getTime(),
    files: rows.map(({ path, text, revision, who, at }) => ({
      path,
      ...(text === null ? {} : { text }),
      revision,
      who,
      atMs: at.getTime(),
    })),
  };
}

async function save(
  tenant: Tenant,
  clock: Clock,
  businessId: string,
  change: FileChange,
): Promise<Saved> {
  // Two who save at once do so one after the other, and the second sees what the first wrote.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${businessId}`}, 0))`.execute(
    tenant,
  );
  const open = await read(tenant);
  if (change.draft !== undefined && change.draft !== open?.id) {
    const ended = await endOf(tenant, change.draft);
    if (ended !== undefined) return { outcome: 'ended', ended };
  }
  const theirs = open?.files.find(({ path }) => path === change.path);
  if (open !== undefined && theirs !== undefined && theirs.revision !== change.revision) {
    return { outcome: 'conflict', draft: open.id, theirs };
  }
  const at = new Date(clock.now());
  const { path, text, who } = change;
  const draft = open?.id ?? (await begin(tenant, businessId, change, at));
  const revision = (theirs?.revision ?? 0) + 1;
  const row = { revision, text: text ?? null, at, who };
  await tenant
    .insertInto('draft_files')
    .values({ business_id: businessId, draft: String(draft), path, ...row })
    .onConflict((conflict) => conflict.columns(['business_id', 'draft', 'path']).doUpdateSet(row))
    .execute();
  const file = { path, revision, who, atMs: at.getTime(), ...(text === undefined ? {} : { text }) };
  return { outcome: 'saved', draft, file };
}

async function begin(
  tenant: Tenant,
  businessId: string,
  { basedOn, who }: FileChange,
  at: Date,
): Promise<number> {
  const { draft } = await tenant
    .insertInto('drafts')
    .values({ business_id: businessId, based_on: basedOn, begun_at: at, begun_by: who })
    .returning('draft')
    .executeTakeFirstOrThrow();
  return Number(draft);
}

async function endOf(tenant: Tenant, draft: number): Promise<EndedDraft | undefined> {
  const row = await tenant
    .selectFrom('drafts')
    .select(['ended', 'ended_at', 'ended_by'])
    .where('draft', '=', String(draft))
    .executeTakeFirst();
  if (!row?.ended || row.ended_at === null || row.ended_by === null) return undefined;
  return { how: row.ended, who: row.ended_by, atMs: row.ended_at.getTime() };
}
