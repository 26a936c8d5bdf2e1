/** `offer`: a few times or bookings to choose from, by number, by name, or by another wish. */
import type { Edge } from '../../call/chart-types.ts';
import type { SlotKind } from '../../vocabulary.ts';
import { looksForBookings } from '../looks-for-bookings.ts';
import type { OfferStep } from '../schema.ts';
import {
  beginStep,
  type CompileStep,
  type FlowScope,
  givenEdges,
  missEdges,
  stepId,
  toPerson,
  toStart,
  toStep,
} from '../scope.ts';

/** Kinds of slots that have no say in which times fit. */
const asideKinds: ReadonlySet<SlotKind> = new Set(['name', 'phone', 'email', 'birth-date']);

function asideSlots(scope: FlowScope): string[] {
  return Object.entries(scope.slots)
    .filter(([, { kind }]) => asideKinds.has(kind))
    .map(([slot]) => slot);
}

export const compileOffer: CompileStep<OfferStep> = (scope, name, step) => {
  const id = stepId(scope, name);
  const of = step.offer;
  const misses = missEdges(scope, id);
  const chosen: Edge = {
    target: toStep(scope, step.chosen),
    actions: [{ type: 'takeOffer', params: { of } }],
  };
  const asides = asideSlots(scope);
  const max = scope.definition.repair['misses-max'];
  // A name or a number given meanwhile is noted, and the same offer still stands, but not for ever.
  const aside: Edge = {
    guard: { type: 'givesOnly', params: { slots: asides, below: { max, state: id } } },
    target: `#${id}`,
    reenter: true,
    actions: [
      { type: 'fill', params: { slots: asides } },
      { type: 'say', params: { sentence: 'noted', role: 'statement' } },
      { type: 'countMiss', params: { state: id } },
    ],
    description: 'noted meanwhile',
  };
  const person = toPerson('not-understood');
  const asideAgain: Edge = {
    ...person,
    actions: [{ type: 'fill', params: { slots: asides } }, ...(person.actions ?? [])],
    guard: { type: 'givesOnly', params: { slots: asides } },
    description: 'noted, and never chosen',
  };
  const [changed, filled] = givenEdges(scope, toStart(scope));
  // "No, it's under another number": what was found under the first one is not theirs.
  const given = looksForBookings(scope.definition, scope.outermost)
    ? [changed, aside, filled]
    : [aside, asideAgain, changed, filled];
  return {
    id,
    description: `Offers ${of}.`,
    tags: ['question'],
    meta: { accepts: 'flow', yesNo: true, choices: of, keypad: true, silenceAllowed: true },
    entry: [
      ...beginStep(step),
      { type: 'say', params: { sentence: step.sentence, role: 'question', missesOf: id } },
    ],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.chose': [{ ...chosen, guard: { type: 'offered', params: { of } } }, ...misses],
      'caller.affirmed': [{ ...chosen, guard: { type: 'singleOffer', params: { of } } }, ...misses],
      'caller.denied': [{ target: toStep(scope, step['none-fits']) }],
      'caller.gave': [...given, ...misses],
      'caller.corrected': [...given, ...misses],
      'caller.was-unclear': misses,
    },
  };
};
