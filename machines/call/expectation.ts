/** What we expect to hear next, derived from the state and from nothing else. */
import type { AnyMachineSnapshot } from 'xstate';
import { slotsOf } from '../flow/compile.ts';
import type { Flow } from '../flow/schema.ts';
import type { Definition } from '../policy/definition.ts';
import type { Booking, Opening } from '../ports.ts';
import type { Choice, Expectation, SlotRequest, SlotValue, TimeValue } from '../vocabulary.ts';
import type { OfferOf, StateExpectation } from './chart-types.ts';
import type { CallContext } from './context.ts';
import { offersOf } from './guards.ts';

/** What the state says of itself; the innermost state has the last word. */
export function stateExpectation(snapshot: AnyMachineSnapshot): StateExpectation {
  const metas = Object.entries(snapshot.getMeta() as Record<string, StateExpectation>);
  metas.sort(([left], [right]) => left.split('.').length - right.split('.').length);
  return Object.assign({}, ...metas.map(([, meta]) => meta));
}

/** The active leaf state as a dotted path; a call's chart has exactly one. */
export function leafPath(snapshot: AnyMachineSnapshot): string {
  let path = '';
  let value: unknown = snapshot.value;
  while (typeof value === 'object' && value !== null) {
    const [name, inner] = Object.entries(value)[0] ?? ['', ''];
    path += `${name}.`;
    value = inner;
  }
  return path + String(value);
}

function timeOf(start: string): TimeValue {
  const [date, time] = start.split('T');
  return { ...(date ? { date } : {}), ...(time ? { time } : {}) };
}

/** How callers name an appointment: by its service and by whom it is with. */
function bookingWords({ business }: Definition, { serviceId, staffId }: Opening): string[] {
  const named = [
    ...business.services.filter(({ id }) => id === serviceId),
    ...business.staff.filter(({ id }) => id === staffId),
  ];
  return named.flatMap(({ name, nicknames }) => [name, ...nicknames]);
}

function choicesOf(
  definition: Definition,
  context: CallContext,
  of: OfferOf | undefined,
): Choice[] {
  if (of === undefined) return [];
  return offersOf(context, of).map((offer, index) => {
    const value: SlotValue =
      of === 'readings' ? (offer as SlotValue) : timeOf((offer as Opening | Booking).start);
    const words = of === 'bookings' ? bookingWords(definition, offer as Booking) : [];
    return { id: String(index), words, value };
  });
}

function requests(slots: Flow['slots']): SlotRequest[] {
  return Object.entries(slots).map(([slot, { kind, 'said-as': saidAs }]) => ({
    slot,
    kind,
    ...(saidAs === undefined ? {} : { saidAs }),
  }));
}

function acceptedSlots(definition: Definition, flow: string | null): Flow['slots'] {
  const served = flow === null ? undefined : definition.flows[flow];
  if (served !== undefined) return slotsOf(definition, served);
  return Object.assign({}, ...Object.values(definition.flows).map((each) => each.slots));
}

export function expectationOf(snapshot: AnyMachineSnapshot, definition: Definition): Expectation {
  const context = snapshot.context as CallContext;
  const meta = stateExpectation(snapshot);
  const inFlow = meta.accepts === 'flow' ? context.flow : null;
  const accepted = acceptedSlots(definition, inFlow);
  const asks = (meta.asks ?? []).filter(
    (slot) => slot === meta.asksTheRestOf || !(slot in context.slots),
  );
  return {
    state: leafPath(snapshot),
    asks: requests(accepted).filter(({ slot }) => asks.includes(slot)),
    accepts: meta.accepts === undefined ? [] : requests(accepted),
    yesNo: meta.yesNo ?? false,
    ...(meta.invites ? { invites: true } : {}),
    ...(meta.invites && context.question !== null ? { answered: context.question } : {}),
    choices: choicesOf(definition, context, meta.choices),
    flows: definition.business.flows,
    keypad: meta.keypad ?? false,
    dictation: meta.dictation ?? false,
  };
}
