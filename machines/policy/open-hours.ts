/** When a location is open: its weekly hours, changed by the holidays of the business. */
import type { Business, Location, StaffMember } from './business.ts';
import { type Weekday, weekdayOf } from './weekdays.ts';

/** The open stretches of one local date (`YYYY-MM-DD`), in order; empty when closed. */
export function openStretches(
  business: Business,
  location: Location,
  date: string,
): [string, string][] {
  const holiday = business.holidays.find((day) => day.date === date);
  const stretches = holiday ? (holiday.hours ?? []) : (location.hours[weekdayOf(date)] ?? []);
  return [...stretches].sort(([left], [right]) => left.localeCompare(right));
}

/** Whether a location is open at a local time (`YYYY-MM-DDTHH:MM`); not so at closing time. */
export function openAt(business: Business, location: Location, local: string): boolean {
  const time = local.slice(11, 16);
  return openStretches(business, location, local.slice(0, 10)).some(
    ([from, to]) => from <= time && time < to,
  );
}

/** When somebody works at a location on a weekday of a usual week; the location's hours bound theirs. */
export function usualHours(
  location: Location,
  { hours, locations }: StaffMember,
  weekday: Weekday,
): [string, string][] {
  if (locations !== undefined && !locations.includes(location.id)) return [];
  const open = location.hours[weekday] ?? [];
  return hours === undefined ? open : overlap(open, hours[weekday] ?? []);
}

/** When somebody works at a location on one local date; empty when not at all. */
export function workingHours(
  business: Business,
  location: Location,
  member: StaffMember,
  date: string,
): [string, string][] {
  if (member.away.some(({ from, to }) => from <= date && date <= to)) return [];
  const open = openStretches(business, location, date);
  const own = usualHours(location, member, weekdayOf(date));
  return member.hours === undefined && own.length > 0 ? open : overlap(open, own);
}

function overlap(left: [string, string][], right: [string, string][]): [string, string][] {
  return left.flatMap(([from, to]) =>
    right
      .map(([start, end]): [string, string] => [laterOf(from, start), earlierOf(to, end)])
      .filter(([start, end]) => start < end),
  );
}

function laterOf(one: string, other: string): string {
  return one.localeCompare(other) > 0 ? one : other;
}

function earlierOf(one: string, other: string): string {
  return one.localeCompare(other) < 0 ? one : other;
}
