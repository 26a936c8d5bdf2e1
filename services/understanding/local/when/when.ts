/** What the date and time reader is given and what it gives: the contract of this folder. */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Vocabulary } from '../../vocabulary.ts';

export interface WhenContext {
  /** Local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: string;
  /** IANA name. */
  timeZone: string;
  /** Opening hours, Monday first; all empty means unknown. A bare hour is read by them. */
  hours: Vocabulary['hours'];
  /** What the agent just offered: "an hour earlier" counts from it. */
  lastOffered?: TimeValue;
  /** The agent just asked when: then a bare number is an answer. */
  focused: boolean;
}

/**
 * One mention of a time in the text. A day and a clock time said apart ("Monday with Dr. Chen at 3")
 * are two mentions that both carry the whole value.
 */
export interface WhenReading {
  /** One is certain; several are ambiguous and none is chosen. Both ends of a range are included. */
  readings: TimeValue[];
  /** Where it stands in the text: from the first character to the one after its last. */
  from: number;
  to: number;
  /** The caller does not want this one: "not Monday". */
  excluded?: boolean;
}
