/** A call that was cut off goes on where it was, if the caller wants that. */
import { slotsOf, startableFlows } from '../../flow/compile.ts';
import { missEdges } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { intentEdges } from './intent-edges.ts';

export function recovering(definition: Definition): ChartState {
  const id = 'recovering';
  const flows = startableFlows(definition);
  const goOn = (flow: (typeof flows)[number]): Edge => ({
    guard: { type: 'remembers', params: { flow: flow.flow } },
    target: `#${flow.flow}`,
    actions: [
      { type: 'fillRemembered' },
      { type: 'fill', params: { slots: Object.keys(slotsOf(definition, flow)) } },
    ],
    description: `goes on with ${flow.flow}`,
  });
  return {
    id,
    description: 'Asks whether to go on with what was cut off.',
    tags: ['question'],
    meta: { yesNo: true, accepts: 'all-flows', silenceAllowed: true },
    entry: [{ type: 'say', params: { sentence: 'go-on', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      ...intentEdges(definition, id),
      'caller.affirmed': flows.map(goOn),
      'caller.gave': flows.map(goOn),
      'caller.corrected': flows.map(goOn),
      'caller.denied': [{ target: '#asking-intent', actions: [{ type: 'forgetRemembered' }] }],
      'caller.was-unclear': missEdges({ definition }, id),
    },
  };
}
