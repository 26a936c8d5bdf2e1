/** What edges do: change what the call remembers, or tell the world something. No I/O happens here. */
import { assign, emit, enqueueActions } from 'xstate';
import type { CallCommand, CallEvent } from '../events.ts';
import type { Booking, Opening } from '../ports.ts';
import type { PersonValue, SlotValue, TimeValue } from '../vocabulary.ts';
import type { Action, OfferOf, SayParams } from './chart-types.ts';
import { type CallContext, strongerOutcome } from './context.ts';
import { customerOf, firstNameAlone, givenBy, offersOf, openingSlots } from './guards.ts';

interface Scope {
  context: CallContext;
  event: CallEvent;
}

type SayCommand = Extract<CallCommand, { type: 'say' }>;

/** Everything a sentence may speak of. Words takes what the sentence names. */
function valuesForSpeech(context: CallContext): SayCommand['values'] {
  const opening = context.opening ?? undefined;
  const booking = context.booking ?? context.written ?? undefined;
  return {
    ...context.slots,
    ...(opening ? { opening, ...(opening.staffId ? { staff: opening.staffId } : {}) } : {}),
    ...(booking ? { booking } : {}),
    ...(context.openings.length > 0 ? { openings: context.openings } : {}),
    ...(context.bookings.length > 0 ? { bookings: context.bookings } : {}),
    ...(context.unsure ? { readings: context.unsure.readings } : {}),
    why: context.answer?.why ?? 'open-wish',
  };
}

function sayCommand(context: CallContext, params: SayParams): SayCommand {
  const attempt =
    params.missesOf !== undefined && context.misses.state === params.missesOf
      ? context.misses.count
      : 0;
  return {
    type: 'say',
    sentence: params.sentence,
    values: valuesForSpeech(context),
    role: params.role,
    attempt,
    interruptible: params.interruptible ?? true,
  };
}

function statement(context: CallContext, sentence: string): SayCommand {
  return sayCommand(context, { sentence, role: 'statement' });
}

function without(
  slots: Record<string, SlotValue>,
  names: readonly string[],
): Record<string, SlotValue> {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !names.includes(name)));
}

/** "Wednesday instead" keeps the hour, and "at nine instead" keeps the day. */
function mergedTime(known: SlotValue | undefined, said: TimeValue): TimeValue {
  if (typeof known !== 'object' || !('date' in known || 'time' in known)) return said;
  const { date, dateTo, time, timeTo } = known as TimeValue;
  const day = { ...(date ? { date } : {}), ...(dateTo ? { dateTo } : {}) };
  const hour = { ...(time ? { time } : {}), ...(timeTo ? { timeTo } : {}) };
  return { ...(said.date ? {} : day), ...(said.time || said.timeTo ? {} : hour), ...said };
}

function isTime(value: SlotValue): value is TimeValue {
  return (
    typeof value === 'object' && ['date', 'time', 'dateTo', 'timeTo'].some((part) => part in value)
  );
}

/** Half a name keeps the other half that is known: "it's Jon without an h" is still Jon Smith. */
function wholeName(known: SlotValue | undefined, said: SlotValue): SlotValue {
  if (typeof said !== 'object' || typeof known !== 'object') return said;
  if (!isName(said) || !isName(known) || ('first' in said && 'last' in said)) return said;
  // "Just Maria", of who was asked for the last name.
  if ('first' in known && said.last === known.first) return known;
  // Spelled after it was read back, it is the one of the two that begins so.
  if (said.spelled && beginsLike(said.first, known.last) && !beginsLike(said.first, known.first)) {
    return { ...known, last: said.first as string, spelled: true };
  }
  return { ...known, ...said };
}

function beginsLike(name: string | undefined, other: string | undefined): boolean {
  return name !== undefined && name[0]?.toLowerCase() === other?.[0]?.toLowerCase();
}

function isName(value: object): value is PersonValue {
  return 'first' in value || 'last' in value;
}

function fill(context: CallContext, event: CallEvent, slots: readonly string[]) {
  const given = givenBy(event);
  if (given === null) return {};
  const fitting = Object.entries(given.values)
    .filter(([slot]) => slots.includes(slot))
    .map(([slot, value]): [string, SlotValue] => [
      slot,
      isTime(value)
        ? mergedTime(context.slots[slot], value)
        : wholeName(context.slots[slot], value),
    ]);
  const unsure = Object.entries(given.unsure).find(([slot]) => slots.includes(slot));
  const changed = fitting
    .map(([slot]) => slot)
    .filter((slot) => JSON.stringify(context.slots[slot]) !== JSON.stringify(given.values[slot]));
  // "With the doctor": which one is not known yet, but that it is another wish is.
  const openingFalls = [...changed, ...(unsure ? [unsure[0]] : [])].some((slot) =>
    openingSlots.includes(slot),
  );
  const kept = unsure ? without(context.slots, [unsure[0]]) : context.slots;
  return {
    slots: { ...kept, ...Object.fromEntries(fitting) },
    unsure: unsure
      ? { slot: unsure[0], readings: unsure[1] }
      : context.unsure && context.unsure.slot in given.values
        ? null
        : context.unsure,
    ...(openingFalls ? { opening: null, openings: [] } : {}),
  };
}

