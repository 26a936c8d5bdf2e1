/** `say`: a sentence on the way; the next step does not wait until it was heard. */
import type { SayStep } from '../schema.ts';
import { beginStep, type CompileStep, stepId, toStep } from '../scope.ts';

export const compileSay: CompileStep<SayStep> = (scope, name, step) => ({
  id: stepId(scope, name),
  description: `Says ${step.say}.`,
  entry: [...beginStep(step), { type: 'say', params: { sentence: step.say, role: 'statement' } }],
  always: [{ target: toStep(scope, step.then) }],
});
