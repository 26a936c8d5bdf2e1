/** One flow at a time is served; what is common to all of them is here. */
import { compileFlow, slotsOf, startableFlows } from '../../flow/compile.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { wantedEdges } from './intent-edges.ts';

/** Slots that stay for the whole call, whatever flow asked for them. */
export function keptSlots(definition: Definition): string[] {
  const kept = Object.values(definition.flows).flatMap((flow) =>
    Object.entries(flow.slots)
      .filter(([, slot]) => slot.keep)
      .map(([name]) => name),
  );
  return [...new Set(kept)];
}

/** The same wish again, with more in it, goes on with the flow it is in. */
function sameWish(definition: Definition): Edge[] {
  return startableFlows(definition).map((flow) => ({
    guard: { type: 'wantsCurrent', params: { flow: flow.flow } },
    target: `#${flow.flow}.${flow.first}`,
    actions: [{ type: 'fill', params: { slots: Object.keys(slotsOf(definition, flow)) } }],
    description: `still wants ${flow.flow}`,
  }));
}

function otherWish(definition: Definition): Edge[] {
  return wantedEdges(definition, [
    { type: 'leaveFlow', params: { keep: keptSlots(definition) } },
    { type: 'say', params: { sentence: 'changing-over', role: 'statement' } },
  ]);
}

/** A wish while something is, or may be, served already. */
export function wishEdges(definition: Definition): Edge[] {
  return [...sameWish(definition), ...otherWish(definition)];
}

export function serving(definition: Definition): ChartState {
  const flows = startableFlows(definition);
  return {
    id: 'serving',
    description: 'Serves what the caller wants, step by step.',
    initial: flows[0]?.flow ?? 'back',
    on: {
      'caller.wanted': wishEdges(definition),
      'caller.cancelled': [
        {
          target: '#anything-else',
          actions: [{ type: 'say', params: { sentence: 'stopped', role: 'statement' } }],
          description: 'change of mind',
        },
      ],
    },
    states: {
      ...Object.fromEntries(flows.map((flow) => [flow.flow, compileFlow(definition, flow)])),
      back: {
        id: 'serving.back',
        type: 'history',
        history: 'deep',
        description: 'Back to the question that was open.',
      },
    },
  };
}
