/** What is said of a value is that value: the words a caller hears, held against the facts. */
import type { Booking, Opening } from '../../../machines/ports.ts';
import type { PersonValue, TimeValue } from '../../../machines/vocabulary.ts';
import { clockFace, localNow, namesDay, namesTime, weekdayNamed } from './day-words.ts';
import { type Evidence, entriesOf, type House, type Oracle } from './evidence.ts';
import type { Say } from './listener.ts';
import { blanksOf, wordingOf } from './wordings.ts';

/** One sentence on its way to the caller, with what it was to speak of. */
interface Spoken {
  text: string;
  values: Say['values'];
  house: House;
  /** Local, `YYYY-MM-DDTHH:MM`. */
  now: string;
  /** The store that was dialled. */
  dialled: string | undefined;
}

/** Whether the text tells what stands in this place of the wording. Values may be absent. */
type Told = (spoken: Spoken) => boolean;

const facts = ({ house }: Spoken) => house.facts;
const digits = (text: string) => text.replace(/\D/g, '');
const holds = (text: string, words: string) => text.toLowerCase().includes(words.toLowerCase());

function appointmentIn({ values }: Spoken): Opening | undefined {
  return (values.opening ?? values.booking) as Opening | undefined;
}

function serviceIn(spoken: Spoken) {
  const id = spoken.values.service ?? appointmentIn(spoken)?.serviceId;
  return facts(spoken).services.find((each) => each.id === id);
}

function placeIn(spoken: Spoken) {
  const { locations } = facts(spoken);
  const id = spoken.values.location ?? spoken.dialled;
  return locations.length === 1 ? locations[0] : locations.find((each) => each.id === id);
}

function namesMoment({ text, now }: Spoken, start: string, among = 1): boolean {
  const day = namesDay(text, { date: start.slice(0, 10), now, alone: among === 1 });
  return day && namesTime(text, start.slice(11, 16));
}

function namesPerson(spoken: Spoken, staffId: unknown): boolean {
  const person = facts(spoken).staff.find(({ id }) => id === staffId);
  return person === undefined || holds(spoken.text, lastWord(person.name));
}

const lastWord = (name: string) => name.split(' ').at(-1) ?? name;

function namesBooking(spoken: Spoken, booking: Booking, among = 1): boolean {
  const service = facts(spoken).services.find(({ id }) => id === booking.serviceId);
  return (
    namesMoment(spoken, booking.start, among) &&
    namesPerson(spoken, booking.staffId) &&
    (service === undefined || holds(spoken.text, bare(service.spoken)))
  );
}

const bare = (spoken: string) => spoken.replace(/^(?:an?|the)\s/i, '');

/** Each day with its hours, in the order in which a choice by number counts them. */
function namesOffers({ text }: Spoken, openings: readonly Opening[]): boolean {
  const days = Map.groupBy(openings, ({ start }) => start.slice(0, 10));
  let at = 0;
  for (const offers of days.values()) {
    for (const { start } of offers) {
      const face = clockFace(start.slice(11, 16));
      const found = text.slice(at).search(new RegExp(`(?<![\\d:])${face}(?![\\d:]|th\\b|st\\b)`));
      if (found < 0) return false;
      at += found + face.length;
    }
  }
  return [...days.keys()].length > 0;
}

function namesWhen({ text, now }: Spoken, { date, dateTo, time, timeTo }: TimeValue): boolean {
  const day = date === undefined || namesDay(text, { date, now, alone: dateTo === undefined });
  return day && (time === undefined || timeTo !== undefined || namesTime(text, time));
}

const told: Record<string, Told> = {
  'hours-today': namesDayHours,
  opening: (spoken) => {
    const { opening } = spoken.values as { opening?: Opening };
    return opening === undefined || namesMoment(spoken, opening.start);
  },
  openings: (spoken) => {
    const { openings } = spoken.values as { openings?: Opening[] };
    return openings === undefined || namesOffers(spoken, openings);
  },
  booking: (spoken) => {
    const { booking } = spoken.values as { booking?: Booking };
    return booking === undefined || namesBooking(spoken, booking);
  },
  bookings: (spoken) => {
    const { bookings } = spoken.values as { bookings?: Booking[] };
    return (
      bookings === undefined ||
      bookings.every((each) => namesBooking(spoken, each, bookings.length))
    );
  },
  when: (spoken) => {
    const { when } = spoken.values as { when?: TimeValue };
    return when === undefined || namesWhen(spoken, when);
  },
  service: (spoken) => {
    const service = serviceIn(spoken);
    return service === undefined || holds(spoken.text, bare(service.spoken));
  },
  staff: (spoken) => namesPerson(spoken, spoken.values.staff ?? appointmentIn(spoken)?.staffId),
  name: ({ text, values }) => {
    const { first = '', last = '' } = (values.name ?? {}) as PersonValue;
    return holds(text, first) && holds(text, last);
  },
  phone: ({ text, values }) =>
    typeof values.phone !== 'string' || digits(text).includes(values.phone.slice(-10)),
  price: (spoken) => {
    const price = serviceIn(spoken)?.price;
    if (typeof price !== 'object') return true;
    return Object.values(price).every((amount = 0) =>
      digits(spoken.text).includes(String(Math.floor(amount))),
    );
  },
  minutes: (spoken) => {
    const minutes = serviceIn(spoken)?.minutes ?? 60;
    return minutes >= 60 || spoken.text.includes(String(minutes));
  },
  'location-name': (spoken) => holds(spoken.text, placeIn(spoken)?.name ?? ''),
  address: (spoken) => holds(spoken.text, placeIn(spoken)?.address ?? ''),
  hours: (spoken) => {
    const days = Object.values(placeIn(spoken)?.hours ?? {}).filter((day) => day.length > 0);
    return days.every((day) =>
      [day[0]?.[0], day.at(-1)?.[1]].every((time) => namesTime(spoken.text, time ?? '')),
    );
  },
};

