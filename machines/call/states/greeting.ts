/** The first sentence: who answers, and that it is an AI. It is heard before anything else counts. */
import { startableFlows } from '../../flow/compile.ts';
import { missEdges } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { asksYesNo, intentEdges } from './intent-edges.ts';
import { firstOpening, openingStates } from './opening-rules.ts';

/** What is not understood here is asked in other words, as a miss of the question that follows. */
function firstMiss(definition: Definition): Edge[] {
  const [{ guard: _guard, ...again } = {}] = missEdges({ definition }, 'asking-intent.asking');
  return [again];
}

export function greeting(definition: Definition): ChartState {
  const beginning: Edge[] = [
    ...startableFlows(definition).map(({ flow }) => ({
      guard: { type: 'remembers', params: { flow } } as const,
      target: '#recovering',
    })),
    { target: 'inviting' },
  ];
  const ruled = firstOpening(definition, 'beginning') !== 'beginning';
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
        always: ruled ? [{ target: firstOpening(definition, 'beginning') }] : beginning,
      },
      ...openingStates(definition, 'beginning'),
      ...(ruled ? { beginning: { id: 'greeting.beginning', always: beginning } } : {}),
      inviting: {
        id: 'greeting.inviting',
        description: 'The caller hears the greeting and may answer at any time.',
        tags: ['question'],
        meta: { accepts: 'all-flows', silenceAllowed: true, yesNo: asksYesNo(definition) },
        entry: [{ type: 'say', params: { sentence: 'how-can-i-help', role: 'question' } }],
        on: {
          ...intentEdges(definition, 'asking-intent.asking', firstMiss(definition)),
          'agent.was-heard': [{ target: '#asking-intent.listening' }],
        },
      },
    },
  };
}
