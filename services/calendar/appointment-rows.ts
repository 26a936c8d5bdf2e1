/** Appointments as rows: reading them as bookings, and the SQL that writes them. */
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Booking, Opening } from '../../machines/ports.ts';
import type { Tenant } from '../store/pool.ts';
import type { Tables } from '../store/tables.ts';
import type { BookableTime } from './booking-rules.ts';
import type { Busy } from './day-openings.ts';
import { toLocal } from './local-time.ts';

type Joined = ExpressionBuilder<Tables, 'appointments' | 'customers'>;

/** A caller with more coming appointments than this is the desk's business. */
const upcomingMax = 10;

export function isAppointmentId(id: string): boolean {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id);
}

/** Instants between which nothing may overlap; the end is not part of it. */
function range(startMs: number, endMs: number) {
  return sql<string>`tstzrange(${new Date(startMs)}, ${new Date(endMs)}, '[)')`;
}

export async function busyBetween(
  tenant: Tenant,
  startMs: number,
  endMs: number,
  exceptId: string | undefined,
): Promise<Busy[]> {
  let query = tenant
    .selectFrom('appointments')
    .select(['staff_id', 'room_id', sql<Date>`lower(busy)`.as('start')])
    .select(sql<Date>`upper(busy)`.as('end'))
    .where('status', '=', 'booked')
    .where(sql<SqlBool>`busy && ${range(startMs, endMs)}`)
    .orderBy('start');
  if (exceptId !== undefined) query = query.where('id', '<>', exceptId);
  const rows = await query.execute();
  return rows.map((row) => ({
    staffId: row.staff_id,
    ...(row.room_id === null ? {} : { roomId: row.room_id }),
    startMs: row.start.getTime(),
    endMs: row.end.getTime(),
  }));
}

/** Booked appointments that match, in order of time, as the customer knows them. */
export async function bookingsWhere(
  tenant: Tenant,
  timeZone: string,
  condition: (where: Joined) => ReturnType<Joined['and']>,
  most?: number,
): Promise<Booking[]> {
  let query = tenant
    .selectFrom('appointments')
    .innerJoin('customers', 'customers.id', 'appointments.customer_id')
    .select([
      'appointments.id',
      'staff_id',
      'room_id',
      'location_id',
      'service_id',
      'name',
      'phone',
    ])
    .select([sql<Date>`lower(span)`.as('start'), sql<Date>`upper(span)`.as('end')])
    .where('status', '=', 'booked')
    .where(condition)
    .orderBy('start')
    .orderBy('appointments.id');
  if (most !== undefined) query = query.limit(most);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    start: toLocal(row.start.getTime(), timeZone),
    end: toLocal(row.end.getTime(), timeZone),
    serviceId: row.service_id,
    staffId: row.staff_id,
    locationId: row.location_id,
    ...(row.room_id === null ? {} : { roomId: row.room_id }),
    customerName: row.name,
    customerPhone: row.phone,
  }));
}

/** Coming appointments by phone number, by the words of a name, or by both together. */
export function upcomingBookings(
  tenant: Tenant,
  timeZone: string,
  nowMs: number,
  customer: { phone?: string; nameWords: string[] },
): Promise<Booking[]> {
  return bookingsWhere(
    tenant,
    timeZone,
    (where) =>
      where.and([
        sql<SqlBool>`lower(span) > ${new Date(nowMs)}`,
        ...(customer.phone === undefined ? [] : [where('phone', '=', customer.phone)]),
        ...customer.nameWords.map(
          (word) => sql<SqlBool>`${word} = any(string_to_array(name_key, ' '))`,
        ),
      ]),
    upcomingMax,
  );
}

/** Waits for whoever writes for the same person, or for the same rooms, at this moment. */
export async function waitForTurn(tenant: Tenant, names: string[]): Promise<void> {
  for (const name of names) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tenant);
  }
}

export interface AppointmentToWrite {
  opening: Opening;
  time: BookableTime;
  roomId: string | undefined;
}

export async function insertAppointment(
  tenant: Tenant,
  appointment: AppointmentToWrite,
  made: { businessId: string; callId: string; key: string; customerId: string; nowMs: number },
): Promise<string> {
  const { id } = await tenant
    .insertInto('appointments')
    .values({
      business_id: made.businessId,
      ...placed(appointment),
      customer_id: made.customerId,
      status: 'booked',
      key: made.key,
      call_id: made.callId,
      created_at: new Date(made.nowMs),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function moveAppointment(
  tenant: Tenant,
  id: string,
  appointment: AppointmentToWrite,
): Promise<void> {
  await tenant.updateTable('appointments').set(placed(appointment)).where('id', '=', id).execute();
}

function placed({ opening, time, roomId }: AppointmentToWrite) {
  return {
    staff_id: opening.staffId,
    room_id: roomId ?? null,
    location_id: opening.locationId,
    service_id: opening.serviceId,
    span: range(time.startMs, time.endMs),
    busy: range(time.startMs, time.busyUntilMs),
  };
}

/** The booked appointment's start, locked until the transaction ends; undefined when it is gone. */
export async function lockedStart(tenant: Tenant, id: string): Promise<number | undefined> {
  const row = await tenant
    .selectFrom('appointments')
    .select(sql<Date>`lower(span)`.as('start'))
    .where('id', '=', id)
    .where('status', '=', 'booked')
    .forUpdate()
    .executeTakeFirst();
  return row?.start.getTime();
}
