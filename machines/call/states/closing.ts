/** Goodbye: said, heard, hung up. A caller who thinks of something else is still served. */
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { wantedEdges } from './intent-edges.ts';

export function closing(definition: Definition): ChartState {
  const done: Edge[] = [{ target: '#ended', actions: [{ type: 'hangUp' }] }];
  const ignored = [{ description: 'said over the goodbye' }];
  return {
    id: 'closing',
    description: 'Says goodbye and hangs up once it was heard.',
    meta: { accepts: 'all-flows' },
    entry: [{ type: 'say', params: { sentence: 'goodbye', role: 'statement' } }],
    on: {
      'agent.was-heard': done,
      'caller.wanted': wantedEdges(definition),
      'caller.said-goodbye': ignored,
      'caller.thanked': ignored,
      'caller.greeted': ignored,
      'caller.affirmed': ignored,
      'caller.denied': ignored,
      'caller.cancelled': ignored,
      'caller.was-unclear': ignored,
      'caller.was-silent': ignored,
      'caller.gave': ignored,
      'caller.corrected': ignored,
      'caller.chose': ignored,
    },
    after: { [definition.timing['closing-max']]: done },
  };
}
