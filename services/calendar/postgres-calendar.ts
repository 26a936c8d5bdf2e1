/** The calendar on PostgreSQL: the database's constraints, not our care, prevent overlaps. */
import { type SqlBool, sql } from 'kysely';
import type { Business } from '../../machines/policy/business.ts';
import type {
  BookInput,
  Booking,
  CancelInput,
  EffectAnswer,
  FindBookingsInput,
  Opening,
  RescheduleInput,
} from '../../machines/ports.ts';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { nameKey, rememberCustomer } from '../store/customers.ts';
import type { Store, Tenant } from '../store/pool.ts';
import {
  bookingsWhere,
  busyBetween,
  insertAppointment,
  isAppointmentId,
  lockedStart,
  moveAppointment,
  upcomingBookings,
  waitForTurn,
} from './appointment-rows.ts';
import { type BookableTime, checkOpening, refusesCustomer } from './booking-rules.ts';
import type { Calendar, CalendarRequest } from './calendar.ts';
import { priorAnswer, settleWrite, writeOnce } from './calendar-writes.ts';
import { localDay } from './local-time.ts';
import { createTimeFinder } from './time-finder.ts';

export interface PostgresCalendarDeps {
  store: Store;
  /** The facts in force for a business; undefined when nobody knows it. */
  business: (businessId: string) => Business | undefined;
  clock: Clock;
}

const unknown: EffectAnswer = { outcome: 'unknown' };

export function createPostgresCalendar(deps: PostgresCalendarDeps): Calendar {
  const { store, clock } = deps;
  const findTimes = createTimeFinder(store, clock);

  return {
    async findTimes(request, input) {
      const business = deps.business(request.businessId);
      if (business === undefined) return { outcome: 'none', why: 'no-one' };
      return orUnknown(() => findTimes(business, request.businessId, input));
    },
    async book(request, input) {
      const business = deps.business(request.businessId);
      return book(deps, business, request, input);
    },
    settle: (request, key) => settleWrite(store, request, key, clock.now()),
    async findBookings(request, input) {
      const business = deps.business(request.businessId);
      if (business === undefined) return { outcome: 'none' };
      return orUnknown(() => findBookings(deps, business, request, input));
    },
    async reschedule(request, input) {
      const business = deps.business(request.businessId);
      return reschedule(deps, business, request, input);
    },
    async cancel(request, input) {
      const business = deps.business(request.businessId);
      return cancel(deps, business, request, input);
    },
    /** Rejects with a `ServiceError` when the database is away: an empty day would be a lie. */
    async day(businessId, date) {
      const business = deps.business(businessId);
      const day = business && localDay(date, business.timeZone);
      if (business === undefined || day === undefined) return [];
      const reach = [new Date(day.startMs), new Date(day.endMs)];
      return store.withTenant(businessId, (tenant) =>
        bookingsWhere(tenant, business.timeZone, (where) =>
          where.and([sql<SqlBool>`span && tstzrange(${reach[0]}, ${reach[1]}, '[)')`]),
        ),
      );
    },
  };
}

async function orUnknown(ask: () => Promise<EffectAnswer>): Promise<EffectAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServiceError) return unknown;
    throw error;
  }
}

/** A refusal, unless the same write was made before: then its answer stands. */
function refuse(store: Store, request: CalendarRequest, rule: string): Promise<EffectAnswer> {
  return orUnknown(async () => {
    return (await priorAnswer(store, request)) ?? { outcome: 'refused', rule };
  });
}

async function book(
  { store, clock }: PostgresCalendarDeps,
  business: Business | undefined,
  request: CalendarRequest,
  input: BookInput,
): Promise<EffectAnswer> {
  if (business === undefined) return { outcome: 'refused', rule: 'unknown-business' };
  const nowMs = clock.now();
  const checked = checkOpening(business, input.opening, nowMs);
  const rule = 'rule' in checked ? checked.rule : refusesCustomer(input);
  if ('rule' in checked || rule !== undefined) return refuse(store, request, rule ?? '');
  const { time } = checked;
  return writeOnce(store, request, 'book', nowMs, async (tenant) => {
    const { businessId, callId, key } = request;
    const room = await takePlace(tenant, businessId, input.opening, time, undefined);
    if (room === 'taken') return { outcome: 'taken' };
    const customer = { name: input.customerName, phone: input.customerPhone };
    const customerId = await rememberCustomer(tenant, businessId, customer);
    const appointment = { opening: input.opening, time, roomId: room.roomId };
    const made = { businessId, callId, key, customerId, nowMs };
    const id = await insertAppointment(tenant, appointment, made);
    return { outcome: 'committed', booking: await bookingById(tenant, business, id) };
  });
}

