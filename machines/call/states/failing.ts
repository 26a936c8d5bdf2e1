/** The last resort: an apology made long ago, then a person or a message; never a dead line. */
import type { Definition } from '../../policy/definition.ts';
import type { ChartState } from '../chart-types.ts';

/** A line that broke twice is not trusted with a third try. */
const failuresMax = 2;

export function failing(_definition: Definition): ChartState {
  return {
    id: 'failing',
    description: 'Something on our side broke: apologises and finds another way.',
    entry: [
      { type: 'countFailure' },
      { type: 'outcome', params: { is: 'failed' } },
      { type: 'say', params: { sentence: 'apology', role: 'statement' } },
      { type: 'reason', params: { reason: 'failure' } },
    ],
    always: [
      { guard: { type: 'failuresBelow', params: { max: failuresMax } }, target: '#escalating' },
      { target: '#closing' },
    ],
  };
}
