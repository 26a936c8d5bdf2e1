/** What a rule may look at: the call, the service, the times and the slots, as plain facts. */
import { Temporal } from 'temporal-polyfill';
import type { Booking, Opening } from '../ports.ts';
import type { SlotKind, SlotValue } from '../vocabulary.ts';
import type { Business, Service } from './business.ts';
import type { Definition } from './definition.ts';
import { instantMs } from './instant.ts';
import { openAt } from './open-hours.ts';
import { stateOfNumber } from './state-of-number.ts';
import { dayNumber, type Weekday, weekdayOf } from './weekdays.ts';

/** Whole numbers are BigInt, because conditions count in whole numbers and reject others. */
export interface Facts {
  call: {
    from: string;
    vouched: boolean;
    /** The location the caller dialled, or an empty text. */
    location: string;
    weekday: Weekday;
    /** `HH:MM`, local. */
    time: string;
    /** Some location is open now. */
    open: boolean;
    /** Why a person is wanted, e.g. `asked`, `emergency`; otherwise an empty text. */
    reason: string;
  };
  caller: {
    /** The state that the caller's area code belongs to, e.g. `OH`, or an empty text. */
    state: string;
    /** Appointments to come under the caller's number. */
    bookings: bigint;
    /** By the birth date that the flow asked for. */
    age: bigint;
    ageKnown: boolean;
  };
  service: { id: string; minutes: bigint; price: number; deposit: number };
  opening: {
    known: boolean;
    minutesUntil: bigint;
    daysUntil: bigint;
    weekday: string;
    hour: bigint;
  };
  booking: { known: boolean; minutesUntil: bigint };
  /** Points of the flow that asks. */
  flow: { score: bigint };
  slots: Record<string, FactValue>;
}
export type FactValue = string | number | bigint | boolean | Record<string, string | boolean>;

export interface FactsInput {
  /** Local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: string;
  from: string;
  vouched: boolean;
  locationId?: string | undefined;
  slots?: Record<string, SlotValue> | undefined;
  opening?: Opening | undefined;
  booking?: Booking | undefined;
  reason?: string | undefined;
  /** How many appointments are to come; counted only where a rule looks at it. */
  upcoming?: number | undefined;
}

/** What a slot that was not filled looks like to a condition: empty, and of the right kind. */
const emptyTime = { date: '', time: '', dateTo: '', timeTo: '' };
const emptyPerson = { first: '', last: '', spelled: false };
const emptyByKind: Partial<Record<SlotKind, FactValue>> = {
  when: emptyTime,
  name: emptyPerson,
  count: 0n,
  money: 0,
  'yes-no': false,
};

/**
 * The facts of one moment. Every field has a value: without an opening or a booking `known` is
 * false and the numbers are 0, which reads as "now", the careful side for rules about notice.
 */
export function factsFor(definition: Definition, input: FactsInput): Facts {
  const { business } = definition;
  const slots = slotFacts(definition, input.slots ?? {});
  return {
    call: {
      from: input.from,
      vouched: input.vouched,
      location: input.locationId ?? '',
      weekday: weekdayOf(input.now),
      time: input.now.slice(11, 16),
      open: business.locations.some((location) => openAt(business, location, input.now)),
      reason: input.reason ?? '',
    },
    caller: {
      state: stateOfNumber(input.from),
      bookings: BigInt(input.upcoming ?? 0),
      ...ageFacts(definition, input),
    },
    service: serviceFacts(serviceMeant(business, input)),
    opening: openingFacts(input, business.timeZone),
    booking: input.booking
      ? {
          known: true,
          minutesUntil: minutesBetween(input.now, input.booking.start, business.timeZone),
        }
      : { known: false, minutesUntil: 0n },
    flow: { score: 0n },
    slots,
  };
}

/** Whole years on this day, for the first birth date that was given. */
function ageFacts(
  { flows }: Definition,
  { now, slots = {} }: FactsInput,
): Pick<Facts['caller'], 'age' | 'ageKnown'> {
  for (const [name, value] of Object.entries(slots)) {
    const asked = Object.values(flows).some((flow) => flow.slots[name]?.kind === 'birth-date');
    if (!asked || typeof value !== 'string' || value === '') continue;
    const today = Temporal.PlainDate.from(now.slice(0, 10));
    const { years } = Temporal.PlainDate.from(value).until(today, { largestUnit: 'years' });
    return { age: BigInt(years), ageKnown: true };
  }
  return { age: 0n, ageKnown: false };
}

function openingFacts({ now, opening }: FactsInput, timeZone: string): Facts['opening'] {
  if (!opening) return { known: false, minutesUntil: 0n, daysUntil: 0n, weekday: '', hour: 0n };
  return {
    known: true,
    minutesUntil: minutesBetween(now, opening.start, timeZone),
    daysUntil: BigInt(dayNumber(opening.start) - dayNumber(now)),
    weekday: weekdayOf(opening.start),
    hour: BigInt(opening.start.slice(11, 13)),
  };
}

function serviceMeant(business: Business, input: FactsInput): Service | undefined {
  const named = input.slots?.service;
  const id = input.opening?.serviceId ?? input.booking?.serviceId ?? named;
  return business.services.find((service) => service.id === id);
}

function serviceFacts(service: Service | undefined): Facts['service'] {
  if (!service) return { id: '', minutes: 0n, price: 0, deposit: 0 };
  const { id, minutes, deposit = 0 } = service;
  return { id, minutes: BigInt(minutes), price: lowestPrice(service), deposit };
}

function lowestPrice({ price }: Service): number {
  if (typeof price === 'string') return 0;
  return 'exactly' in price ? price.exactly : price.from;
}

function slotFacts(
  definition: Definition,
  values: Record<string, SlotValue>,
): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const flow of Object.values(definition.flows)) {
    for (const [name, slot] of Object.entries(flow.slots)) {
      facts[name] = emptyByKind[slot.kind] ?? '';
    }
  }
  for (const [name, value] of Object.entries(values)) facts[name] = slotFact(facts[name], value);
  return facts;
}

function slotFact(empty: FactValue | undefined, value: SlotValue): FactValue {
  if (typeof value === 'object') {
    return typeof empty === 'object' ? { ...empty, ...value } : { ...value };
  }
  if (typeof value === 'number' && typeof empty !== 'number' && Number.isInteger(value)) {
    return BigInt(value);
  }
  return value;
}

/** Real minutes, so that a night in which the clocks change is counted as long as it is. */
function minutesBetween(fromLocal: string, toLocal: string, timeZone: string): bigint {
  const fromMs = instantMs(fromLocal, timeZone);
  return BigInt(Math.floor((instantMs(toLocal, timeZone) - fromMs) / 60_000));
}
