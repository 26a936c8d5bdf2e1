/** Opening hours as they are spoken: the week in groups of like days, one day, the next opening. */

import type { Business, Hours, Location } from '../../../machines/policy/business.ts';
import { openStretches } from '../../../machines/policy/open-hours.ts';
import { type Weekday, weekdays } from '../../../machines/policy/weekdays.ts';
import { spokenDate } from './date.ts';
import { spokenList } from './list.ts';
import { clockFace, dayPart } from './time.ts';

type Stretch = readonly [string, string];

/** How far ahead an opening is looked for: longer than any run of holidays. */
const daysAheadMax = 31;

/** `Monday to Friday 8 to 5, and Saturday 9 to 1, closed for lunch from noon to 1`. */
export function spokenWeek(hours: Hours): string {
  const open = weekdays.filter((day) => (hours[day] ?? []).length > 0);
  if (open.length === 0) return '';
  const closed = weekdays.filter((day) => !open.includes(day));
  const closedSpoken = closed.length > 0 && closed.length < 3 ? spokenDays(closed) : '';
  return [
    spokenOpenDays(hours),
    ...spokenBreaks(hours, open),
    ...(closedSpoken === '' ? [] : [`closed on ${closedSpoken}`]),
  ].join(', ');
}

/** `Monday to Friday 8 to 5, and Saturday 9 to 1`; empty when closed all week. */
export function spokenOpenDays(hours: Hours): string {
  const open = weekdays.filter((day) => (hours[day] ?? []).length > 0);
  const groups = groupDays(open, (day) => outer(hours[day] ?? []));
  return spokenList(
    groups.map(({ days, key }) => `${spokenDays(days)} ${key}`),
    'and',
  );
}

/**
 * One day's hours, seen at `now`: `we are open today from 8 to 5, closed for lunch from noon to 1`,
 * `we are closed on Thursday the 26th for Thanksgiving`. `date` is today unless another one is asked for.
 */
export function spokenDayHours(
  business: Business,
  location: Location,
  now: string,
  date = now.slice(0, 10),
): string {
  const today = now.slice(0, 10);
  const day = onDay(date, today);
  const holiday = business.holidays.find((one) => one.date === date);
  const because = holiday === undefined ? '' : ` for ${holiday.name}`;
  const stretches = openStretches(business, location, date);
  const last = stretches.at(-1);
  if (last === undefined) return `we are closed ${day}${because}`;
  if (date === today && last[1] <= now.slice(11, 16))
    return `we have closed for today; we were open ${outer(stretches)}`;
  const hours = `from ${outer(stretches)}`;
  const breaks = gapsOf(stretches).map((gap) => `, ${spokenBreak(gap)}`);
  const onHoliday = holiday === undefined ? '' : `, because of ${holiday.name}`;
  return `we are open ${day} ${hours}${breaks.join('')}${onHoliday}`;
}

/** `today`, `on Thursday the 26th`. */
export function onDay(date: string, today: string): string {
  const named = spokenDate(date, today);
  return /^(?:today|tomorrow|this )/.test(named) ? named : `on ${named}`;
}

/** `tomorrow at 8 in the morning`: the next time the door opens after `now`. */
export function spokenNextOpening(business: Business, location: Location, now: string): string {
  const today = now.slice(0, 10);
  for (let ahead = 0; ahead <= daysAheadMax; ahead += 1) {
    const date = daysAfter(today, ahead);
    const next = openStretches(business, location, date).find(
      ([from]) => ahead > 0 || from > now.slice(11, 16),
    );
    if (next === undefined) continue;
    const time =
      next[0] === '12:00' ? 'noon' : `${clockFace(next[0], 'among')} ${dayPart(next[0])}`;
    return `${spokenDate(date, today)} at ${time}`;
  }
  return '';
}

/** Days with the same hours together, in the order of their first day. */
function groupDays(days: Weekday[], keyOf: (day: Weekday) => string) {
  const groups: { key: string; days: Weekday[] }[] = [];
  for (const day of days) {
    const key = keyOf(day);
    const group = groups.find((one) => one.key === key);
    if (group) group.days.push(day);
    else groups.push({ key, days: [day] });
  }
  return groups;
}

/** `Monday to Friday`, or the days one by one when they are no run of three or more. */
function spokenDays(days: readonly Weekday[]): string {
  const names = days.map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  if (days.length === weekdays.length) return 'every day';
  const first = weekdays.indexOf(days[0] as Weekday);
  const run = days.every((day, index) => weekdays.indexOf(day) === first + index);
  return run && days.length > 2 ? `${names[0]} to ${names.at(-1)}` : spokenList(names, 'and');
}

/** From the first opening to the last closing of a day. */
export function outer(stretches: readonly Stretch[]): string {
  const from = stretches[0]?.[0] ?? '';
  const to = stretches.at(-1)?.[1] ?? '';
  const plain = `${clockFace(from, 'among')} to ${clockFace(to, 'among')}`;
  // "8 to 9" is an hour to everybody's ear, and thirteen at a store before Christmas.
  if (minutesOf(to) - minutesOf(from) <= halfDayMinutes) return plain;
  return `${clockFace(from, 'among')} ${dayPart(from)} to ${clockFace(to, 'among')} ${dayPart(to)}`;
}

const halfDayMinutes = 12 * 60;

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function gapsOf(stretches: readonly Stretch[]): Stretch[] {
  return stretches.slice(1).map(([from], index) => [(stretches[index] as Stretch)[1], from]);
}

/** The breaks of the week, with their days when not every open day but one or two has them. */
function spokenBreaks(hours: Hours, open: Weekday[]): string[] {
  const withBreaks = open.filter((day) => gapsOf(hours[day] ?? []).length > 0);
  const groups = groupDays(withBreaks, (day) =>
    spokenList(gapsOf(hours[day] ?? []).map(spokenBreak), 'and'),
  );
  return groups.map(({ key, days }) =>
    days.length === open.length ? key : `${key} ${spokenBreakDays(days)}`,
  );
}

function spokenBreakDays(days: readonly Weekday[]): string {
  const spoken = spokenDays(days);
  return / to /.test(spoken) ? spoken : `on ${spoken}`;
}

/** A gap around noon is lunch; another one is only a gap. */
function spokenBreak([from, to]: Stretch): string {
  const lunch = from >= '11:00' && to <= '15:00' ? ' for lunch' : '';
  return `closed${lunch} from ${clockFace(from, 'among')} to ${clockFace(to, 'among')}`;
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
