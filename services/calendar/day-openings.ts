/** Every free start of one day for one service: one opening a start, with the fairest person. */
import type { Business, Location, Service, StaffMember } from '../../machines/policy/business.ts';
import { type LocalDay, minuteMs } from './local-time.ts';
import { workingStretches } from './working-hours.ts';

/** A stretch for which a staff member, and perhaps a room, is taken; the buffer is in it. */
export interface Busy {
  staffId: string;
  roomId?: string;
  startMs: number;
  endMs: number;
}

/** What is looked for, apart from when. */
export interface Search {
  business: Business;
  service: Service;
  /** Those who can do it, the business's order kept; one when the caller asked for them. */
  staff: StaffMember[];
  locations: Location[];
  busy: Busy[];
  /** The first instant that the notice leaves. */
  earliestMs: number;
}

export interface DayOpening {
  date: string;
  minute: number;
  startMs: number;
  endMs: number;
  staffId: string;
  locationId: string;
  roomId?: string;
}

/** Those who may do the service by their role. */
export function ableStaff(business: Business, service: Service): StaffMember[] {
  return business.staff.filter((member) => service.by.includes(member.role));
}

/** The day's openings in order of time; never two at the same time. */
export function openingsOn(search: Search, day: LocalDay): DayOpening[] {
  const { business, service } = search;
  if (day.endMs <= search.earliestMs) return [];
  const reachMs = (service.minutes + service.bufferMinutes) * minuteMs;
  const today = search.busy.filter(
    ({ startMs, endMs }) => startMs < day.endMs + reachMs && endMs > day.startMs,
  );
  const chosen = new Map<number, DayOpening>();
  for (const member of fairestFirst(search.staff, today, day)) {
    const theirs = today.filter(({ staffId }) => staffId === member.id);
    for (const location of search.locations) {
      const rooms = roomsFor(business, service, location.id);
      for (const { from, to } of workingStretches(business, location, member, day)) {
        const closesMs = day.instantAt(to) ?? day.instantAt(to + 60) ?? day.endMs;
        const every = business.booking.everyMinutes;
        for (let minute = Math.ceil(from / every) * every; minute < to; minute += every) {
          if (chosen.has(minute)) continue;
          const startMs = day.instantAt(minute);
          if (startMs === undefined || startMs < search.earliestMs) continue;
          const endMs = startMs + service.minutes * minuteMs;
          if (endMs > closesMs) break;
          const opening = { date: day.date, minute, startMs, endMs };
          const busyUntilMs = startMs + reachMs;
          if (meets(theirs, startMs, busyUntilMs)) continue;
          const who = { staffId: member.id, locationId: location.id };
          if (rooms === undefined) {
            chosen.set(minute, { ...opening, ...who });
            continue;
          }
          const roomId = freeRoom(rooms, today, startMs, busyUntilMs);
          if (roomId !== undefined) chosen.set(minute, { ...opening, ...who, roomId });
        }
      }
    }
  }
  return [...chosen.values()].sort((one, other) => one.startMs - other.startMs);
}

/** The rooms that would do at the location; undefined when the service needs none. */
export function roomsFor(
  business: Business,
  service: Service,
  locationId: string,
): string[] | undefined {
  if (service.rooms.length === 0) return undefined;
  return business.rooms
    .filter((room) => room.location === locationId && service.rooms.includes(room.kind))
    .map((room) => room.id);
}

/** Fewest appointments on that day first, and the business's own order among equals. */
function fairestFirst(staff: StaffMember[], today: Busy[], day: LocalDay): StaffMember[] {
  const counts = new Map<string, number>();
  for (const { staffId, startMs } of today) {
    if (startMs < day.startMs || startMs >= day.endMs) continue;
    counts.set(staffId, (counts.get(staffId) ?? 0) + 1);
  }
  const count = (member: StaffMember) => counts.get(member.id) ?? 0;
  return [...staff].sort((one, other) => count(one) - count(other));
}

function freeRoom(
  rooms: string[],
  today: Busy[],
  startMs: number,
  endMs: number,
): string | undefined {
  return rooms.find((id) => {
    const taken = today.filter(({ roomId }) => roomId === id);
    return !meets(taken, startMs, endMs);
  });
}

function meets(spans: Busy[], startMs: number, endMs: number): boolean {
  return spans.some((span) => span.startMs < endMs && startMs < span.endMs);
}
