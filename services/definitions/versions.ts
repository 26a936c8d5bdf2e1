/** The versions of every business in the database: kept for good, put in force, told to all nodes. */
import { type Selectable, sql } from 'kysely';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../clock.ts';
import type { Store, Tenant } from '../store/pool.ts';
import type { Tables } from '../store/tables.ts';
import { contentOf, definitionFrom, hashOf } from './stored-content.ts';

/** Every node listens here; what is told is the business whose version changed. */
export const versionsChannel = 'frontdesk_versions';

export type PublicationKind = 'seed' | 'publish' | 'rollback';

export interface Publication {
  version: string;
  kind: PublicationKind;
  atMs: number;
  who: string;
  why: string;
  /** Why it was published although the gate refused. */
  overridden?: string;
}

export interface InForce {
  publication: Publication;
  definition: Definition;
}

/** The order of a version's life. What was never published is `checked`. */
export type VersionStatus = 'checked' | 'published' | 'replaced';

export interface ListedVersion {
  version: string;
  status: VersionStatus;
  madeAtMs: number;
  madeBy: string;
  /** Newest first. */
  publications: Publication[];
}

export interface Versions {
  /** Keeps a checked definition with the files it was made from; one that is there is left alone. */
  keep(definition: Definition, files: Record<string, string>, who: string): Promise<void>;
  /**
   * Puts a kept version in force. `replacing` refuses when another one is in force by now. A
   * rollback goes back only to what was in force before: drafts are kept as well when they are
   * tried, and no gate has looked at those.
   */
  publish(
    businessId: string,
    publication: Omit<Publication, 'atMs'>,
    replacing?: string | undefined,
  ): Promise<
    'published' | 'in-force-already' | 'unknown-version' | 'never-published' | 'overtaken'
  >;
  inForce(businessId: string): Promise<InForce | undefined>;
  read(businessId: string, version: string): Promise<Definition | undefined>;
  filesOf(businessId: string, version: string): Promise<Record<string, string> | undefined>;
  /** Newest first. */
  list(businessId: string): Promise<ListedVersion[]>;
  /** What was in force before the version that is now. */
  before(businessId: string): Promise<string | undefined>;
}

export function createVersions({ store, clock }: { store: Store; clock: Clock }): Versions {
  return {
    keep: (definition, files, who) => keep(store, clock, definition, files, who),
    publish: (businessId, publication, replacing) =>
      store.withTenant(businessId, (tenant) =>
        publish(tenant, clock, businessId, publication, replacing),
      ),
    inForce: (businessId) =>
      store.withTenant(businessId, async (tenant) => {
        const newest = await newestOf(tenant);
        if (newest === undefined) return undefined;
        const content = await contentAt(tenant, newest.version);
        const definition = definitionFrom(newest.version, content);
        return { publication: publicationOf(newest), definition };
      }),
    read: (businessId, version) =>
      store.withTenant(businessId, async (tenant) => {
        const content = await contentAt(tenant, version);
        return content === undefined ? undefined : definitionFrom(version, content);
      }),
    filesOf: (businessId, version) =>
      store.withTenant(businessId, async (tenant) => {
        const row = await tenant
          .selectFrom('definitions')
          .select('files')
          .where('version', '=', version)
          .executeTakeFirst();
        return row?.files;
      }),
    list: (businessId) => store.withTenant(businessId, list),
    before: (businessId) => store.withTenant(businessId, before),
  };
}

async function keep(
  store: Store,
  clock: Clock,
  definition: Definition,
  files: Record<string, string>,
  who: string,
): Promise<void> {
  const content = contentOf(definition);
  await store.withTenant(definition.business.id, (tenant) =>
    tenant
      .insertInto('definitions')
      .values({
        business_id: definition.business.id,
        version: definition.version,
        hash: hashOf(content),
        content,
        files: JSON.stringify(files),
        made_at: new Date(clock.now()),
        made_by: who,
      })
      .onConflict((conflict) => conflict.columns(['business_id', 'version']).doNothing())
      .execute(),
  );
}

async function publish(
  tenant: Tenant,
  clock: Clock,
  businessId: string,
  { version, kind, who, why, overridden }: Omit<Publication, 'atMs'>,
  replacing: string | undefined,
) {
  // Two who publish at once do so one after the other, and the second sees what the first did.
  await sql`select pg_advisory_xact_lock(hashtextextended(${businessId}, 0))`.execute(tenant);
  if ((await contentAt(tenant, version)) === undefined) return 'unknown-version' as const;
  const newest = await newestOf(tenant);
  if (replacing !== undefined && newest?.version !== replacing) return 'overtaken' as const;
  if (kind === 'rollback' && !(await wasInForce(tenant, version)))
    return 'never-published' as const;
  if (newest?.version === version && newest.kind === kind) return 'in-force-already' as const;
  await tenant
    .insertInto('publications')
    .values({
      business_id: businessId,
      version,
      kind,
      at: new Date(clock.now()),
      who,
      why,
      overridden: overridden ?? null,
    })
    .execute();
  await sql`select pg_notify(${versionsChannel}, ${businessId})`.execute(tenant);
  return 'published' as const;
}

async function wasInForce(tenant: Tenant, version: string): Promise<boolean> {
  const row = await tenant
    .selectFrom('publications')
    .select('version')
    .where('version', '=', version)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function contentAt(tenant: Tenant, version: string): Promise<object | undefined> {
  const row = await tenant
    .selectFrom('definitions')
    .select('content')
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.content;
}

async function newestOf(tenant: Tenant): Promise<Selectable<Tables['publications']> | undefined> {
  return tenant
    .selectFrom('publications')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function before(tenant: Tenant): Promise<string | undefined> {
  const newest = await newestOf(tenant);
  if (newest === undefined) return undefined;
  const row = await tenant
    .selectFrom('publications')
    .select('version')
    .where('version', '!=', newest.version)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version;
}

async function list(tenant: Tenant): Promise<ListedVersion[]> {
  const rows = await tenant
    .selectFrom('definitions')
    .select(['version', 'made_at', 'made_by'])
    .orderBy('made_at', 'desc')
    .execute();
  const published = await tenant
    .selectFrom('publications')
    .selectAll()
    .orderBy('seq', 'desc')
    .execute();
  const [newest] = published;
  return rows.map(({ version, made_at, made_by }) => {
    const publications = published.filter((each) => each.version === version).map(publicationOf);
    const replaced = publications.length > 0 ? 'replaced' : 'checked';
    return {
      version,
      status: newest?.version === version ? 'published' : replaced,
      madeAtMs: made_at.getTime(),
      madeBy: made_by,
      publications,
    };
  });
}

function publicationOf(row: Selectable<Tables['publications']>): Publication {
  return {
    version: row.version,
    kind: row.kind,
    atMs: row.at.getTime(),
    who: row.who,
    why: row.why,
    ...(row.overridden === null ? {} : { overridden: row.overridden }),
  };
}
