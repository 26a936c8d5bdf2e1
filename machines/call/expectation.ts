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
export function stateExpectation(snapshot: AnyMachineSnapshot): Readonly<StateExpectation> {
  const leaf = leafPath(snapshot);
  const known = knownOf(expected, snapshot.machine);
  const before = known.get(leaf);
  if (before !== undefined) return before;
  const metas = Object.entries(snapshot.getMeta() as Record<string, StateExpectation>);
  metas.sort(([left], [right]) => left.split('.').length - right.split('.').length);
  const expectation = Object.assign({}, ...metas.map(([, meta]) => meta));
  known.set(leaf, expectation);
  return expectation;
}

/** The same for the life of a chart or a definition, and asked for at each step. */
const expected = new WeakMap<object, Map<string, StateExpectation>>();
const requested = new WeakMap<object, Map<string | null, SlotRequest[]>>();

function knownOf<Key, Value>(of: WeakMap<object, Map<Key, Value>>, whose: object) {
  const known = of.get(whose) ?? new Map<Key, Value>();
  of.set(whose, known);
  return known;
}

/** The active leaf state as a dotted path; a call's chart has exactly one. */
export function leafPath(snapshot: AnyMachineSnapshot): string {
  let path = '';
  let value: unknown = snapshot.value;
  while (typeof value === 'object' && value !== null) {
    const [name = ''] = Object.keys(value);
    path += `${name}.`;
    value = (value as Record<string, unknown>)[name];
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

/** What the flow takes; without one, what any flow does. */
function requests(definition: Definition, flow: string | null): readonly SlotRequest[] {
  const known = knownOf(requested, definition);
  const before = known.get(flow);
  if (before !== undefined) return before;
  const slots = Object.entries(acceptedSlots(definition, flow)).map(
    ([slot, { kind, 'said-as': saidAs }]) => ({
      slot,
      kind,
      ...(saidAs === undefined ? {} : { saidAs }),
    }),
  );
  known.set(flow, slots);
  return slots;
}

function acceptedSlots(definition: Definition, flow: string | null): Flow['slots'] {
  const served = flow === null ? undefined : definition.flows[flow];
  if (served !== undefined) return slotsOf(definition, served);
  return Object.assign({}, ...Object.values(definition.flows).map((each) => each.slots));
}

export function expectationOf(snapshot: AnyMachineSnapshot, definition: Definition): Expectation {
  const context = snapshot.context as CallContext;
  const meta = stateExpectation(snapshot);
  const spokenOf = context.booking ?? context.written;
  const inFlow = meta.accepts === 'flow' ? context.flow : null;
  const accepted = requests(definition, inFlow);
  const asks = (meta.asks ?? []).filter(
    (slot) => slot === meta.asksTheRestOf || !(slot in context.slots),
  );
  return {
    state: leafPath(snapshot),
    asks: accepted.filter(({ slot }) => asks.includes(slot)),
    accepts: meta.accepts === undefined ? [] : [...accepted],
    yesNo: meta.yesNo ?? false,
    ...(meta.invites ? { invites: true } : {}),
    ...(meta.invites && context.question !== null ? { answered: context.question } : {}),
    ...(spokenOf === null ? {} : { lastBooked: timeOf(spokenOf.start) }),
    choices: choicesOf(definition, context, meta.choices),
    flows: definition.business.flows,
    keypad: meta.keypad ?? false,
    dictation: meta.dictation ?? false,
  };
}
