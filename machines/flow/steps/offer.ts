/** `offer`: a few times or bookings to choose from, by number, by name, or by another wish. */
import type { Edge } from '../../call/chart-types.ts';
import type { OfferStep } from '../schema.ts';
import {
  beginStep,
  type CompileStep,
  givenEdges,
  missEdges,
  stepId,
  toStart,
  toStep,
} from '../scope.ts';

export const compileOffer: CompileStep<OfferStep> = (scope, name, step) => {
  const id = stepId(scope, name);
  const of = step.offer;
  const misses = missEdges(scope, id);
  const chosen: Edge = {
    target: toStep(scope, step.chosen),
    actions: [{ type: 'takeOffer', params: { of } }],
  };
  const given = givenEdges(scope, toStart(scope));
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
