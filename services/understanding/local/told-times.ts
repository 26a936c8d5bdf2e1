/** Times that belong to an appointment the caller already has, told before what is wanted instead. */
import { deedWords } from './deeds/deed-words.ts';
import type { Reading } from './reading.ts';
import type { FoundValue } from './values.ts';
import { patternOf } from './wordings.ts';

const lists = {
  ...deedWords,
  am: ["(i'm|i am|we're|we are|i was|we were)"],
  on: ['(on|for|at|the|this|in|scheduled|set|booked)'],
};

/** What stands right before such a time. */
const having = patternOf(
  [
    "(have|had|got|made|booked|there's) [already|just] (a|an|my|the) ..3 {booking} [{on}]* >",
    '(have|had|got) (one|something) [already] [{on}]* >',
    '{am} [already|currently] (down|booked|scheduled|set|due) [in] (on|for|at) [the|this]* >',
    '{mine} ..2 {booking} (is|was) [{on}]* >',
  ],
  lists,
);

/** "I'm down for the 24th, can we do the 26th": only the second is a time to come to. */
export function isTold({ kind, from }: FoundValue, { sentence }: Pick<Reading, 'sentence'>) {
  if (kind !== 'when') return false;
  const before = sentence.words.filter((word) => word.from < from).map(({ text }) => text);
  return having.test(before.join(' '));
}

/** "An hour later instead": from an appointment that is not known here yet. */
export function isCountedFromBooking(
  { kind, from, to }: FoundValue,
  { sentence, choices, wishes, index, turn }: Reading,
): boolean {
  const known = choices.length > 0 || turn.expectation.lastBooked !== undefined;
  if (kind !== 'when' || known) return false;
  const change = index.flows.byDeed.get('change');
  const moves = wishes.commands.some(({ value }) => value === change && change !== undefined);
  return moves && /\b(?:later|earlier|sooner)$/i.test(sentence.text.slice(from, to));
}
