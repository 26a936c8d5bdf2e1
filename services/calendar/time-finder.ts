/** Answers `find-times`: loads what is taken around the wish, and more of it only when needed. */

import type { Business } from '../../machines/policy/business.ts';
import type { EffectAnswer, FindTimesInput } from '../../machines/ports.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/pool.ts';
import { busyBetween, isAppointmentId } from './appointment-rows.ts';
import { bookableRange, findOpenings } from './availability.ts';
import { addDays, type LocalDay, localDay } from './local-time.ts';
import { offersMax } from './spread.ts';
import { readWish } from './wish.ts';

/** Days around the wish that are loaded first: enough for three offers unless times are scarce. */
const firstDaysBefore = 7;
const firstDaysAfter = 21;
/** Local days kept; two years of one time zone. The oldest goes first. */
const daysKeptMax = 800;

export type TimeFinder = (
  business: Business,
  businessId: string,
  input: FindTimesInput,
) => Promise<EffectAnswer>;

export function createTimeFinder(store: Store, clock: Clock): TimeFinder {
  const dayOf = createDayBook();

  return async (business, businessId, input) => {
    const nowMs = clock.now();
    const { today, lastBookable } = bookableRange(business, nowMs);
    const day = (date: string) => dayOf(date, business.timeZone);
    const moving = input.movingBookingId;
    const exceptId = moving !== undefined && isAppointmentId(moving) ? moving : undefined;

    const answer = async (known: { first: string; last: string }) => {
      const busy = await store.withTenant(businessId, (tenant) =>
        busyBetween(tenant, day(known.first).startMs, day(addDays(known.last, 1)).endMs, exceptId),
      );
      return findOpenings({ business, input, busy, known, nowMs, dayOf: day });
    };

    const wish = readWish(input.when, today, lastBookable);
    const from = clamp(wish.firstDate, today, lastBookable);
    const near = {
      first: clamp(addDays(from, -firstDaysBefore), today, lastBookable),
      last: clamp(addDays(from, firstDaysAfter), today, lastBookable),
    };
    const first = await answer(near);
    const whole = near.first === today && near.last === lastBookable;
    const enough = first.outcome === 'free' || first.openings?.length === offersMax;
    return whole || enough ? first : answer({ first: today, last: lastBookable });
  };
}

function clamp(date: string, first: string, last: string): string {
  if (date < first) return first;
  return date > last ? last : date;
}

/** Local days are worked out once: most searches look at the same few weeks. */
function createDayBook(): (date: string, timeZone: string) => LocalDay {
  const days = new Map<string, LocalDay>();
  return (date, timeZone) => {
    const key = `${timeZone} ${date}`;
    const known = days.get(key);
    if (known !== undefined) return known;
    const day = localDay(date, timeZone);
    if (day === undefined) throw new Error(`no such day: ${date}`);
    const [oldest] = days.keys();
    if (days.size >= daysKeptMax && oldest !== undefined) days.delete(oldest);
    days.set(key, day);
    return day;
  };
}
