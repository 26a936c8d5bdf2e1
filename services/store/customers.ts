/** Customers as rows: one a business, phone number and name, however the name was spelled out. */
import type { Tenant } from './pool.ts';

export const nameLengthMax = 200;

/** A name on one line, without what no name holds. */
export function tidyName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, nameLengthMax)
    .trim();
}

/** What makes two spellings the same name: no case, accents or punctuation. */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const key = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return key === '' ? name : key;
}

/** The customer's id, known before or not. The newest spelling of the name is kept. */
export async function rememberCustomer(
  tenant: Tenant,
  businessId: string,
  customer: { name: string; phone: string },
): Promise<string> {
  const name = tidyName(customer.name);
  const { id } = await tenant
    .insertInto('customers')
    .values({ business_id: businessId, name, name_key: nameKey(name), phone: customer.phone })
    .onConflict((conflict) =>
      conflict.columns(['business_id', 'phone', 'name_key']).doUpdateSet({ name }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
