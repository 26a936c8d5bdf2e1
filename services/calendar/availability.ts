/** Free times: a business's facts, what is taken and a wish in; the answer of `find-times` out. */

import type { Business } from '../../machines/policy/business.ts';
import type { EffectAnswer, FindTimesInput, Opening } from '../../machines/ports.ts';
import { ableStaff, type Busy, type DayOpening, openingsOn, type Search } from './day-openings.ts';
import { addDays, type LocalDay, minuteMs, toLocal } from './local-time.ts';
import { offersMax, spread } from './spread.ts';
import { mostHopeful, type Why, whyNotOn } from './why-not.ts';
import { bookableDays, datesFrom, isInside, minutesOff, readWish, type Wish } from './wish.ts';

export interface AvailabilityQuestion {
  business: Business;
  input: FindTimesInput;
  busy: Busy[];
  /** The days for which `busy` is complete, both included: no other day is looked at. */
  known: { first: string; last: string };
  nowMs: number;
  /** Days are asked for again and again; whoever asks keeps them. */
  dayOf: (date: string) => LocalDay;
}

/** Reasons over a long wish are gathered from its first days only. */
const reasonDaysMax = 31;

/** The first and the last day that can be booked now. */
export function bookableRange(
  business: Business,
  nowMs: number,
): { today: string; lastBookable: string } {
  const today = toLocal(nowMs, business.timeZone).slice(0, 10);
  return { today, lastBookable: addDays(today, business.booking.horizonDays) };
}

export function findOpenings(question: AvailabilityQuestion): EffectAnswer {
  const { business, input, nowMs, dayOf } = question;
  const { today, lastBookable } = bookableRange(business, nowMs);
  const wish = readWish(input.when, today, lastBookable);
  const search = searchFor(question);
  if (search === undefined) return { outcome: 'none', why: 'no-one' };
  const asked =
    input.staffId === undefined
      ? search
      : { ...search, staff: search.staff.filter(({ id }) => id === input.staffId) };
  const days = bookableDays(wish, today, lastBookable);

  if (wish.exact && days !== undefined) {
    const found = openingsOn(asked, dayOf(wish.firstDate)).find(
      ({ minute }) => minute === wish.from,
    );
    if (found !== undefined && isKnown(question, wish.firstDate)) {
      return { outcome: 'free', opening: toOpening(found, question) };
    }
  } else if (days !== undefined) {
    const inside = spread(insideDays(question, asked, wish, days), days.first === days.last);
    if (inside.length > 0) return alternatives(inside, 'open-wish', question);
  }
  const why = whyNot(question, asked, wish, days);
  const whyOne: Why = why === 'no-one' && input.staffId !== undefined ? 'not-in' : why;
  const near = nearest(question, search, asked, wish, today, lastBookable);
  if (near.length === 0) return { outcome: 'none', why: whyOne };
  return alternatives(near, whyOne, question);
}

function alternatives(
  openings: DayOpening[],
  why: Why,
  question: AvailabilityQuestion,
): EffectAnswer {
  return {
    outcome: 'alternatives',
    why,
    openings: openings.map((opening) => toOpening(opening, question)),
  };
}

function searchFor(question: AvailabilityQuestion): Search | undefined {
  const { business, input, busy, nowMs } = question;
  const service = business.services.find(({ id }) => id === input.serviceId);
  if (service === undefined) return undefined;
  const staff = ableStaff(business, service);
  const locations = business.locations.filter(
    ({ id }) => input.locationId === undefined || id === input.locationId,
  );
  if (staff.length === 0 || locations.length === 0) return undefined;
  const earliestMs = nowMs + Math.max(business.booking.noticeMinutes * minuteMs, 1);
  return { business, service, staff, locations, busy, earliestMs };
}

function isKnown(question: AvailabilityQuestion, date: string): boolean {
  return question.known.first <= date && date <= question.known.last;
}

