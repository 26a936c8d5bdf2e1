/**
 * `confirm`: the read-back before anything binding. A yes counts only when the values were heard;
 * a change goes back to the flow's start, so what is written is always what was read back last.
 */
import type { ChartState, Edge } from '../../call/chart-types.ts';
import type { ConfirmStep } from '../schema.ts';
import {
  beginStep,
  type CompileStep,
  type FlowScope,
  givenEdges,
  missEdges,
  stepId,
  toStart,
  toStep,
} from '../scope.ts';

/** Whoever leaves after the read-back could believe that it was done: they are told that it was not. */
const leaving: NonNullable<ChartState['on']> = {
  'caller.said-goodbye': [
    {
      target: '#closing',
      actions: [{ type: 'say', params: { sentence: 'stopped', role: 'statement' } }],
      description: 'leaves without a yes',
    },
  ],
};

function reading(scope: FlowScope, name: string, step: ConfirmStep): ChartState {
  const id = `${stepId(scope, name)}.reading-back`;
  const misses = missEdges(scope, id);
  const given = givenEdges(scope, toStart(scope));
  const again: Edge = { target: `#${id}`, reenter: true, description: 'not heard to its end' };
  return {
    id,
    description: 'Reads back what would be done and waits for a yes.',
    tags: ['question'],
    meta: { accepts: 'flow', yesNo: true, keypad: true, silenceAllowed: true },
    entry: [{ type: 'say', params: { sentence: step.confirm, role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.affirmed': [
        { guard: { type: 'questionHeard' }, target: toStep(scope, step.yes) },
        again,
      ],
      'caller.denied': [{ target: step.no ? toStep(scope, step.no) : 'changing' }],
      'caller.gave': [...given, ...misses],
      'caller.corrected': [...given, ...misses],
      'caller.chose': misses,
      'caller.was-unclear': misses,
      ...leaving,
    },
  };
}

function changing(scope: FlowScope, name: string): ChartState {
  const id = `${stepId(scope, name)}.changing`;
  const misses = missEdges(scope, id);
  const given = givenEdges(scope, toStart(scope));
  const back: Edge[] = [{ target: 'reading-back' }];
  return {
    id,
    description: 'Asks what to change.',
    tags: ['question'],
    meta: { accepts: 'flow', yesNo: true, silenceAllowed: true },
    entry: [{ type: 'say', params: { sentence: 'ask-change', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.gave': [...given, ...misses],
      'caller.corrected': [...given, ...misses],
      'caller.affirmed': back,
      'caller.denied': back,
      'caller.chose': misses,
      'caller.was-unclear': misses,
      ...leaving,
    },
  };
}

export const compileConfirm: CompileStep<ConfirmStep> = (scope, name, step) => ({
  id: stepId(scope, name),
  initial: 'reading-back',
  entry: beginStep(step),
  states: {
    'reading-back': reading(scope, name, step),
    ...(step.no === undefined ? { changing: changing(scope, name) } : {}),
  },
});