function takeOffer(context: CallContext, event: CallEvent, of: OfferOf) {
  const index = 'choice' in event ? Number(event.choice) : 0;
  const taken = offersOf(context, of)[index];
  if (taken === undefined) return {};
  if (of === 'times') {
    const opening = taken as Opening;
    const [date, time] = opening.start.split('T');
    const when = { ...(date ? { date } : {}), ...(time ? { time } : {}) };
    return { opening, slots: { ...context.slots, when } };
  }
  if (of === 'bookings') return takenUp(context, taken as Booking);
  return {};
}

/** A time that was found for one appointment is none for another: that is of another service. */
function takenUp({ booking: before }: CallContext, booking: Booking | undefined) {
  const same = booking !== undefined && booking.id === before?.id;
  return { booking: booking ?? null, ...(same ? {} : { opening: null, openings: [] }) };
}

/** Implementations by name, for `setup`. Parameters arrive as each action's `params`. */
function withoutWhen({ when: _, ...about }: CallContext['slots']): CallContext['slots'] {
  return about;
}

export const actions = {
  say: emit(({ context }: Scope, params: SayParams) => sayCommand(context, params)),
  sayRule: emit(({ context }: Scope, { otherwise }: { otherwise: string }) =>
    statement(context, context.answer?.say ?? otherwise),
  ),
  sayAnswer: emit(({ context }: Scope, params?: { role: 'question'; missesOf: string }) => {
    const say = sayCommand(context, {
      sentence: `question-${context.question}`,
      role: params?.role ?? 'statement',
      ...(params ? { missesOf: params.missesOf } : {}),
    });
    // What a question is about is no part of what is being booked: no other sentence speaks of it.
    return { ...say, values: { ...say.values, ...context.about } };
  }),
  // Who is asked for one thing and tells another hears that it was heard, before being asked again.
  sayNoted: enqueueActions<CallContext, CallEvent, { sentence: string; asked: string }>(
    ({ context, event, enqueue }, { sentence, asked }) => {
      const given = givenBy(event);
      const answers = given === null || asked in given.values || asked in given.unsure;
      if (!answers) enqueue.emit(statement(context, sentence));
    },
  ),
  withdrawQuestion: emit((): CallCommand => ({ type: 'withdraw-question' })),
  repeatQuestion: emit((): CallCommand => ({ type: 'repeat-question' })),
  repeatLast: emit((): CallCommand => ({ type: 'repeat-last' })),
  speakSlower: emit((): CallCommand => ({ type: 'speak-slower' })),
  waitForCaller: emit((): CallCommand => ({ type: 'wait-for-caller' })),
  hangUp: emit((): CallCommand => ({ type: 'hang-up' })),

  place: assign((_: Scope, { place }: { place: CallContext['place'] }) => ({ place })),
  beginFlow: assign((_: Scope, { flow }: { flow: string }) => ({
    place: 'serving' as const,
    flow,
    steps: 0,
    score: null,
  })),
  leaveFlow: assign(({ context }: Scope, { keep }: { keep: string[] }) => ({
    flow: null,
    // What was asked in the middle of a flow is no longer what was spoken of last.
    question: context.flow === null ? context.question : null,
    about: context.flow === null ? context.about : {},
    slots: {
      ...Object.fromEntries(Object.entries(context.slots).filter(([slot]) => keep.includes(slot))),
      // The store whose number was dialled stays the one that is meant.
      ...(context.locationId !== null ? { location: context.locationId } : {}),
    },
    unsure: null,
    opening: null,
    openings: [],
    bookings: [],
    booking: null,
    named: {},
  })),
  noteNamed: assign(({ event }: Scope, { but }: { but: string[] }) => ({
    named: without(givenBy(event)?.values ?? {}, but),
  })),
  fill: assign(({ context, event }: Scope, { slots }: { slots: string[] }) =>
    fill(context, event, slots),
  ),
  /** "How much is a whitening?" "Okay, book that." Once something was served, it is forgotten. */
  fillFromAnswer: assign(({ context }: Scope, { slots }: { slots: string[] }) => {
    if (context.question === null) return {};
    const spokenOf = Object.entries(context.about).filter(([slot]) => slots.includes(slot));
    return { slots: { ...Object.fromEntries(spokenOf), ...context.slots } };
  }),
  fillYesNo: assign(({ context }: Scope, { slot, value }: { slot: string; value: boolean }) => ({
    slots: { ...context.slots, [slot]: value },
  })),
  fillReading: assign(({ context, event }: Scope) => {
    const index = 'choice' in event ? Number(event.choice) : -1;
    const reading = context.unsure?.readings[index];
    if (context.unsure === null || reading === undefined) return {};
    return { slots: { ...context.slots, [context.unsure.slot]: reading }, unsure: null };
  }),
  fillRemembered: assign(({ context }: Scope) => ({
    slots: { ...context.remembered?.slots, ...context.slots },
    remembered: null,
  })),
  forget: assign(({ context }: Scope, { slots }: { slots: string[] }) => ({
    slots: without(context.slots, slots),
    ...(slots.some((slot) => openingSlots.includes(slot)) ? { opening: null, openings: [] } : {}),
  })),
  forgetUnsure: assign(() => ({ unsure: null })),
  noteLastNameAsked: assign(({ context }: Scope, { slot }: { slot: string }) => ({
    lastNameAskedOf: firstNameAlone(context.slots[slot]) ?? context.lastNameAskedOf,
  })),
  takeOffer: assign(({ context, event }: Scope, { of }: { of: OfferOf }) =>
    takeOffer(context, event, of),
  ),
  takeAnswer: assign(({ context, event }: Scope) => {
    const answer =
      'output' in event ? (event as { output: NonNullable<CallContext['answer']> }).output : null;
    if (answer === null) return { answer };
    return {
      answer,
      ...(answer.score === undefined ? {} : { score: answer.score }),
      ...(answer.opening ? { opening: answer.opening, openings: [] } : {}),
      // Other times are another offer: it is made in its first words, with its reason.
      ...(answer.openings
        ? { openings: answer.openings, opening: null, misses: { state: '', count: 0 } }
        : {}),
      ...(answer.bookings
        ? {
            bookings: answer.bookings,
            bookingsOf: customerOf(context),
            ...takenUp(context, answer.bookings.length === 1 ? answer.bookings[0] : undefined),
          }
        : {}),
    };
  }),
  forgetAnswer: assign(() => ({ answer: null })),
  keepWritten: assign(({ context }: Scope, { stands }: { stands: boolean }) => {
    const written = context.answer?.booking;
    // A message is no appointment: the one before it is still the last.
    if (written === undefined) return {};
    const kept = { written, writtenStands: stands };
    if (context.booking === null) return { ...kept, bookedId: written.id };
    // What is talked about is from now on as it was written.
    return { ...kept, ...(written.id === context.booking.id ? { booking: written } : {}) };
  }),
  /** What is changed about it is said from there: "make it Tuesday" keeps the hour. */
  takeWritten: assign(({ context }: Scope) => {
    if (context.written === null) return {};
    const [date, time] = context.written.start.split('T');
    const when = { ...(date ? { date } : {}), ...(time ? { time } : {}) };
    return { booking: context.written, bookingsOf: null, slots: { ...context.slots, when } };
  }),
  forgetOpening: assign(() => ({ opening: null, openings: [] })),
  newWrite: assign(({ context }: Scope) => ({ writes: context.writes + 1 })),
  countStep: assign(({ context }: Scope) => ({ steps: context.steps + 1 })),
  countMiss: assign(({ context }: Scope, { state }: { state: string }) => ({
    misses: {
      state,
      count: (context.misses.state === state ? context.misses.count : 0) + 1,
    },
  })),
  countFailure: assign(({ context }: Scope) => ({ failures: context.failures + 1 })),
  callerGone: assign(() => ({ callerGone: true })),
  takeQuestion: assign(({ context, event }: Scope) => ({
    question: 'question' in event ? event.question : null,
    // "And do you have parking there?" is about what was spoken of before; a day is not.
    about: { ...withoutWhen({ ...context.about, ...context.slots }), ...givenBy(event)?.values },
  })),
  takeDetail: assign(({ context, event }: Scope) => ({
    about: { ...context.about, ...givenBy(event)?.values },
  })),
  outcome: assign(({ context }: Scope, { is }: { is: NonNullable<CallContext['outcome']> }) => ({
    // What was booked in this call and is cancelled again has not been booked by it.
    outcome:
      is === 'cancelled' && context.booking !== null && context.booking.id === context.bookedId
        ? is
        : strongerOutcome(context.outcome, is),
  })),
  reason: assign((_: Scope, { reason }: { reason: string }) => ({ reason })),
} satisfies Record<Action['type'], unknown>;