/** A day's hours, from the first opening to the last closing; of today, before it is over. */
function namesDayHours(spoken: Spoken): boolean {
  const { now, text, values } = spoken;
  const place = placeIn(spoken);
  const { date = now.slice(0, 10) } = (values.when ?? {}) as TimeValue;
  const holiday = facts(spoken).holidays.find((each) => each.date === date);
  const hours = holiday === undefined ? place?.hours[weekdayNamed(date)] : holiday.hours;
  if (place === undefined) return true;
  if (hours === undefined || hours.length === 0) return text.includes('closed');
  return [hours[0]?.[0], hours.at(-1)?.[1]].every((time) => namesTime(text, time ?? ''));
}

/** Asked about one day, an answer about the hours tells that day's and nothing else. */
function blanksOfAnswer(names: string[], { when }: Say['values']): string[] {
  const isDay = typeof when === 'object' && when !== null && 'date' in when;
  const hours = names.some((name) => ['hours', 'hours-today'].includes(name));
  if (isDay && names.includes('staff-hours')) return ['staff'];
  return isDay && hours ? ['hours-today'] : names;
}

/** Sentences with what they were to speak of: the last time that the chart wanted them said. */
function spokenIn(evidence: Evidence, house: House) {
  const says = new Map<string, Say>();
  const [start] = entriesOf(evidence, 'call-started');
  const found: { say: Say; wrong: string[] }[] = [];
  for (const entry of evidence.entries) {
    if (entry.kind === 'command' && entry.command.type === 'say') {
      says.set(entry.command.sentence, entry.command);
    }
    if (entry.kind !== 'said') continue;
    const say = says.get(entry.sentence);
    if (say === undefined) continue;
    const names = blanksOfAnswer(blanksOf(wordingOf(house, say)), say.values);
    if (names.length === 0) continue;
    const now = localNow(entry.atMs, house.facts.timeZone);
    const dialled = start?.location;
    const { values } = say;
    const spoken: Spoken = { text: entry.text, values, house, now, dialled };
    const wrong = names.filter((name) => told[name]?.(spoken) === false);
    found.push({ say, wrong });
  }
  return found;
}

const valuesSpokenRight: Oracle = {
  rule: 'a value is spoken as what it is: the day, the hour, the person, the price',
  armed: ({ house }) => house !== null,
  judge(evidence) {
    const { house } = evidence;
    if (house === null) return [];
    return spokenIn(evidence, house).flatMap(({ say, wrong }) =>
      wrong.map((name) => `${say.sentence} tells another ${name}`),
    );
  },
};

/** "How much is a whitening?" is answered about whitening, whatever else is being booked. */
const answeredAboutIt: Oracle = {
  rule: 'a question is answered about what it names',
  armed: (evidence) =>
    entriesOf(evidence, 'event').some(({ event }) => event.type === 'caller.asked'),
  judge: (evidence) =>
    entriesOf(evidence, 'event').flatMap(({ seq, event }) => {
      if (event.type !== 'caller.asked') return [];
      const next = entriesOf(evidence, 'event').find(
        (each) => each.seq > seq && each.event.type.startsWith('caller.'),
      );
      const answer = entriesOf(evidence, 'command').find(
        (each) =>
          each.seq > seq &&
          each.seq < (next?.seq ?? Number.POSITIVE_INFINITY) &&
          each.command.type === 'say' &&
          each.command.sentence === `question-${event.question}`,
      );
      if (answer?.command.type !== 'say') return [];
      const { values } = answer.command;
      return Object.entries(event.values)
        .filter(([slot, value]) => JSON.stringify(values[slot]) !== JSON.stringify(value))
        .map(([slot]) => `${event.question} was answered about another ${slot}`);
    }),
};

export const spokenOracles: Oracle[] = [valuesSpokenRight, answeredAboutIt];
