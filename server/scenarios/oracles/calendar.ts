/** What is offered can be had: judged by the facts that operations wrote, and by no calendar's code. */
import type { Opening } from '../../../machines/ports.ts';
import { localNow, minutesBetween, weekdayNamed } from './day-words.ts';
import {
  type AppointmentRow,
  answersOf,
  asksFor,
  type Evidence,
  type House,
  type Oracle,
} from './evidence.ts';

type Stretches = readonly (readonly [string, string])[];

function hoursOn(house: House, opening: Opening): Stretches {
  const { facts } = house;
  const date = opening.start.slice(0, 10);
  const holiday = facts.holidays.find((each) => each.date === date);
  if (holiday !== undefined) return holiday.hours ?? [];
  const place = facts.locations.find(({ id }) => id === opening.locationId);
  return place?.hours[weekdayNamed(date)] ?? [];
}

const within = (stretches: Stretches, { start, end }: Opening) =>
  stretches.some(([from, to]) => from <= start.slice(11) && end.slice(11) <= to);

/** Why this opening should never have been named; nothing when all is well. */
function wrongAbout(house: House, opening: Opening, nowLocal: string): string[] {
  const { facts } = house;
  const date = opening.start.slice(0, 10);
  const service = facts.services.find(({ id }) => id === opening.serviceId);
  const person = facts.staff.find(({ id }) => id === opening.staffId);
  const own = person?.hours?.[weekdayNamed(date)];
  const aheadMinutes = minutesBetween(nowLocal, opening.start);
  const wrong: [string, boolean][] = [
    ['outside the opening hours', !within(hoursOn(house, opening), opening)],
    ['when that person does not work', person?.hours !== undefined && !within(own ?? [], opening)],
    [
      'while that person is away',
      person?.away.some((a) => a.from <= date && date <= a.to) === true,
    ],
    ['with somebody who cannot do it', !service?.by.includes(person?.role ?? '')],
    ['sooner than the notice allows', aheadMinutes < facts.booking.noticeMinutes],
    ['further ahead than can be booked', aheadMinutes > (facts.booking.horizonDays + 1) * 1440],
    ['of another length', minutesBetween(opening.start, opening.end) !== service?.minutes],
    ['off the grid', Number(opening.start.slice(14)) % facts.booking.everyMinutes !== 0],
  ];
  return wrong.flatMap(([what, is]) => (is ? [`${opening.start} was offered ${what}`] : []));
}

const offersCanBeHad: Oracle = {
  rule: 'what is offered can be had: open, staffed, long enough, and in time',
  armed: ({ house, ...evidence }) =>
    house?.realCalendar === true &&
    answersOf({ house, ...evidence }, 'find-times').some(
      ({ answer }) => openingsIn(answer).length > 0,
    ),
  judge(evidence) {
    const { house } = evidence;
    if (house === null || !house.realCalendar) return [];
    return answersOf(evidence, 'find-times').flatMap(({ answer, atMs, tookMs }) =>
      openingsIn(answer).flatMap((opening) =>
        wrongAbout(house, opening, localNow(atMs - tookMs, house.facts.timeZone)),
      ),
    );
  },
};

function openingsIn({ opening, openings = [] }: { opening?: Opening; openings?: Opening[] }) {
  return opening === undefined ? openings : [opening, ...openings];
}

/** For whom and for what it is looked, that is what is found. */
const offersFitTheWish: Oracle = {
  rule: 'what is offered is what was looked for, with whom it was looked for',
  armed: (evidence) => answersOf(evidence, 'find-times').length > 0,
  judge: (evidence) =>
    answersOf(evidence, 'find-times').flatMap(({ seq, answer }) => {
      const asked = asksFor(evidence, 'find-times').findLast((each) => each.seq < seq);
      const wish = (asked?.request.input ?? {}) as Partial<Opening>;
      const free = answer.outcome === 'free' && isAble(evidence, wish) ? answer.opening : undefined;
      return openingsIn(answer).flatMap((each) => [
        ...(each.serviceId === wish.serviceId ? [] : [`${each.serviceId} was offered`]),
        ...(wish.locationId === undefined || each.locationId === wish.locationId
          ? []
          : [`a time at ${each.locationId} was offered`]),
        ...(each !== free || wish.staffId === undefined || each.staffId === wish.staffId
          ? []
          : [`a time with ${each.staffId} was called free`]),
      ]);
    }),
};

/** Whom nobody could see for that, nobody is given a time with, whatever the world on cue says. */
function isAble({ house }: Evidence, { serviceId, staffId }: Partial<Opening>): boolean {
  const service = house?.facts.services.find(({ id }) => id === serviceId);
  const person = house?.facts.staff.find(({ id }) => id === staffId);
  return service?.by.includes(person?.role ?? '') === true;
}

/** A person's appointments with what is kept free behind each. */
const nobodyTwice: Oracle = {
  rule: 'nobody is in two places at once',
  armed: ({ house, appointments }) => house?.realCalendar === true && appointments.length > 1,
  judge({ house, appointments }) {
    if (house === null || !house.realCalendar) return [];
    const minutesOf = ({ serviceId }: AppointmentRow) => {
      const service = house.facts.services.find(({ id }) => id === serviceId);
      return (service?.minutes ?? 0) + (service?.bufferMinutes ?? 0);
    };
    const booked = appointments.filter(({ status }) => status === 'booked');
    return booked.flatMap((one) =>
      booked
        .filter((other) => {
          const laterMinutes = minutesBetween(one.start, other.start);
          const first = laterMinutes > 0 || (laterMinutes === 0 && one.id < other.id);
          return other.staffId === one.staffId && first && laterMinutes < minutesOf(one);
        })
        .map((other) => `${one.staffId} at ${one.start} and at ${other.start}`),
    );
  },
};

export const calendarOracles: Oracle[] = [offersCanBeHad, offersFitTheWish, nobodyTwice];
