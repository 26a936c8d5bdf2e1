/** The directory on PostgreSQL: the customers that bookings have made known. */
import { ServiceError } from '../errors.ts';
import { rememberCustomer, tidyName } from '../store/customers.ts';
import type { Store } from '../store/pool.ts';
import type { CustomerName, Directory } from './directory.ts';

export interface PostgresDirectoryDeps {
  store: Store;
  /** A lookup that failed was answered as if nobody were known. */
  onTrouble?: (error: ServiceError) => void;
}

/** A family shares a number; a switchboard's thousand names would help nobody. */
const samePhoneMax = 10;
/** Matching a heard name against more costs the reader time that the caller hears. */
const namesMax = 2_000;

export function createPostgresDirectory(deps: PostgresDirectoryDeps): Directory {
  const { store, onTrouble = () => undefined } = deps;

  async function orElse<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      onTrouble(error);
      return otherwise;
    }
  }

  return {
    byPhone(businessId, phone) {
      // A withheld number is nobody's in particular.
      if (phone === '') return Promise.resolve([]);
      const ask = () =>
        store.withTenant(businessId, (tenant) =>
          tenant
            .selectFrom('customers')
            .select(['name', 'phone'])
            .where('phone', '=', phone)
            .orderBy('id', 'desc')
            .limit(samePhoneMax)
            .execute(),
        );
      return orElse(async () => {
        const rows = await ask();
        return rows.map((row) => ({ ...nameParts(row.name), phone: row.phone }));
      }, []);
    },
    remember(businessId, { first = '', last = '', phone }) {
      const name = tidyName(`${first} ${last}`);
      if (name === '') return Promise.resolve(false);
      return orElse(async () => {
        await store.withTenant(businessId, (tenant) =>
          rememberCustomer(tenant, businessId, { name, phone }),
        );
        return true;
      }, false);
    },
    names(businessId) {
      return orElse(async () => {
        const rows = await store.withTenant(businessId, (tenant) =>
          tenant
            .selectFrom('customers')
            .select('name')
            .orderBy('id', 'desc')
            .limit(namesMax)
            .execute(),
        );
        return [...new Set(rows.map(({ name }) => name))].map(nameParts);
      }, []);
    },
  };
}

/** The first word is the first name, everything behind it the last. */
function nameParts(name: string): CustomerName {
  const space = name.indexOf(' ');
  if (space < 0) return { first: name };
  return { first: name.slice(0, space), last: name.slice(space + 1) };
}
