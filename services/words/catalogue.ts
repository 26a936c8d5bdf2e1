/** A business's things by their ids, each with its spoken name. */
import type { Business, Location, Service } from '../../machines/policy/business.ts';
import { spokenStaffName } from './spoken/name.ts';
import { spokenService } from './spoken/service.ts';
import { ambiguityOf, type IsAmbiguous } from './spoken/time.ts';

export interface Catalogue {
  business: Business;
  service(id: unknown): Service | undefined;
  location(id: unknown): Location | undefined;
  /** Nothing for an id that is no longer in the business: old bookings outlive their staff. */
  serviceName(id: unknown): string | undefined;
  staffName(id: unknown): string | undefined;
  locationName(id: unknown): string | undefined;
  isAmbiguous: IsAmbiguous;
}

export function createCatalogue(business: Business): Catalogue {
  const services = new Map(business.services.map((one) => [one.id, one]));
  const staff = new Map(business.staff.map((one) => [one.id, one]));
  const locations = new Map(business.locations.map((one) => [one.id, one]));
  const hours = [
    ...business.locations.map((one) => one.hours),
    ...business.staff.map((one) => one.hours ?? {}),
  ];
  const stretches = hours.flatMap((week) => Object.values(week).flat());

  return {
    business,
    service: (id) => services.get(String(id)),
    location: (id) => locations.get(String(id)),
    serviceName(id) {
      const service = services.get(String(id));
      return service && spokenService(service);
    },
    staffName(id) {
      const person = staff.get(String(id));
      return person && spokenStaffName(person.name);
    },
    locationName: (id) => locations.get(String(id))?.name,
    isAmbiguous: ambiguityOf(stretches),
  };
}
