/** `check`: asks the rules of a topic; every verdict has its edge. */
import type { Action, Edge } from '../../call/chart-types.ts';
import type { CheckStep } from '../schema.ts';
import { type CompileStep, type FlowScope, toPerson, toStep } from '../scope.ts';
import { waitForEffect } from './wait-for-effect.ts';

function sayRule(verdict: string): Action {
  return { type: 'sayRule', params: { otherwise: `rule-${verdict}` } };
}

/** A verdict without a step of its own goes to a person. */
function toStepOrPerson(scope: FlowScope, topic: string, step: string | undefined): Edge {
  return step === undefined ? toPerson(`rule-${topic}`) : { target: toStep(scope, step) };
}

export const compileCheck: CompileStep<CheckStep> = (scope, name, step) => {
  const handOver = toStepOrPerson(scope, step.check, step['hand-over']);
  const confirmFirst = toStepOrPerson(scope, step.check, step['confirm-first']);
  return waitForEffect(scope, {
    name,
    step,
    effect: 'check-policy',
    topic: step.check,
    outcomes: {
      allow: { target: toStep(scope, step.allow) },
      refuse: { target: toStep(scope, step.refuse), actions: [sayRule('refuse')] },
      'hand-over': { ...handOver, actions: [...(handOver.actions ?? []), sayRule('hand-over')] },
      'confirm-first': {
        ...confirmFirst,
        actions: [...(confirmFirst.actions ?? []), sayRule('confirm-first')],
      },
      // A rule that could not be asked is never a permission.
      unknown: handOver,
    },
    filler: 'one-moment',
    writes: false,
  });
};
