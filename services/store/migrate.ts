/** Brings a database to the newest tables; nodes that start together wait for one another. */
import { createHmac } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { databaseError } from './database-error.ts';
import * as tables from './migrations/0001-tables.ts';
import * as versions from './migrations/0002-versions.ts';
import * as drafts from './migrations/0003-drafts.ts';
import { applicationRole } from './migrations/tenancy.ts';

/** Append only: what has run somewhere is never edited, a change is a new file below the others. */
const migrations: Record<string, Migration> = {
  '0001-tables': tables,
  '0002-versions': versions,
  '0003-drafts': drafts,
};

/** A migration may have to wait for another node's, or rewrite a large table. */
const migrationMsMax = 120_000;

/** Runs what is missing as the owner that `url` names; answers with the application's own url. */
export async function migrate(url: string, connectMsMax: number): Promise<string> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: connectMsMax,
    query_timeout: migrationMsMax,
    application_name: 'frontdesk-migrations',
  });
  pool.on('error', () => {
    // The next query on the pool reports it.
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const applicationUrl = applicationUrlOf(url);
    await makeApplicationRole(db, applicationUrl);
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw error;
    await letIn(applicationUrl, db, connectMsMax);
    return applicationUrl;
  } catch (error) {
    throw databaseError(error);
  } finally {
    await db.destroy();
  }
}

/**
 * The application's password follows from the owner's, so that every node knows it, none has to
 * store it, and the owner's cannot be told from it.
 */
export function applicationUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const owner = decodeURIComponent(url.password);
  url.username = applicationRole;
  url.password = createHmac('sha256', owner).update(applicationRole).digest('base64url');
  return url.href;
}

async function makeApplicationRole(db: Kysely<unknown>, applicationUrl: string): Promise<void> {
  const found = await sql`select from pg_roles where rolname = ${applicationRole}`.execute(db);
  if (found.rows.length > 0) return;
  const password = sql.lit(new URL(applicationUrl).password);
  try {
    await sql`create role ${sql.id(applicationRole)} login nosuperuser nobypassrls
      password ${password}`.execute(db);
  } catch (error) {
    // Another node, on this database or a neighbour, made it in the same moment.
    if (!['42710', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error;
  }
}

/** Tries the application's door, and fits it with a new lock when the owner's password changed. */
async function letIn(url: string, db: Kysely<unknown>, connectMsMax: number): Promise<void> {
  try {
    await knock(url, connectMsMax);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '28P01') throw error;
    const password = sql.lit(new URL(url).password);
    await sql`alter role ${sql.id(applicationRole)} password ${password}`.execute(db);
    await knock(url, connectMsMax);
  }
}

async function knock(url: string, connectMsMax: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMsMax });
  client.on('error', () => {
    // The running call below reports it.
  });
  try {
    await client.connect();
    const { rows } = await client.query(
      'select rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user',
    );
    if (rows[0]?.unbound !== false) {
      throw new Error(`the role ${applicationRole} must not be a superuser or bypass row security`);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}
