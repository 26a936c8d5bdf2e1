/** Whether a flow is about an appointment that exists: by itself, or by a flow that it calls. */
import type { Definition } from '../policy/definition.ts';
import type { Flow } from './schema.ts';

export function looksForBookings(definition: Definition, flow: Flow): boolean {
  return Object.values(flow.steps).some((step) => {
    if ('find' in step) return step.find === 'bookings';
    const called = 'call' in step ? definition.flows[step.call] : undefined;
    return called !== undefined && looksForBookings(definition, called);
  });
}
