/** Facts of the business that a sentence can name; each is looked up when it is spoken. */
import type { SpokenValue } from '../../machines/events.ts';
import type { Location } from '../../machines/policy/business.ts';
import type { Catalogue } from './catalogue.ts';
import { spokenDuration } from './spoken/duration.ts';
import { spokenDayHours, spokenNextOpening, spokenWeek } from './spoken/hours.ts';
import { type Conjunction, spokenList } from './spoken/list.ts';
import { spokenMoney, spokenPrice } from './spoken/money.ts';
import { spokenPhone } from './spoken/phone.ts';
import { spokenStaffDay, spokenStaffWeek } from './spoken/staff-hours.ts';

/** More services than this are not a list that anyone remembers. */
const servicesSpokenMax = 8;

/** A fact in words. `lasting` says that it is the same in every call of this version and line. */
export interface Fact {
  text: string;
  lasting: boolean;
}

export interface FactRequest {
  values: Record<string, SpokenValue>;
  conjunction: Conjunction;
}

/** Nothing for a name that is no fact, and for a fact that is not known. */
export type Facts = (name: string, request: FactRequest) => Fact | undefined;

/** `now` is local, `YYYY-MM-DDTHH:MM`; `locationId` is where the dialled line puts the caller. */
export function createFacts(
  catalogue: Catalogue,
  now: () => string,
  locationId: string | undefined,
): Facts {
  const { business } = catalogue;
  const only = business.locations.length === 1 ? business.locations[0] : undefined;
  const own = catalogue.location(locationId) ?? only;

  const ofLocation: Record<string, (location: Location) => string | undefined> = {
    address: ({ address }) => address,
    parking: ({ parking }) => parking,
    directions: ({ directions }) => directions,
    hours: ({ hours }) => spokenWeek(hours),
    location: ({ name }) => name,
    'location-name': ({ name }) => name,
    'phone-number': (location) => phoneOf(location),
    'hours-today': (location) => spokenDayHours(business, location, now()),
    'next-open': (location) => spokenNextOpening(business, location, now()),
  };
  const changing = ['hours-today', 'next-open'];

  const ofBusiness: Record<string, (conjunction: Conjunction) => string> = {
    business: () => business.spoken ?? business.name,
    services: (conjunction) =>
      shortList(
        business.services.map(({ id }) => catalogue.serviceName(id) ?? ''),
        conjunction,
      ),
    staff: (conjunction) =>
      spokenList(
        business.staff.map(({ id }) => catalogue.staffName(id) ?? ''),
        conjunction,
      ),
    locations: (conjunction) =>
      spokenList(
        business.locations.map(({ name }) => name),
        conjunction,
      ),
  };

  function phoneOf(location: Location): string | undefined {
    const landing = business.numbers.flatMap((one) => ('number' in one ? [one] : []));
    const number =
      location.phone ??
      landing.find(({ at }) => at === location.id)?.number ??
      landing.find(({ at }) => at === undefined)?.number;
    return number && spokenPhone(number, business.country);
  }

  function ofService(name: string, values: FactRequest['values']): string | undefined {
    const service = catalogue.service(values.service);
    if (service === undefined) return undefined;
    if (name === 'price') return spokenPrice(service.price, business.currency);
    if (name === 'deposit') return spokenMoney(service.deposit ?? 0, business.currency);
    return name === 'minutes' ? spokenDuration(service.minutes) : undefined;
  }

  function ofStaff(name: string, values: FactRequest['values'], at: Location | undefined) {
    const member = business.staff.find(({ id }) => id === values.staff);
    const [workplace] = member?.locations ?? [];
    const location = at ?? catalogue.location(workplace);
    if (member === undefined || location === undefined) return undefined;
    if (name === 'staff-hours') return spokenStaffWeek(location, member);
    const today = now().slice(0, 10);
    const date = dayAsked(values) ?? today;
    return name === 'staff-that-day'
      ? spokenStaffDay(business, location, member, { date, today })
      : undefined;
  }

  return (name, { values, conjunction }) => {
    const asked = catalogue.location(values.location) ?? own;
    const lasting = asked === own && !changing.includes(name);
    if (asked && name === 'hours-that-day') {
      return { text: spokenDayHours(business, asked, now(), dayAsked(values)), lasting: false };
    }
    const atLocation = asked && ofLocation[name]?.(asked);
    if (atLocation) return { text: atLocation, lasting };
    const everywhere = ofBusiness[name]?.(conjunction);
    if (everywhere) return { text: everywhere, lasting: true };
    const told = ofStaff(name, values, asked) ?? ofService(name, values);
    return told === undefined ? undefined : { text: told, lasting: false };
  };
}

/** The day that a question names: "are you open on Sunday?". */
export function dayAsked({ when }: FactRequest['values']): string | undefined {
  const isTime = typeof when === 'object' && when !== null && 'date' in when;
  return isTime && typeof when.date === 'string' ? when.date : undefined;
}

function shortList(items: string[], conjunction: Conjunction): string {
  if (items.length <= servicesSpokenMax) return spokenList(items, conjunction);
  return `${items.slice(0, servicesSpokenMax - 1).join(', ')}, ${conjunction} more`;
}
