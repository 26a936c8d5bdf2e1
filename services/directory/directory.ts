/** The directory contract: who is known to a business, by number and by name. */

/** A customer's name in the parts in which callers give it. */
export interface CustomerName {
  first?: string;
  last?: string;
}

export interface KnownCustomer extends CustomerName {
  phone: string;
}

/** A directory that cannot be asked knows nobody: a call goes on without it. */
export interface Directory {
  /** Everyone who ever booked from that number; whoever became known last comes first. */
  byPhone(businessId: string, phone: string): Promise<KnownCustomer[]>;
  /** False when it could not be kept. */
  remember(businessId: string, customer: KnownCustomer): Promise<boolean>;
  /** Names for the reader to match what it heard against; the newest customers, bounded. */
  names(businessId: string): Promise<CustomerName[]>;
}