/** The known dates on the way from `first` to `last`. */
function* knownDates(
  question: AvailabilityQuestion,
  first: string,
  last: string,
): Generator<string> {
  for (const date of datesFrom(first, last)) if (isKnown(question, date)) yield date;
}

function* insideDays(
  question: AvailabilityQuestion,
  search: Search,
  wish: Wish,
  days: { first: string; last: string },
): Generator<DayOpening[]> {
  for (const date of knownDates(question, days.first, days.last)) {
    const openings = openingsOn(search, question.dayOf(date));
    yield openings.filter(({ minute }) => isInside(wish, minute));
  }
}

function whyNot(
  question: AvailabilityQuestion,
  search: Search,
  wish: Wish,
  days: { first: string; last: string } | undefined,
): Why {
  const { dayOf, nowMs } = question;
  if (days === undefined) return dayOf(wish.lastDate).endMs <= nowMs ? 'past' : 'too-far';
  const reasons: Why[] = [];
  for (const date of datesFrom(days.first, days.last)) {
    reasons.push(whyNotOn(search, dayOf(date), wish, nowMs));
    if (reasons.length === reasonDaysMax) break;
  }
  return mostHopeful(reasons) ?? 'taken';
}

/**
 * Openings near a wish that cannot be had: on the same day the closest in time, with the person
 * asked for before others, then later days, one each, and only then earlier ones.
 */
function nearest(
  question: AvailabilityQuestion,
  anyone: Search,
  asked: Search,
  wish: Wish,
  today: string,
  lastBookable: string,
): DayOpening[] {
  const chosen: DayOpening[] = [];
  const take = (openings: DayOpening[], most: number) => {
    const fresh = openings.filter(({ startMs }) => chosen.every((one) => one.startMs !== startMs));
    chosen.push(...fresh.slice(0, Math.min(most, offersMax - chosen.length)));
  };
  const closestOn = (search: Search, date: string) =>
    isKnown(question, date) ? closestFirst(openingsOn(search, question.dayOf(date)), wish) : [];
  const oneADay = (search: Search, first: string, last: string) => {
    for (const date of knownDates(question, first, last)) {
      if (chosen.length === offersMax) return;
      take(closestOn(search, date), 1);
    }
  };

  if (wish.firstDate > lastBookable) {
    oneADay(asked, lastBookable, today);
    if (chosen.length === 0) oneADay(anyone, lastBookable, today);
    return chosen;
  }
  const from = wish.firstDate > today ? wish.firstDate : today;
  const someoneElse = asked.staff.length < anyone.staff.length;
  const sameDay = wish.exact ? offersMax : offersMax - 1;
  const onTheDay = closestOn(asked, from);
  take(onTheDay, wish.firstDate < today ? 1 : sameDay);
  // One other person on the wished day is worth hearing of; more would crowd out the one asked for.
  if (someoneElse) take(closestOn(anyone, from), 1);
  if (from < lastBookable) oneADay(asked, addDays(from, 1), lastBookable);
  if (from > today) oneADay(asked, addDays(from, -1), today);
  take(onTheDay, offersMax);
  if (someoneElse && chosen.length < offersMax) {
    take(closestOn(anyone, from), offersMax);
    if (from < lastBookable) oneADay(anyone, addDays(from, 1), lastBookable);
  }
  return chosen;
}

function closestFirst(openings: DayOpening[], wish: Wish): DayOpening[] {
  const off = ({ minute }: DayOpening) => minutesOff(wish, minute);
  return [...openings].sort((one, other) => off(one) - off(other) || one.startMs - other.startMs);
}

function toOpening(opening: DayOpening, question: AvailabilityQuestion): Opening {
  const { business, input } = question;
  return {
    start: toLocal(opening.startMs, business.timeZone),
    end: toLocal(opening.endMs, business.timeZone),
    serviceId: input.serviceId,
    staffId: opening.staffId,
    locationId: opening.locationId,
    ...(opening.roomId === undefined ? {} : { roomId: opening.roomId }),
  };
}
