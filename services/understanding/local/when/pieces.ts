/** What a rule makes of a few tokens: a day, a clock time, a part of the day, or a moment. */

import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Token } from '../tokens.ts';

/** One day, or with `dateTo` the days from the first to the last. */
export interface DaySpan {
  date: string;
  dateTo?: string;
}

/** The parts of a calendar date that were said, so that "10th to 12th of May" can share its month. */
export interface SaidDate {
  day: number;
  month?: number;
  year?: number;
}

/** A time on a clock face. Without `fixed` it may be before or after noon. */
export interface Clock {
  hour: number;
  minute: number;
  fixed: boolean;
}

/** A named stretch of the day. `name` decides which half of the day a clock time falls in. */
export interface DayPart {
  name: 'morning' | 'afternoon' | 'evening' | 'night';
  time: string;
  timeTo: string;
}

export interface DayPiece {
  kind: 'day';
  size: number;
  days: DaySpan[];
  said?: SaidDate;
  /** The weekday that was named without a date, 1 being Monday. */
  weekday?: number;
  /** The day itself, when `days` is what "by" or "after" made of it. */
  exact?: DaySpan[];
  /** Stands only beside other signs of a time: a bare ordinal word. */
  weak?: boolean;
}

/**
 * How sure a clock time is by its own words: `strong` ("half past three"), `weak` ("17 30", which
 * may be a price) and `bare` ("3", which may count anything).
 */
export type Strength = 'strong' | 'weak' | 'bare';

export interface ClockPiece {
  kind: 'clock';
  size: number;
  clocks: Clock[];
  strength: Strength;
  /** "10 to 2" read as ten minutes to two may also be a range that starts at this hour. */
  orFrom?: Clock;
  /** The last clock of a range. */
  until?: Clock;
  /** "For thirty minutes": a range that ends so much later. */
  lastsMinutes?: number;
  /** The zone whose clock was meant, when one was named: an IANA name. */
  zone?: string;
  /** An open range: the edge is where it ends (or begins) for want of another. */
  bound?: { side: 'after' | 'before'; edge: Clock };
}

export interface PartPiece {
  kind: 'part';
  size: number;
  part: DayPart;
  days?: DaySpan[];
}

/** A complete value that nothing is added to: "in two hours", "an hour earlier". */
export interface MomentPiece {
  kind: 'moment';
  size: number;
  values: TimeValue[];
}

export type Piece = DayPiece | ClockPiece | PartPiece | MomentPiece;

/** What every rule may know. `day` reads a day at a token: rules nest through it. */
export interface RuleContext {
  today: string;
  /** `HH:MM` */
  time: string;
  timeZone: string;
  hours: Vocabulary['hours'];
  offered?: TimeValue;
  /** The day named last in this text: "not Monday, the day after" counts from it. */
  previous?: string;
  focused: boolean;
  day: (at: number) => DayPiece | undefined;
}

/** A rule looks at the tokens from one place on; it takes `size` of them or none. */
export type Rule = (tokens: Token[], at: number, context: RuleContext) => Piece | undefined;

/** A piece with the tokens it stands for: `from` is the first, `to` the one after the last. */
export interface Placed<Kind extends Piece = Piece> {
  piece: Kind;
  from: number;
  to: number;
}
