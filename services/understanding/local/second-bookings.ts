/** "And can I also get a whitening", in the middle of booking a cleaning: one after the other. */
import type { SlotKind } from '../../../machines/vocabulary.ts';
import type { Reading } from './reading.ts';
import { patternOf } from './wordings.ts';

const beside = patternOf([
  '(also|as well|in addition|on top of that)',
  '(and|then) (one|another one|another|a second one) for (my|our|his|her|me|him)',
]);
const ofABooking = new Set<SlotKind>(['service', 'when', 'staff']);

/**
 * Without the second wish: what is being booked would be lost under its values. The caller is asked
 * whether there is anything else as soon as the first one stands.
 */
export function withoutSecondBooking(reading: Reading): Reading {
  const { index, wishes, values } = reading;
  if (!isInBooking(reading) || !beside.test(reading.sentence.plain)) return reading;
  const book = index.flows.byDeed.get('book');
  const commands = wishes.commands.filter(
    ({ command, value }) => command !== 'start-flow' || value !== book,
  );
  const named = values.some(({ kind }) => kind === 'service');
  if (!named && commands.length === wishes.commands.length) return reading;
  return {
    ...reading,
    values: values.filter(({ kind }) => !ofABooking.has(kind)),
    wishes: { ...wishes, commands },
  };
}

/** Something of a booking is open, other than what it is for or when. */
function isInBooking({ turn, choices }: Reading): boolean {
  const { asks, accepts, yesNo, invites } = turn.expectation;
  const [focus] = asks;
  const open = yesNo || choices.length > 0 || focus !== undefined;
  const asked = focus !== undefined && ofABooking.has(focus.kind);
  return open && !asked && !invites && accepts.some(({ kind }) => kind === 'service');
}