async function reschedule(
  { store, clock }: PostgresCalendarDeps,
  business: Business | undefined,
  request: CalendarRequest,
  { bookingId, opening }: RescheduleInput,
): Promise<EffectAnswer> {
  if (business === undefined) return { outcome: 'refused', rule: 'unknown-business' };
  if (!isAppointmentId(bookingId)) return { outcome: 'gone' };
  const nowMs = clock.now();
  const checked = checkOpening(business, opening, nowMs);
  if ('rule' in checked) return refuse(store, request, checked.rule);
  const { time } = checked;
  return writeOnce(store, request, 'reschedule', nowMs, async (tenant) => {
    const startMs = await lockedStart(tenant, bookingId);
    if (startMs === undefined) return { outcome: 'gone' };
    if (startMs <= nowMs) return { outcome: 'refused', rule: 'already-started' };
    const room = await takePlace(tenant, request.businessId, opening, time, bookingId);
    if (room === 'taken') return { outcome: 'taken' };
    await moveAppointment(tenant, bookingId, { opening, time, roomId: room.roomId });
    return { outcome: 'committed', booking: await bookingById(tenant, business, bookingId) };
  });
}

async function cancel(
  { store, clock }: PostgresCalendarDeps,
  business: Business | undefined,
  request: CalendarRequest,
  { bookingId }: CancelInput,
): Promise<EffectAnswer> {
  if (business === undefined) return { outcome: 'refused', rule: 'unknown-business' };
  if (!isAppointmentId(bookingId)) return { outcome: 'gone' };
  const nowMs = clock.now();
  return writeOnce(store, request, 'cancel', nowMs, async (tenant) => {
    const startMs = await lockedStart(tenant, bookingId);
    if (startMs === undefined) return { outcome: 'gone' };
    if (startMs <= nowMs) return { outcome: 'refused', rule: 'already-started' };
    const booking = await bookingById(tenant, business, bookingId);
    const status = { status: 'cancelled' as const };
    await tenant.updateTable('appointments').set(status).where('id', '=', bookingId).execute();
    return { outcome: 'committed', booking };
  });
}

/**
 * Waits for its turn and picks the room. The person's own time is left to the constraint; the
 * room's is looked up, because another room will do when the offered one has gone.
 */
async function takePlace(
  tenant: Tenant,
  businessId: string,
  opening: Opening,
  time: BookableTime,
  movingId: string | undefined,
): Promise<{ roomId: string | undefined } | 'taken'> {
  // Always the person first and the rooms second, so that no two writers wait for each other.
  const turns = [`${businessId}/staff/${opening.staffId}`];
  if (time.rooms !== undefined) turns.push(`${businessId}/rooms/${opening.locationId}`);
  await waitForTurn(tenant, turns);
  if (time.rooms === undefined) return { roomId: undefined };
  const busy = await busyBetween(tenant, time.startMs, time.busyUntilMs, movingId);
  const roomId = time.rooms.find((room) => busy.every((other) => other.roomId !== room));
  return roomId === undefined ? 'taken' : { roomId };
}

async function bookingById(tenant: Tenant, business: Business, id: string): Promise<Booking> {
  const found = await bookingsWhere(tenant, business.timeZone, (where) =>
    where.and([where('appointments.id', '=', id)]),
  );
  const [booking] = found;
  if (booking === undefined) throw new Error('an appointment just written is not there');
  return booking;
}

async function findBookings(
  { store, clock }: PostgresCalendarDeps,
  business: Business,
  { businessId }: CalendarRequest,
  input: FindBookingsInput,
): Promise<EffectAnswer> {
  const nameWords = nameKey(input.customerName ?? '')
    .split(' ')
    .filter(Boolean);
  const phone = input.customerPhone || undefined;
  if (phone === undefined && nameWords.length === 0) return { outcome: 'none' };
  const bookings = await store.withTenant(businessId, (tenant) =>
    upcomingBookings(tenant, business.timeZone, clock.now(), {
      ...(phone === undefined ? {} : { phone }),
      nameWords,
    }),
  );
  if (bookings.length === 0) return { outcome: 'none' };
  const named = bookings.filter((booking) => isNamed(booking, input));
  const meant = named.length > 0 ? named : bookings;
  return { outcome: meant.length === 1 ? 'one' : 'several', bookings: meant };
}

function isNamed({ serviceId, start }: Booking, wish: FindBookingsInput): boolean {
  const service = wish.serviceId === undefined || wish.serviceId === serviceId;
  const [date, time] = start.split('T');
  const day = wish.date === undefined || wish.date === date;
  return service && day && (wish.time === undefined || wish.time === time);
}
