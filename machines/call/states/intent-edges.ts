/** What a caller can want where nothing is being served: the edges into the flows. */
import { slotsOf, startableFlows } from '../../flow/compile.ts';
import { looksForBookings } from '../../flow/looks-for-bookings.ts';
import type { Flow } from '../../flow/schema.ts';
import { missEdges } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { Action, ChartState, Edge } from '../chart-types.ts';

/** Into each flow, filled with whatever came in the same breath. */
export function wantedEdges(definition: Definition, before: Edge['actions'] = []): Edge[] {
  return startableFlows(definition).map((flow) => ({
    guard: { type: 'wants', params: { flow: flow.flow } },
    target: `#${flow.flow}`,
    actions: [
      ...before,
      { type: 'fill', params: { slots: Object.keys(slotsOf(definition, flow)) } },
      ...appointmentNamed(definition, flow),
      ...fromAnswer(flow),
    ],
    description: `wants ${flow.flow}`,
  }));
}

/** "Cancel my cleaning": what the flow itself does not ask for says which appointment is meant. */
function appointmentNamed(definition: Definition, flow: Flow): Action[] {
  if (!looksForBookings(definition, flow)) return [];
  return [{ type: 'noteNamed', params: { but: Object.keys(slotsOf(definition, flow)) } }];
}

/** What the answer before was about is what is wanted now; the day that it named need not suit. */
function fromAnswer(flow: Flow): Action[] {
  const slots = flow['starts-with'].filter((slot) => flow.slots[slot]?.kind !== 'when');
  return slots.length === 0 ? [] : [{ type: 'fillFromAnswer', params: { slots } }];
}

/** A caller who only names a service or a time means the flow that starts with it. */
export function startedByValue(definition: Definition): Edge[] {
  return startableFlows(definition)
    .filter((flow) => flow['starts-with'].length > 0)
    .map((flow) => ({
      guard: { type: 'gives', params: { slots: flow['starts-with'] } },
      target: `#${flow.flow}`,
      actions: [{ type: 'fill', params: { slots: Object.keys(slotsOf(definition, flow)) } }],
      description: `names what ${flow.flow} is about`,
    }));
}

/** Values that start nothing yet (a name) are kept for the flow that will want them. */
function keepForLater(definition: Definition, misses: Edge[]): Edge[] {
  const slots = Object.values(definition.flows).flatMap((flow) => Object.keys(flow.slots));
  const fill: Action = { type: 'fill', params: { slots: [...new Set(slots)] } };
  return misses.map((edge) => ({ ...edge, actions: [fill, ...(edge.actions ?? [])] }));
}

/** A line that can do one thing asks for it with a yes or a no. */
export function asksYesNo(definition: Definition): boolean {
  return startableFlows(definition).length === 1;
}

/** `asking` is the state that asks again when nothing was understood, `misses` what leads there. */
export function intentEdges(
  definition: Definition,
  asking: string,
  misses = missEdges({ definition }, asking),
): NonNullable<ChartState['on']> {
  const given = [...startedByValue(definition), ...keepForLater(definition, misses)];
  const [only] = startableFlows(definition);
  const theOnly =
    only !== undefined && asksYesNo(definition)
      ? [{ target: `#${only.flow}`, description: 'the one thing this line can do' }]
      : null;
  return {
    'caller.wanted': wantedEdges(definition),
    'caller.gave': given,
    'caller.corrected': given,
    'caller.affirmed': theOnly ?? misses,
    'caller.denied': theOnly ? [{ target: '#closing' }] : misses,
    'caller.chose': misses,
    'caller.was-unclear': misses,
    ...(theOnly ? { 'caller.was-out-of-scope': theOnly } : {}),
    'caller.cancelled': [{ target: '#closing', description: 'nothing after all' }],
  };
}
