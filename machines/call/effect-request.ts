/** From what the call remembers to an effect's exact input. Missing pieces are our bug, and throw. */
import { bookedForSlot } from '../events.ts';
import type {
  EffectInputs,
  EffectName,
  EffectRequest,
  FindBookingsInput,
  FindTimesInput,
} from '../ports.ts';
import type { PersonValue, SlotValue, TimeValue } from '../vocabulary.ts';
import type { Invocation } from './chart-types.ts';
import type { CallContext } from './context.ts';

function text(value: SlotValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function fullName(value: SlotValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return undefined;
  const { first, last } = value as PersonValue;
  return [first, last].filter((part) => part !== undefined).join(' ') || undefined;
}

function must<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`the chart asked without ${what}`);
  return value;
}

function findTimes({ slots, booking, locationId }: CallContext): FindTimesInput {
  const staffId = text(slots.staff);
  const location = text(slots.location) ?? locationId ?? undefined;
  return {
    serviceId: must(text(slots.service) ?? booking?.serviceId, 'a service'),
    ...(staffId !== undefined && staffId !== 'any' ? { staffId } : {}),
    ...(location !== undefined ? { locationId: location } : {}),
    when: (slots.when ?? {}) as TimeValue,
    ...(booking ? { movingBookingId: booking.id } : {}),
  };
}

function findBookings({ slots, caller, named }: CallContext): FindBookingsInput {
  const phone = text(slots.phone);
  const name = fullName(slots.name);
  return {
    ...(phone !== undefined ? { customerPhone: phone } : {}),
    // A number alone opens nobody's bookings unless the carrier vouches for it.
    ...(name !== undefined && !(caller.vouched && phone === caller.phone)
      ? { customerName: name }
      : {}),
    ...namedOf(named),
  };
}

function namedOf(named: CallContext['named']): Partial<FindBookingsInput> {
  const serviceId = text(named.service);
  const when = named[bookedForSlot] ?? named.when;
  const { date, dateTo, time, timeTo } = typeof when === 'object' ? (when as TimeValue) : {};
  return {
    ...(serviceId !== undefined ? { serviceId } : {}),
    ...(date !== undefined && dateTo === undefined ? { date } : {}),
    ...(time !== undefined && timeTo === undefined ? { time } : {}),
  };
}

/** What a message says: everything the flow asked for, in its order, but for who left it. */
function messageText({ slots, score }: CallContext): string {
  const parts = Object.entries(slots)
    .filter(([slot]) => slot !== 'name' && slot !== 'phone')
    .map(([slot, value]) => (slot === 'message' ? String(value) : `${slot}: ${spoken(value)}`));
  return [...parts, ...(score === null ? [] : [`score: ${score}`])].join('. ');
}

function spoken(value: SlotValue): string {
  return typeof value === 'object' ? Object.values(value).join(' ') : String(value);
}

/** What a person should know before they speak. */
function brief(context: CallContext): string {
  const name = fullName(context.slots.name);
  const wish = context.flow ?? (context.question ? `a question (${context.question})` : null);
  return [
    name ? `${name} is calling` : 'A caller',
    wish ? `about: ${wish}` : null,
    context.score === null ? null : `score: ${context.score}`,
    context.written ? `just written: ${context.written.serviceId} ${context.written.start}` : null,
    `reason: ${context.reason ?? 'asked'}`,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

type InputMakers = {
  [Name in EffectName]: (context: CallContext, spec: Invocation['input']) => EffectInputs[Name];
};

const inputs: InputMakers = {
  'check-policy': (context, { topic, about }) => ({
    topic: must(topic, 'a topic'),
    flow: context.flow ?? '',
    slots: about ? { ...context.slots, ...context.about } : context.slots,
    ...(context.reason === null ? {} : { reason: context.reason }),
    ...(context.opening ? { opening: context.opening } : {}),
    ...(context.booking ? { booking: context.booking } : {}),
  }),
  'find-times': findTimes,
  book: (context) => ({
    opening: must(context.opening, 'an opening'),
    customerName: must(fullName(context.slots.name), 'a name'),
    customerPhone: must(text(context.slots.phone), 'a phone number'),
  }),
  settle: (context) => ({ key: writeKey(context) }),
  'find-bookings': findBookings,
  reschedule: (context) => ({
    bookingId: must(context.booking, 'a booking').id,
    opening: must(context.opening, 'an opening'),
  }),
  cancel: (context) => ({ bookingId: must(context.booking, 'a booking').id }),
  'take-message': (context, { reason }) => {
    const name = fullName(context.slots.name);
    const phone = text(context.slots.phone) ?? (context.caller.phone || undefined);
    return {
      text: messageText(context),
      ...(name !== undefined ? { customerName: name } : {}),
      ...(phone !== undefined ? { customerPhone: phone } : {}),
      reason: context.reason ?? reason ?? 'asked',
    };
  },
  transfer: (context) => ({ reason: context.reason ?? 'asked', brief: brief(context) }),
};

/** The same write asked again carries the same key; a new decision carries a new one. */
function writeKey(context: CallContext): string {
  return `${context.callId}/${context.writes}`;
}

export function effectRequest(context: CallContext, spec: Invocation['input']): EffectRequest {
  return {
    effect: spec.effect,
    key: writeKey(context),
    input: inputs[spec.effect](context, spec),
  };
}
