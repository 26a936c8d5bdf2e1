/** The shape that all steps share which wait for the world: outcomes, deadline, filler, hang-up. */
import type { Action, ChartState, Edge } from '../../call/chart-types.ts';
import { spokenEventTypes } from '../../events.ts';
import { type EffectName, effectOutcomes } from '../../ports.ts';
import { beginStep, breaker, type FlowScope, stepId, toStep } from '../scope.ts';

export interface WaitForEffect {
  name: string;
  step: { forget?: string[] | undefined };
  effect: EffectName;
  topic?: string;
  reason?: string;
  /** Where each outcome leads; every outcome of the effect is there. */
  outcomes: Record<string, Edge>;
  /** What else happens when it begins. */
  begin?: Action[];
  filler: string;
  /** A write goes on after the caller hung up, until the database has spoken. */
  writes: boolean;
}

const take: Action = { type: 'takeAnswer' };

/** The edges a flow's author wrote: outcome → step. */
export function toSteps(scope: FlowScope, outcomes: Record<string, string>): Record<string, Edge> {
  return Object.fromEntries(
    Object.entries(outcomes).map(([outcome, step]) => [outcome, { target: toStep(scope, step) }]),
  );
}

/**
 * What the caller says while the chart waits is kept by the line and given to the next state. Here it
 * has no edge out: leaving would withdraw the effect, and coming back would ask for it twice.
 */
export const keptUntilAnswered: NonNullable<ChartState['on']> = Object.fromEntries(
  spokenEventTypes.map((type) => [type, [{ description: 'kept until the answer is there' }]]),
);

const hangUpWhileWriting: Edge[] = [
  { actions: [{ type: 'callerGone' }], description: 'hang-up while writing' },
];

function edgeOf(scope: FlowScope, wait: WaitForEffect, outcome: string): Edge {
  const edge = wait.outcomes[outcome];
  if (edge === undefined) {
    throw new Error(`flow ${scope.path}, step ${wait.name}: no edge for outcome ${outcome}`);
  }
  return edge;
}

function outcomeEdges(scope: FlowScope, wait: WaitForEffect): Edge[] {
  return effectOutcomes[wait.effect].flatMap((outcome): Edge[] => {
    const { target, actions: extra } = edgeOf(scope, wait, outcome);
    const actions = [take, ...(extra ?? [])];
    const edge: Edge = {
      guard: { type: 'outcomeIs', params: { is: outcome } },
      ...(target ? { target } : {}),
      actions,
      description: `${wait.effect} ${outcome}`,
    };
    if (!wait.writes) return [edge];
    const gone: Edge = {
      guard: { type: 'outcomeWhileGone', params: { is: outcome } },
      target: '#ended',
      actions,
      description: `${wait.effect} ${outcome} after the caller hung up`,
    };
    return [gone, edge];
  });
}

export function waitForEffect(scope: FlowScope, wait: WaitForEffect): ChartState {
  const { definition } = scope;
  const unknown = edgeOf(scope, wait, 'unknown');
  const nobodyThere: Edge[] = wait.writes
    ? [{ guard: { type: 'callerGone' } as const, target: '#ended', description: 'no answer' }]
    : [];
  const noAnswer: Edge[] = [
    ...nobodyThere,
    { ...unknown, description: `${wait.effect} without an answer` },
  ];
  const begin: Edge = { target: 'waiting', actions: wait.begin ?? [] };
  // What a caller who left had said is kept, however many steps it took: nobody is rung for them.
  const leaving = nobodyThere.map(
    ({ guard }) => ({ ...begin, guard, description: 'the caller left' }) as Edge,
  );
  const filler: Edge[] = [
    ...nobodyThere.map(({ guard }) => ({ guard, description: 'nobody there to hear it' }) as Edge),
    { target: 'audibly' },
  ];
  // A write whose answer was lost is settled first, however many steps it took.
  const circles = wait.effect === 'settle' ? [] : [breaker(scope)];
  const id = stepId(scope, wait.name);
  return {
    id,
    initial: 'beginning',
    description: `Waits for ${wait.effect}.`,
    entry: beginStep(wait.step),
    states: {
      // Not on entry: whoever comes back to the waiting after a digression asks for the same write.
      beginning: { always: [...leaving, ...circles, begin] },
      waiting: {
        tags: ['busy'],
        meta: { busy: true },
        initial: 'quietly',
        invoke: {
          id: `${id}.${wait.effect}`,
          src: 'effect',
          input: {
            effect: wait.effect,
            ...(wait.topic ? { topic: wait.topic } : {}),
            ...(wait.reason ? { reason: wait.reason } : {}),
          },
          onDone: [
            ...outcomeEdges(scope, wait),
            ...nobodyThere,
            { ...unknown, description: 'an answer nobody knows' },
          ],
          onError: noAnswer,
        },
        after: { [definition.timing['effect-max']]: noAnswer },
        on: {
          ...keptUntilAnswered,
          ...(wait.writes ? { 'caller.hung-up': hangUpWhileWriting } : {}),
        },
        states: {
          quietly: {
            after: { [definition.timing['filler-after']]: filler },
          },
          audibly: {
            entry: [{ type: 'say', params: { sentence: wait.filler, role: 'statement' } }],
          },
        },
      },
    },
  };
}
