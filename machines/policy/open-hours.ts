/** When a location is open: its weekly hours, changed by the holidays of the business. */
import type { Business, Location } from './business.ts';
import { weekdayOf } from './weekdays.ts';

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
