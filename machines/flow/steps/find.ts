/** `find`: free times, or the caller's own bookings. What was found before and still fits is kept. */
import type { FindStep } from '../schema.ts';
import { type CompileStep, toStep } from '../scope.ts';
import { toSteps, waitForEffect } from './wait-for-effect.ts';

export const compileFind: CompileStep<FindStep> = (scope, name, step) => {
  const { kept, ...outcomes } = step.outcomes;
  const state = waitForEffect(scope, {
    name,
    step,
    effect: step.find === 'times' ? 'find-times' : 'find-bookings',
    outcomes: toSteps(scope, outcomes),
    filler: step.find === 'times' ? 'checking-calendar' : 'one-moment',
    writes: false,
  });
  const beginning = state.states?.beginning;
  if (kept === undefined || beginning === undefined) return state;
  return {
    ...state,
    states: {
      ...state.states,
      beginning: {
        ...beginning,
        always: [
          {
            guard: { type: step.find === 'times' ? 'hasOpening' : 'hasBooking' },
            target: toStep(scope, kept),
            description: `the ${step.find === 'times' ? 'time' : 'booking'} found before still fits`,
          },
          ...(beginning.always ?? []),
        ],
      },
    },
  };
};
