/** Appointments and free times as they are spoken: `a cleaning on Tuesday the 24th at 3:30 with …`. */
import type { Booking, Opening } from '../../../machines/ports.ts';
import type { Catalogue } from '../catalogue.ts';
import { spokenMoment, spokenOffer, type WhenContext } from './when.ts';

/** Said of a service that the business no longer has. */
export const serviceOtherwise = 'an appointment';

export function spokenBooking(
  booking: Opening | Booking,
  catalogue: Catalogue,
  context: WhenContext,
): string {
  const service = catalogue.serviceName(booking.serviceId) ?? serviceOtherwise;
  const moment = spokenMoment(booking.start, context);
  const on = /^(today|tomorrow|yesterday|this)\b/.test(moment) ? '' : 'on ';
  const person = withPerson(booking, catalogue);
  const place = catalogue.business.locations.length > 1 ? atPlace(booking, catalogue) : '';
  return `${service} ${on}${moment}${person}${place}`;
}

/**
 * Free times to choose from. Two at the same moment are told apart by what differs: the person, or
 * the place. A time with somebody else than was `wished` for says with whom.
 */
export function spokenOpenings(
  openings: readonly Opening[],
  catalogue: Catalogue,
  context: WhenContext,
  wished?: string,
): string {
  const known = wished !== undefined && catalogue.staffName(wished) !== undefined;
  const [first] = openings;
  const other = openings.every(({ staffId }) => staffId === first?.staffId && staffId !== wished);
  if (known && other && first !== undefined && openings.length > 1) {
    return `${spokenOffer(openings, context)}, all${withPerson(first, catalogue)}`;
  }
  const offered = openings.map((opening) => {
    const rivals = openings.filter((other) => other !== opening && other.start === opening.start);
    const person =
      rivals.some((other) => other.staffId !== opening.staffId) ||
      (known && opening.staffId !== wished);
    const place = rivals.some((other) => other.locationId !== opening.locationId);
    const more =
      (person ? withPerson(opening, catalogue) : '') + (place ? atPlace(opening, catalogue) : '');
    return { start: opening.start, more };
  });
  return spokenOffer(offered, context);
}

function withPerson({ staffId }: Opening, catalogue: Catalogue): string {
  const name = catalogue.staffName(staffId);
  return name === undefined ? '' : ` with ${name}`;
}

function atPlace({ locationId }: Opening, catalogue: Catalogue): string {
  const name = catalogue.locationName(locationId);
  return name === undefined ? '' : ` at ${name}`;
}
