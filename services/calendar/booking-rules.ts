/** Whether an opening may be booked by the business's own rules, whatever the calendar holds. */

import type { Business } from '../../machines/policy/business.ts';
import type { BookInput, Opening } from '../../machines/ports.ts';
import { bookableRange } from './availability.ts';
import { ableStaff, roomsFor } from './day-openings.ts';
import { localDay, minuteMs, parseLocal } from './local-time.ts';
import { workingStretches } from './working-hours.ts';

/** An opening as instants. `rooms` are those that would do, the offered one first. */
export interface BookableTime {
  startMs: number;
  endMs: number;
  /** The end of the buffer. */
  busyUntilMs: number;
  rooms: string[] | undefined;
}

/**
 * What was offered in time must not be refused because the caller took a while to say yes: the
 * notice is taken less strictly here than when times are offered.
 */
const noticeGraceMs = 10 * minuteMs;

/** The opening as instants, or the id of the rule that refuses it. */
export function checkOpening(
  business: Business,
  opening: Opening,
  nowMs: number,
): { time: BookableTime } | { rule: string } {
  const service = business.services.find(({ id }) => id === opening.serviceId);
  if (service === undefined) return { rule: 'unknown-service' };
  const location = business.locations.find(({ id }) => id === opening.locationId);
  if (location === undefined) return { rule: 'unknown-location' };
  const member = business.staff.find(({ id }) => id === opening.staffId);
  if (member === undefined) return { rule: 'unknown-staff' };
  if (!ableStaff(business, service).includes(member)) return { rule: 'staff-cannot' };

  const local = parseLocal(opening.start);
  const day = local && localDay(local.date, business.timeZone);
  const startMs = local && day?.instantAt(local.minute);
  if (local === undefined || day === undefined || startMs === undefined) {
    return { rule: 'no-such-time' };
  }
  if (startMs <= nowMs) return { rule: 'in-the-past' };
  const noticeMs = business.booking.noticeMinutes * minuteMs;
  if (startMs < nowMs + Math.max(0, noticeMs - noticeGraceMs)) return { rule: 'too-soon' };
  if (local.date > bookableRange(business, nowMs).lastBookable) return { rule: 'too-far' };

  const endMs = startMs + service.minutes * minuteMs;
  const within = workingStretches(business, location, member, day).some(({ from, to }) => {
    const closesMs = day.instantAt(to) ?? day.endMs;
    return from <= local.minute && local.minute < to && endMs <= closesMs;
  });
  if (!within) return { rule: 'outside-hours' };
  const rooms = roomsFor(business, service, location.id);
  const { roomId } = opening;
  if (rooms !== undefined && roomId !== undefined && !rooms.includes(roomId)) {
    return { rule: 'unknown-room' };
  }
  const preferred =
    roomId === undefined ? rooms : rooms && [roomId, ...rooms.filter((id) => id !== roomId)];
  const busyUntilMs = endMs + service.bufferMinutes * minuteMs;
  return { time: { startMs, endMs, busyUntilMs, rooms: preferred } };
}

/** The id of the rule that refuses the customer's data, if one does. A withheld number is empty. */
export function refusesCustomer(input: BookInput): string | undefined {
  if (input.customerName.trim() === '') return 'name-missing';
  const phone = input.customerPhone;
  return phone === '' || /^\+[1-9]\d{6,14}$/.test(phone) ? undefined : 'phone-malformed';
}
