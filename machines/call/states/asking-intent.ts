/** What does the caller want? Asked again in other words, then with examples, then a person. */
import type { Definition } from '../../policy/definition.ts';
import type { ChartState } from '../chart-types.ts';
import { asksYesNo, intentEdges } from './intent-edges.ts';

export function askingIntent(definition: Definition): ChartState {
  const asking = 'asking-intent.asking';
  const meta = {
    accepts: 'all-flows',
    silenceAllowed: true,
    yesNo: asksYesNo(definition),
  } as const;
  return {
    id: 'asking-intent',
    description: 'Finds out what the caller wants.',
    initial: 'asking',
    entry: [{ type: 'place', params: { place: 'asking-intent' } }],
    on: intentEdges(definition, asking),
    states: {
      asking: {
        id: asking,
        tags: ['question'],
        meta,
        entry: [
          {
            type: 'say',
            params: { sentence: 'ask-intent', role: 'question', missesOf: asking },
          },
        ],
        exit: [{ type: 'withdrawQuestion' }],
      },
      listening: {
        id: 'asking-intent.listening',
        description: 'The greeting has asked already.',
        tags: ['question'],
        meta,
      },
    },
  };
}
