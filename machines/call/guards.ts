/** The conditions of the charts. Each one reads the context and the event, and nothing else. */
import type { CallEvent, Given } from '../events.ts';
import type { EffectAnswer } from '../ports.ts';
import type { SlotValue } from '../vocabulary.ts';
import type { Guard, OfferOf } from './chart-types.ts';
import type { CallContext } from './context.ts';

interface Scope {
  context: CallContext;
  event: CallEvent | { type: string; output?: EffectAnswer };
}

type GuardTable = {
  [Type in Guard['type']]: (
    scope: Scope,
    params: Extract<Guard, { type: Type }> extends { params: infer Params } ? Params : undefined,
  ) => boolean;
};

/** The values an event gives, when it gives any. */
export function givenBy(event: Scope['event']): Given | null {
  return 'values' in event && 'unsure' in event ? (event as Given) : null;
}

export function outcomeOf(event: Scope['event']): string | null {
  return 'output' in event ? (event.output?.outcome ?? null) : null;
}

/** The things on offer, by the ids a caller's choice is given with: their place in the list. */
export function offersOf(context: CallContext, of: OfferOf): readonly unknown[] {
  if (of === 'times') return context.openings;
  if (of === 'bookings') return context.bookings;
  return context.unsure?.readings ?? [];
}

/** Slots that decide which opening fits: when one of them changes, the opening no longer stands. */
export const openingSlots = ['service', 'when', 'staff', 'location'];

function sameValue(left: SlotValue | undefined, right: SlotValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** By what the caller's bookings are looked for. */
export function customerOf({ slots }: CallContext): string {
  return JSON.stringify([slots.phone ?? null, slots.name ?? null]);
}

/** "Ann", of who gave no last name. */
export function firstNameAlone(name: SlotValue | undefined): string | undefined {
  return typeof name === 'object' && 'first' in name && !('last' in name) ? name.first : undefined;
}

function missesIn({ misses }: CallContext, state: string): number {
  return misses.state === state ? misses.count : 0;
}

export const guards: GuardTable = {
  startedAs: ({ context }, { mode }) => context.mode === mode,
  at: ({ context }, { place }) => context.place === place,
  wants: ({ event }, { flow }) => 'flow' in event && event.flow === flow,
  wantsCurrent: ({ context, event }, { flow }) =>
    context.flow === flow && 'flow' in event && event.flow === flow,
  gives: ({ event }, { slots }) => {
    const given = givenBy(event);
    return given !== null && slots.some((slot) => slot in given.values || slot in given.unsure);
  },
  givesOnly: ({ context, event }, { slots, below }) => {
    const given = givenBy(event);
    if (given === null || (below && missesIn(context, below.state) >= below.max)) return false;
    const named = [...Object.keys(given.values), ...Object.keys(given.unsure)];
    return named.length > 0 && named.every((slot) => slots.includes(slot));
  },
  changes: ({ context, event }, { slots }) => {
    const given = givenBy(event);
    if (given === null) return false;
    return slots.some((slot) => {
      // "With Rosa", once a time was found, asks for another time, though nobody was named before.
      const settled = context.opening !== null && openingSlots.includes(slot);
      if (!(slot in context.slots))
        return settled && (slot in given.values || slot in given.unsure);
      if (slot in given.unsure) return true;
      return slot in given.values && !sameValue(given.values[slot], context.slots[slot]);
    });
  },
  needs: ({ context }, { slot }) => !(slot in context.slots),
  needsUnlessVouched: ({ context }, { slot }) =>
    !(context.caller.vouched && context.slots.phone === context.caller.phone) &&
    !(slot in context.slots),
  unsure: ({ context }, { slots }) =>
    context.unsure !== null && slots.includes(context.unsure.slot),
  lacksLastName: ({ context }, { slot }) => {
    const first = firstNameAlone(context.slots[slot]);
    return first !== undefined && first !== context.lastNameAskedOf;
  },
  hasOpening: ({ context }) => context.opening !== null,
  hasBooking: ({ context }) =>
    context.booking !== null &&
    (context.bookingsOf === null || context.bookingsOf === customerOf(context)),
  singleOffer: ({ context }, { of }) => offersOf(context, of).length === 1,
  offered: ({ context, event }, { of }) =>
    'choice' in event && offersOf(context, of)[Number(event.choice)] !== undefined,
  missesBelow: ({ context }, { max, state }) => missesIn(context, state) < max,
  givenUp: ({ context: { misses } }, { flow, max }) =>
    misses.state.startsWith(`${flow}.`) && misses.count >= max,
  tooManySteps: ({ context }, { max }) => context.steps > max,
  failuresBelow: ({ context }, { max }) => context.failures < max,
  silencesUpTo: ({ event }, { max }) => 'nth' in event && event.nth <= max,
  questionHeard: ({ event }) => 'heard' in event && event.heard === true,
  outcomeIs: ({ event }, { is }) => outcomeOf(event) === is,
  outcomeWhileGone: ({ context, event }, { is }) => context.callerGone && outcomeOf(event) === is,
  callerGone: ({ context }) => context.callerGone,
  alarm: ({ event }, { signal }) => 'signal' in event && event.signal === signal,
  questionIn: ({ context }, { questions }) =>
    context.question !== null && questions.includes(context.question),
  ruleSays: ({ context }) => context.answer?.say !== undefined,
  serves: ({ context }, { flow }) => context.place === 'serving' && context.flow === flow,
  lacksDetail: ({ context }, { questions, slots }) =>
    context.question !== null &&
    questions.includes(context.question) &&
    slots.every((slot) => !(slot in context.about) && !(slot in context.slots)) &&
    !(context.locationId !== null && slots.includes('location')),
  remembers: ({ context }, { flow }) => context.remembered?.flow === flow,
  hasWritten: ({ context }) => context.writtenStands,
  changesWritten: ({ context, event }, { slots }) => {
    const given = givenBy(event);
    return context.writtenStands && slots.some((slot) => given !== null && slot in given.values);
  },
};
