/** What one business's callers talk about, as the reader needs it: made once a definition version. */

/** A thing with an id and every way callers name it (its own name first), lower case not required. */
export interface Named {
  id: string;
  names: string[];
}

/** A question with an approved answer, and the wordings in which callers ask it. */
export interface KnownQuestion {
  id: string;
  wordings: string[];
  /** Words that must be there for the question to be meant at all; empty means none. */
  keywords: string[];
  /** It asks when somebody of the business is in. */
  ofStaff?: boolean;
}

export interface Vocabulary {
  /** Flows a caller can start, with sentences and words that start them. */
  flows: Named[];
  services: Named[];
  staff: Named[];
  locations: Named[];
  questions: KnownQuestion[];
  /**
   * Opening hours by weekday, Monday first, as `[open, close]` pairs of `HH:MM`; empty when closed.
   * A bare hour is read by them.
   */
  hours: [string, string][][];
  /** Country for phone numbers without a code, ISO 3166 alpha-2. */
  country: string;
  /** Known customers' names, for matching what the recogniser made of them. */
  customers: { first?: string; last?: string }[];
}
