/** `end` and `hand-over`: the ways out of a flow. */
import type { EndStep, HandOverStep } from '../schema.ts';
import { beginStep, type CompileStep, stepId, toPerson } from '../scope.ts';

/** A called flow returns to its caller; the outermost one leads to "anything else?". */
export const compileEnd: CompileStep<EndStep> = (scope, name, step) => ({
  id: stepId(scope, name),
  description: 'The end of the flow.',
  entry: [
    ...beginStep(step),
    ...(step.end === 'nothing' ? [] : [{ type: 'outcome', params: { is: step.end } } as const]),
  ],
  always: [{ target: scope.returnTo ?? '#anything-else' }],
});

export const compileHandOver: CompileStep<HandOverStep> = (scope, name, step) => ({
  id: stepId(scope, name),
  description: 'Hands the caller over to a person.',
  entry: beginStep(step),
  always: [toPerson(step['hand-over'])],
});
