/** When somebody of the business is in, as it is spoken: a usual week, or one day. */
import type { Business, Hours, Location, StaffMember } from '../../../machines/policy/business.ts';
import { openStretches, usualHours, workingHours } from '../../../machines/policy/open-hours.ts';
import { weekdays } from '../../../machines/policy/weekdays.ts';
import { onDay, outer, spokenOpenDays } from './hours.ts';

/** `Monday 8 to 5, Wednesday 10 to 7, and Friday 8 to 4`; empty when never. */
export function spokenStaffWeek(location: Location, member: StaffMember): string {
  const days = weekdays.map((day) => [day, usualHours(location, member, day)] as const);
  return spokenOpenDays(Object.fromEntries(days) as Hours);
}

/** `in on Wednesday the 25th, 10 to 7`, `not in on Thursday the 26th: we are closed for Thanksgiving`. */
export function spokenStaffDay(
  business: Business,
  location: Location,
  member: StaffMember,
  { date, today }: { date: string; today: string },
): string {
  const stretches = workingHours(business, location, member, date);
  const day = onDay(date, today);
  if (stretches.length > 0) return `in ${day}, ${outer(stretches)}`;
  if (openStretches(business, location, date).length > 0) return `not in ${day}`;
  const holiday = business.holidays.find((one) => one.date === date);
  return `not in ${day}: we are closed${holiday === undefined ? '' : ` for ${holiday.name}`}`;
}
