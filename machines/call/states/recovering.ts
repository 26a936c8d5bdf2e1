/** A call that was cut off goes on where it was, if the caller wants that. */
import { slotsOf, startableFlows } from '../../flow/compile.ts';
import { missEdges } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { intentEdges } from './intent-edges.ts';
import { keptSlots } from './serving.ts';

export function recovering(definition: Definition): ChartState {
  const id = 'recovering';
  const flows = startableFlows(definition);
  const kept = keptSlots(definition);
  const goOn = (flow: (typeof flows)[number]): Edge => ({
    guard: { type: 'remembers', params: { flow: flow.flow } },
    target: `#${flow.flow}`,
    actions: [
      { type: 'fillRemembered' },
      {
        type: 'fill',
        // Who they are is of use to whatever comes after it as well.
        params: { slots: [...new Set([...Object.keys(slotsOf(definition, flow)), ...kept])] },
      },
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
      'caller.denied': [{ target: '#asking-intent' }],
      'caller.was-unclear': missEdges({ definition }, id),
    },
  };
}
