/** Goodbye: said, heard, hung up. A caller who thinks of something else is still served. */
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { wishEdges } from './serving.ts';

export function closing(definition: Definition): ChartState {
  const done: Edge[] = [{ target: '#ended', actions: [{ type: 'hangUp' }] }];
  const goodbye = { type: 'say', params: { sentence: 'goodbye', role: 'statement' } } as const;
  // What was said cut the goodbye off: without another one the line would be dead until it closes.
  const again: Edge[] = [{ actions: [goodbye], description: 'said over the goodbye' }];
  return {
    id: 'closing',
    description: 'Says goodbye and hangs up once it was heard.',
    meta: { accepts: 'all-flows' },
    entry: [goodbye],
    on: {
      'agent.was-heard': done,
      // Over the goodbye of a wish that was stopped, another one takes nothing of it along.
      'caller.wanted': wishEdges(definition),
      'caller.said-goodbye': done,
      'caller.thanked': again,
      'caller.greeted': again,
      'caller.affirmed': again,
      'caller.denied': again,
      'caller.cancelled': again,
      'caller.was-unclear': again,
      'caller.was-silent': [{ description: 'nobody is waited for' }],
      'caller.gave': again,
      'caller.corrected': again,
      'caller.chose': again,
    },
    after: { [definition.timing['closing-max']]: done },
  };
}
