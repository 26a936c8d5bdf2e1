/** Asks a caller who gave only a first name for the last one, once; who has none, or will not, goes on. */
import type { ChartState, Edge } from '../../call/chart-types.ts';
import type { AskStep } from '../schema.ts';
import { type FlowScope, givenEdges, missEdges, stepId } from '../scope.ts';

export function lastNameStateOf(slot: string): string {
  return `${slot}-last`;
}

/** Whether it is still to be asked. */
export function lacksLastName(slot: string): Edge {
  return {
    guard: { type: 'lacksLastName', params: { slot } },
    target: lastNameStateOf(slot),
    description: 'only a first name',
  };
}

export function askForLastName(
  scope: FlowScope,
  { name, step, slot, sentence }: { name: string; step: AskStep; slot: string; sentence: string },
): ChartState {
  const id = `${stepId(scope, name)}.${lastNameStateOf(slot)}`;
  const onwards = `#${stepId(scope, name)}.choosing`;
  const slots = Object.keys(scope.slots);
  const told: Edge[] = [
    {
      // The other half changes nothing that was settled.
      guard: { type: 'givesOnly', params: { slots: [slot] } },
      target: onwards,
      actions: [{ type: 'fill', params: { slots } }],
      description: 'fill',
    },
    ...givenEdges(scope, onwards),
  ];
  const misses = missEdges(scope, id);
  return {
    id,
    description: `Asks for the last name of ${slot}.`,
    tags: ['question'],
    meta: {
      asks: [slot, ...step.ask.filter((other) => other !== slot)],
      asksTheRestOf: slot,
      accepts: 'flow',
      silenceAllowed: true,
    },
    entry: [
      { type: 'noteLastNameAsked', params: { slot } },
      { type: 'say', params: { sentence, role: 'question', missesOf: id } },
    ],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.gave': [...told, ...misses],
      'caller.corrected': [...told, ...misses],
      'caller.denied': [{ target: onwards, description: 'taken as it is' }],
      'caller.affirmed': misses,
      'caller.chose': misses,
      'caller.was-unclear': misses,
    },
  };
}
