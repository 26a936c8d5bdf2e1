/** The store: connections as the application's own role, and transactions of one tenant. */
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ServiceError } from '../errors.ts';
import { databaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import { tenantSetting } from './migrations/tenancy.ts';
import type { Tables } from './tables.ts';

export interface StoreOptions {
  /** The owner of the database. The application itself works as a role of its own. */
  url: string;
  connectionsMax?: number;
  /** How long a connection may take, or a free one may be waited for. */
  connectMsMax?: number;
  /** How long one statement may take on the server. */
  statementMsMax?: number;
}

/** Queries of one transaction of one business; of no use after the transaction. */
export type Tenant = Kysely<Tables>;

export interface Store {
  /**
   * Runs `work` in one transaction that sees and writes the rows of `businessId` alone. Commits
   * when `work` resolves. Rejects with a `ServiceError` when the database failed: then the writes were
   * not made, or, when the connection broke, may have been.
   */
  withTenant<T>(businessId: string, work: (tenant: Tenant) => Promise<T>): Promise<T>;
  /** Rejects with `database-away` when the database cannot be asked. */
  ready(): Promise<void>;
  /** Connections in use now; none when nothing runs. */
  connectionsInUse(): number;
  close(): Promise<void>;
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const { connectionsMax = 10, connectMsMax = 3_000, statementMsMax = 5_000 } = options;
  const url = await migrate(options.url, connectMsMax);
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMsMax,
    statement_timeout: statementMsMax,
    // Below the statement's limit, so that waiting for a neighbour is told from being slow.
    lock_timeout: Math.ceil(statementMsMax / 2),
    // Beyond the statement's limit: only a server that went silent gets here.
    query_timeout: statementMsMax + 1_000,
    idle_in_transaction_session_timeout: statementMsMax * 2,
    keepAlive: true,
    application_name: 'frontdesk',
  });
  pool.on('error', () => {
    // An idle connection broke and has left the pool; the next query makes another one.
  });
  let closed: Promise<void> | undefined;
  return {
    withTenant: (businessId, work) => runAsTenant(pool, businessId, work),
    async ready() {
      try {
        await pool.query('select 1');
      } catch (error) {
        throw databaseError(error);
      }
    },
    connectionsInUse: () => pool.totalCount - pool.idleCount,
    close() {
      closed ??= pool.end();
      return closed;
    },
  };
}

async function runAsTenant<T>(
  pool: pg.Pool,
  businessId: string,
  work: (tenant: Tenant) => Promise<T>,
): Promise<T> {
  if (businessId === '') throw new Error('a tenant needs an id');
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw databaseError(error);
  }
  // Between two queries nobody else listens, and an unheard error would end the process.
  const broke = () => undefined;
  client.on('error', broke);
  let usable = true;
  try {
    // In one go: each way to the database and back takes time, and every transaction begins so.
    await client.query(
      `begin; select set_config(${pg.escapeLiteral(tenantSetting)}, ${pg.escapeLiteral(businessId)}, true)`,
    );
    const result = await work(queriesOn(client));
    const commit = await client.query('commit');
    if (commit.command !== 'COMMIT') {
      throw new ServiceError('database-refused', 'the transaction had failed before its commit');
    }
    return result;
  } catch (thrown) {
    const error = databaseError(thrown);
    usable = !(error instanceof ServiceError) || error.code === 'database-refused';
    // A connection that went silent or broke is not asked to roll back: closing it does that.
    if (usable) usable = await rolledBack(client);
    throw error;
  } finally {
    client.removeListener('error', broke);
    client.release(!usable);
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

/**
 * The statements are few and always the same: each connection has the server read and plan each of
 * them once, which is half of the server's work. Lists of varying length may make more texts than
 * that; those are planned each time.
 */
const preparedMax = 300;
const preparedNames = new Map<string, string>();

function preparedStatement(text: string, values: readonly unknown[]): pg.QueryConfig {
  const query = { text, values: [...values] };
  const known = preparedNames.get(text);
  if (known === undefined && preparedNames.size >= preparedMax) return query;
  const name = known ?? `statement-${preparedNames.size + 1}`;
  preparedNames.set(text, name);
  return { ...query, name };
}

const queriesByClient = new WeakMap<pg.PoolClient, Tenant>();

/** A query builder bound to one connection, which stays with whoever began the transaction. */
function queriesOn(client: pg.PoolClient): Tenant {
  const known = queriesByClient.get(client);
  if (known !== undefined) return known;
  const bound: PostgresPoolClient = {
    query: ((text: string, values: unknown[]) =>
      client.query(preparedStatement(text, values))) as unknown as PostgresPoolClient['query'],
    release: () => undefined,
  };
  const pool = { options: {}, connect: () => Promise.resolve(bound), end: () => Promise.resolve() };
  const queries = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  queriesByClient.set(client, queries);
  return queries;
}
