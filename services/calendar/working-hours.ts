/** When a location is open and a staff member works there, on one day, and why not. */
import type { Business, Hours, Location, StaffMember } from '../../machines/policy/business.ts';
import { weekdays } from '../../machines/policy/weekdays.ts';
import { type LocalDay, parseMinute } from './local-time.ts';

/** Minutes of a local day, the end not included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The location's stretches on that day, touching ones joined; a holiday's hours replace them. */
export function openStretches(business: Business, location: Location, day: LocalDay): Stretch[] {
  const holiday = holidayOn(business, day);
  if (holiday !== undefined) return stretches(holiday.hours ?? []);
  return weekdayStretches(location.hours, day);
}

export function holidayOn(
  business: Business,
  day: LocalDay,
): Business['holidays'][number] | undefined {
  return business.holidays.find((holiday) => holiday.date === day.date);
}

/** What the location's hours would be if the day were no holiday. */
export function usualStretches(location: Location, day: LocalDay): Stretch[] {
  return weekdayStretches(location.hours, day);
}

/** When the staff member is at the location on that day; empty when not at all. */
export function workingStretches(
  business: Business,
  location: Location,
  member: StaffMember,
  day: LocalDay,
): Stretch[] {
  if (member.locations !== undefined && !member.locations.includes(location.id)) return [];
  if (member.away.some(({ from, to }) => from <= day.date && day.date <= to)) return [];
  const open = openStretches(business, location, day);
  if (member.hours === undefined) return open;
  return overlap(open, weekdayStretches(member.hours, day));
}

function weekdayStretches(hours: Hours, day: LocalDay): Stretch[] {
  const weekday = weekdays[day.weekday - 1];
  return weekday === undefined ? [] : stretches(hours[weekday] ?? []);
}

function stretches(pairs: [string, string][]): Stretch[] {
  const sorted = pairs
    .map(([from, to]) => ({ from: parseMinute(from) ?? 0, to: parseMinute(to) ?? 0 }))
    .sort((one, other) => one.from - other.from);
  const joined: Stretch[] = [];
  for (const stretch of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  return joined;
}

function overlap(some: Stretch[], others: Stretch[]): Stretch[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}
