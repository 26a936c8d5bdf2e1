/** What an answer of the world promises by its name, it must hold: otherwise nobody knows what happened. */
import type { EffectAnswer, EffectName } from '../../machines/ports.ts';

type Holds = (answer: EffectAnswer) => boolean;

const holdsBooking: Holds = ({ booking }) => booking !== undefined;

const promises: Partial<Record<EffectName, Record<string, Holds>>> = {
  'find-times': {
    free: ({ opening }) => opening !== undefined,
    alternatives: ({ openings = [] }) => openings.length > 0,
  },
  'find-bookings': {
    one: ({ bookings = [] }) => bookings.length > 0,
    several: ({ bookings = [] }) => bookings.length > 1,
  },
  book: { committed: holdsBooking },
  reschedule: { committed: holdsBooking },
  cancel: { committed: holdsBooking },
  settle: { committed: holdsBooking },
};

export function soundAnswer(effect: EffectName, answer: EffectAnswer): EffectAnswer {
  const holds = promises[effect]?.[answer.outcome];
  return holds === undefined || holds(answer) ? answer : { outcome: 'unknown' };
}
