/** Checks that each service can be given: someone who can, in a room that fits, in one place. */
import type { Business, Service } from '../../machines/policy/business.ts';
import { type Finding, findingAt, type Sourced } from './finding.ts';

export function checkServices(business: Sourced<Business>): Finding[] {
  const { services, staff, rooms } = business.value;
  return services.flatMap((service, index) => {
    const known =
      service.by.every((role) => staff.some((member) => member.role === role)) &&
      service.rooms.every((kind) => rooms.some((room) => room.kind === kind));
    // An unknown role or room has its own finding.
    if (!known || placesFor(business.value, service).length > 0) return [];
    return [
      findingAt(
        business,
        ['services', index],
        `nobody can do "${service.id}": no location has both someone for it and its room`,
        'give a staff member or a room the location',
      ),
    ];
  });
}

/** The locations at which a service can be given. */
function placesFor(business: Business, service: Service): string[] {
  return business.locations
    .filter(({ id }) => {
      const someone = business.staff.some(
        ({ role, locations }) => service.by.includes(role) && (locations?.includes(id) ?? true),
      );
      const roomed = service.rooms.every((kind) =>
        business.rooms.some((room) => room.kind === kind && room.location === id),
      );
      return someone && roomed;
    })
    .map(({ id }) => id);
}
