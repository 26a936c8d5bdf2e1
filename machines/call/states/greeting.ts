/** The first sentence: who answers, and that it is an AI. It is heard before anything else counts. */
import { startableFlows } from '../../flow/compile.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState } from '../chart-types.ts';
import { asksYesNo, intentEdges } from './intent-edges.ts';

export function greeting(definition: Definition): ChartState {
  return {
    id: 'greeting',
    description: 'Says whose line this is and that an AI answers, then asks what it can do.',
    meta: { accepts: 'all-flows', silenceAllowed: true },
    initial: 'disclosing',
    states: {
      disclosing: {
        id: 'greeting.disclosing',
        meta: { accepts: 'all-flows', silenceAllowed: true },
        entry: [
          {
            type: 'say',
            params: { sentence: 'greeting', role: 'statement', interruptible: false },
          },
        ],
        always: [
          ...startableFlows(definition).map(({ flow }) => ({
            guard: { type: 'remembers', params: { flow } } as const,
            target: '#recovering',
          })),
          { target: 'inviting' },
        ],
      },
      inviting: {
        id: 'greeting.inviting',
        description: 'The caller hears the greeting and may answer at any time.',
        tags: ['question'],
        meta: { accepts: 'all-flows', silenceAllowed: true, yesNo: asksYesNo(definition) },
        entry: [{ type: 'say', params: { sentence: 'how-can-i-help', role: 'question' } }],
        on: {
          ...intentEdges(definition, 'greeting.inviting'),
          'agent.was-heard': [{ target: '#asking-intent.listening' }],
        },
      },
    },
  };
}
