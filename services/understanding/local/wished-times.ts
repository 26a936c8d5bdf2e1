/** The times that a sentence wishes for or refuses, counted from what is on the table. */
import type { SlotKind, TimeValue } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { rangeOf, type Sentence, spanOf } from './sentence.ts';
import { readWhen } from './when/read-when.ts';
import type { WhenReading } from './when/when.ts';

export interface WishedTimes {
  wanted: WhenReading[];
  /** "Not Monday". */
  refused: WhenReading[];
  /** Any time will do, or the first one. */
  open: boolean;
}

/** These bring another time than the one that was settled: then a bare hour is one. */
const proposes =
  /\b(?:make (?:it|that)|(?:switch|move|change) (?:it|that) to|instead|rather|(?:how|what) about|(?:can|could) (?:we|you|i) (?:do|make|say)|let's (?:say|do))\b|^(?:no|nope|actually)\b/;

/** Any time will do, or the first one: a wish without a day or an hour. */
const openWish =
  /\b(?:any ?time|any (?:other )?day|anything but|whenever|as (?:soon|early) as (?:possible|you can)|asap|the (?:sooner|earlier) the better|(?:earliest|soonest) possible|(?:the )?(?:soonest|earliest)(?: (?:you have|available|possible|one))?|(?:first|next) (?:available|opening|one|free)|(?:don't|doesn't|do not) (?:care|mind|matter)|no preference|(?:what|which|when)(?: [a-z]+){0,3} (?:do you have|have you got|are (?:open|free|available)|is available|works? for you)|whatever(?: you have|'s open| works)?|up to you|you (?:pick|choose))\b/;

/** Said of nothing but a time, asked or not. */
const soonest =
  /\b(?:soonest|earliest|sooner the better|asap|as soon as|(?:first|next) (?:available|opening))\b/;

/** Times that are counted from an offer, and from how many offers they are counted. */
const fromOffer = /\b(?:earlier|later|same time|(?:before|after) that)\b/;
const offeredMax = 3;

/** Counted from the last of them. */
const weekBehind = /\bweek after\b/;

export function readWishedTimes(
  sentence: Sentence,
  turn: TurnToRead,
  asked: ReadonlySet<SlotKind>,
): WishedTimes {
  const offered = offeredTimes(turn);
  const focused =
    asked.has('when') ||
    offered.length > 0 ||
    // No digits are waited for here, so a bare hour after "no" or "make it" can only be a time.
    ((turn.expectation.yesNo || asked.has('name')) && proposes.test(sentence.plain));
  const readFrom = (lastOffered: TimeValue | undefined) =>
    readWhen(sentence.text, {
      now: turn.now,
      timeZone: turn.timeZone,
      hours: turn.vocabulary.hours,
      focused,
      ...(lastOffered === undefined ? {} : { lastOffered }),
    });
  // "The same day", after a booking, is that booking's.
  const { lastBooked } = turn.expectation;
  const counted = weekBehind.test(sentence.plain) ? offered.at(-1) : offered[0];
  const first = readFrom(counted ?? lastBooked);
  const others = fromOffer.test(sentence.plain) ? offered.slice(1, offeredMax) : [];
  const found = others.reduce((known, time) => withReadings(known, readFrom(time)), first);
  const wish = openWish.exec(sentence.plain);
  const welcome = asked.has('when') || turn.expectation.accepts.some(({ kind }) => kind === 'when');
  // "Any day but Monday" is open too; over an offer it declines.
  const nothing = found.every(({ excluded }) => excluded === true && offered.length === 0);
  if (nothing && wish && (asked.has('when') || (welcome && soonest.test(wish[0])))) {
    const span = spanOf(sentence, rangeOf(sentence, wish.index, wish[0].length));
    return { wanted: [{ readings: [{}], ...span }], refused: [], open: true };
  }
  const told = found.filter(({ readings }) => readings.length > 0);
  return {
    wanted: told.filter(({ excluded }) => !excluded),
    refused: told.filter(({ excluded }) => excluded),
    open: false,
  };
}

function offeredTimes(turn: TurnToRead): TimeValue[] {
  return (turn.choices ?? turn.expectation.choices).flatMap(({ value }) =>
    typeof value === 'object' && ('date' in value || 'time' in value) ? [value] : [],
  );
}

/** "An hour earlier" than which of the two? Each is a reading. */
function withReadings(known: WhenReading[], more: WhenReading[]): WhenReading[] {
  return known.map((reading) => {
    const same = more.find(({ from }) => from === reading.from);
    const added = (same?.readings ?? []).filter(
      (value) => !reading.readings.some((one) => JSON.stringify(one) === JSON.stringify(value)),
    );
    return { ...reading, readings: [...reading.readings, ...added] };
  });
}
