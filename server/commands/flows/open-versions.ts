/** The versions in the database that the server works on, whether or not the server runs now. */
import { systemClock } from '../../../services/clock.ts';
import { createVersions, type Versions } from '../../../services/definitions/versions.ts';
import type { Config } from '../../config.ts';
import { withDatabase, withDatabaseIfAny } from '../open-database.ts';

export async function withVersions<Result>(
  config: Config,
  work: (versions: Versions, databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  return await withDatabase(config, (store, databaseUrl) =>
    work(createVersions({ store, clock: systemClock }), databaseUrl),
  );
}

/** For verbs that only look: no database is made just to find that it is empty. */
export async function withVersionsIfAny<Result>(
  config: Config,
  work: (versions: Versions) => Promise<Result>,
): Promise<Result | undefined> {
  return await withDatabaseIfAny(config, (store) =>
    work(createVersions({ store, clock: systemClock })),
  );
}
