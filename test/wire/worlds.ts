/** The world's edge of a running system, one world for each call: each answers on its own call's cue. */
import type { Business } from '../../machines/policy/business.ts';
import type { World } from '../../server/frontdesk.ts';
import { type ForcedWorld, forceWorld } from '../../server/scenarios/forced-world.ts';

export interface Worlds {
  /** What a system is started with. */
  around(real: World): World;
  /** The world of a call that is about to be made. */
  open(callId: string): ForcedWorld;
}

/**
 * Appointments from before are on a day that no caller wishes for: they take no other call's place,
 * and are far enough away to be moved.
 */
const bookedOn = '2026-12-09';

export function createWorlds({ id, services }: Business): Worlds {
  const worlds = new Map<string, ForcedWorld>();
  let real: World | null = null;
  const serviceIds = services.map((service) => service.id);

  function of(callId: string): ForcedWorld {
    const known = worlds.get(callId);
    if (known === undefined) throw new Error(`nobody makes the call ${callId}`);
    return known;
  }

  return {
    around(made) {
      real = made;
      const { calendar } = made;
      return {
        calendar: {
          findTimes: (request, input) => of(request.callId).calendar.findTimes(request, input),
          findBookings: (request, input) =>
            of(request.callId).calendar.findBookings(request, input),
          book: (request, input) => of(request.callId).calendar.book(request, input),
          reschedule: (request, input) => of(request.callId).calendar.reschedule(request, input),
          cancel: (request, input) => of(request.callId).calendar.cancel(request, input),
          settle: (request, key) => of(request.callId).calendar.settle(request, key),
          day: (businessId, date) => calendar.day(businessId, date),
        },
        messages: { take: (request, input) => of(request.callId).messages.take(request, input) },
      };
    },
    open(callId) {
      if (real === null) throw new Error('no system was started yet');
      const world = forceWorld({ ...real, businessId: id, serviceIds, bookedOn });
      worlds.set(callId, world);
      return world;
    },
  };
}
