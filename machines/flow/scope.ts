/** What a step's compiler knows about the place it compiles into. */
import type { Action, ChartState, Edge } from '../call/chart-types.ts';
import type { Definition } from '../policy/definition.ts';
import type { Flow, FlowSlot } from './schema.ts';

export interface FlowScope {
  definition: Definition;
  flow: Flow;
  /** Dotted path of the flow's state, e.g. `book` or `reschedule.mine`. */
  path: string;
  /** The flow the caller is being served, e.g. `reschedule`: corrections go back to its start. */
  outermost: Flow;
  /** Slots of this flow and of the flows around it. */
  slots: Record<string, FlowSlot>;
  /** Where `end` leads when this flow was called by another one. */
  returnTo?: string;
  /** Flows being compiled around this one: a ring is refused. */
  around: string[];
}

export function stepId(scope: FlowScope, step: string): string {
  return `${scope.path}.${step}`;
}

export function toStep(scope: FlowScope, step: string): string {
  return `#${stepId(scope, step)}`;
}

/** Start of the served flow: every step skips what is already settled, so nothing is asked twice. */
export function toStart(scope: FlowScope): string {
  return `#${scope.outermost.flow}.${scope.outermost.first}`;
}

export function toPerson(reason: string): Edge {
  return { target: '#escalating', actions: [{ type: 'reason', params: { reason } }] };
}

/** A question that was not understood: rephrase, narrow, keypad, person. */
export function missEdges(scope: { definition: Definition }, state: string): Edge[] {
  const max = scope.definition.repair['misses-max'];
  return [
    {
      guard: { type: 'missesBelow', params: { max, state } },
      target: `#${state}`,
      reenter: true,
      actions: [{ type: 'countMiss', params: { state } }],
      description: 'ask in other words',
    },
    { ...toPerson('not-understood'), description: 'offer a person' },
  ];
}

/**
 * The caller gives values. What only fills gaps goes on from `onwards`; what changes something
 * settled goes back to the flow's start, so that policy and availability are checked again.
 */
export function givenEdges(scope: FlowScope, onwards: string): [changed: Edge, filled: Edge] {
  const slots = Object.keys(scope.slots);
  const fill: Action = { type: 'fill', params: { slots } };
  return [
    {
      guard: { type: 'changes', params: { slots } },
      target: toStart(scope),
      actions: [fill],
      description: 'correct',
    },
    {
      guard: { type: 'gives', params: { slots } },
      target: onwards,
      actions: [fill],
      description: 'fill',
    },
  ];
}

/** The breaker of loops: a flow that walks too many steps goes to a person. */
export function breaker(scope: FlowScope): Edge {
  const questions = Object.keys(scope.outermost.steps).length;
  return {
    guard: {
      type: 'tooManySteps',
      params: { max: questions * scope.definition.repair['laps-max'] },
    },
    ...toPerson('going-in-circles'),
    description: 'going in circles',
  };
}

/** What every step does when it begins. */
export function beginStep(step: { forget?: string[] | undefined }): Action[] {
  return [
    { type: 'countStep' },
    ...(step.forget ? [{ type: 'forget', params: { slots: step.forget } } as const] : []),
  ];
}

export type CompileStep<Kind> = (scope: FlowScope, name: string, step: Kind) => ChartState;
