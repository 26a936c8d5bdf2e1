/** Whether a price may be quoted, where the business has a rule about it. */
import { toPerson } from '../../flow/scope.ts';
import { keptUntilAnswered } from '../../flow/steps/wait-for-effect.ts';
import type { Definition } from '../../policy/definition.ts';
import { priceTopic } from '../../policy/topics.ts';
import type { Action, ChartState, Edge } from '../chart-types.ts';

/** Questions that name a price, where some rule has a say in it. */
export function questionsPriced({ rules, questions }: Definition): string[] {
  if (!rules.some(({ topic }) => topic === priceTopic)) return [];
  return questions.filter(({ answer }) => answer.includes('{price}')).map(({ id }) => id);
}

/** States of `answering`; the answer itself is in its state `telling`. */
export function pricingStates(definition: Definition, back: Edge[]): Record<string, ChartState> {
  if (questionsPriced(definition).length === 0) return {};
  const person = toPerson('rule-price');
  // A price that nobody could ask the rules about is not quoted.
  const unsure: Edge[] = [{ ...person, description: 'the rules could not be asked' }];
  const take: Action = { type: 'takeAnswer' };
  const say = (otherwise: string): Action => ({ type: 'sayRule', params: { otherwise } });
  const on = (verdict: string, target: string, actions: Action[]): Edge => ({
    guard: { type: 'outcomeIs', params: { is: verdict } },
    target,
    actions: [take, ...actions],
    description: `price: ${verdict}`,
  });
  return {
    pricing: {
      id: 'answering.pricing',
      description: 'Asks the rules whether this price may be quoted.',
      tags: ['busy'],
      meta: { busy: true },
      invoke: {
        id: 'answering.check-policy',
        src: 'effect',
        input: { effect: 'check-policy', topic: priceTopic, about: true },
        onDone: [
          on('allow', 'telling', []),
          on('confirm-first', 'telling', [say('rule-confirm-first')]),
          on('refuse', 'keeping-quiet', []),
          on('hand-over', '#escalating', [say('rule-hand-over'), ...(person.actions ?? [])]),
          ...unsure,
        ],
        onError: unsure,
      },
      after: { [definition.timing['effect-max']]: unsure },
      on: keptUntilAnswered,
    },
    'keeping-quiet': {
      id: 'answering.keeping-quiet',
      description: 'Says that this price is not quoted on the phone.',
      entry: [say('rule-refuse'), { type: 'outcome', params: { is: 'answered' } }],
      always: back,
    },
  };
}
