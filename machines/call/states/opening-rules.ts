/** The rules of a call's beginning: who is served at all, what they must agree to, what they hear first. */

import { missEdges, toPerson } from '../../flow/scope.ts';
import { keptUntilAnswered } from '../../flow/steps/wait-for-effect.ts';
import type { Definition } from '../../policy/definition.ts';
import { openingTopics } from '../../policy/topics.ts';
import type { Action, ChartState, Edge } from '../chart-types.ts';

const take: Action = { type: 'takeAnswer' };
const refused: Action = { type: 'outcome', params: { is: 'refused' } };

/** Those that some rule is about: a chart asks nothing that nobody has an answer to. */
function topicsRuled({ rules }: Definition): string[] {
  return openingTopics.filter((topic) => rules.some((rule) => rule.topic === topic));
}

/** Where the greeting leads: the first of these states, or `onwards` where there are none. */
export function firstOpening(definition: Definition, onwards: string): string {
  const [first] = topicsRuled(definition);
  return first === undefined ? onwards : `asking-${first}`;
}

export function openingStates(definition: Definition, onwards: string): Record<string, ChartState> {
  const topics = topicsRuled(definition);
  const states = topics.flatMap((topic, index): [string, ChartState][] => {
    const next = topics[index + 1];
    const then = next === undefined ? onwards : `asking-${next}`;
    return [
      [`asking-${topic}`, asking(definition, topic)],
      [`allowed-by-${topic}`, allowed(topic, then)],
      [`agreeing-to-${topic}`, agreeing(definition, topic, then)],
    ];
  });
  return Object.fromEntries(states);
}

function asking(definition: Definition, topic: string): ChartState {
  const person = toPerson(`rule-${topic}`);
  // A rule that could not be asked is never a permission.
  const unsure: Edge[] = [{ ...person, description: 'the rules could not be asked' }];
  const said = (verdict: string): Action[] => [
    take,
    { type: 'sayRule', params: { otherwise: `rule-${verdict}` } },
  ];
  const on = (verdict: string, target: string, actions: Action[]): Edge => ({
    guard: { type: 'outcomeIs', params: { is: verdict } },
    target,
    actions,
    description: `${topic}: ${verdict}`,
  });
  return {
    id: `greeting.asking-${topic}`,
    description: `Asks the rules about ${topic}.`,
    tags: ['busy'],
    meta: { busy: true },
    invoke: {
      id: `greeting.${topic}.check-policy`,
      src: 'effect',
      input: { effect: 'check-policy', topic },
      onDone: [
        on('allow', `allowed-by-${topic}`, [take]),
        on('confirm-first', `agreeing-to-${topic}`, said('confirm-first')),
        on('refuse', '#closing', [...said('refuse'), refused]),
        on('hand-over', '#escalating', [...said('hand-over'), ...(person.actions ?? [])]),
        ...unsure,
      ],
      onError: unsure,
    },
    after: { [definition.timing['effect-max']]: unsure },
    on: keptUntilAnswered,
  };
}

/** What a rule has to say is said although it allows: that the call is kept, that nobody is in. */
function allowed(topic: string, then: string): ChartState {
  return {
    id: `greeting.allowed-by-${topic}`,
    always: [
      {
        guard: { type: 'ruleSays' },
        target: then,
        actions: [{ type: 'sayRule', params: { otherwise: 'one-moment' } }],
        description: 'said beforehand',
      },
      { target: then },
    ],
  };
}

/** Nothing else is talked of before the caller has agreed. */
function agreeing(definition: Definition, topic: string, then: string): ChartState {
  const id = `greeting.agreeing-to-${topic}`;
  const misses = missEdges({ definition }, id);
  const no: Edge[] = [{ target: '#closing', actions: [refused], description: 'does not agree' }];
  return {
    id,
    description: 'Waits for the caller to agree.',
    tags: ['question'],
    meta: { yesNo: true, silenceAllowed: true },
    entry: [{ type: 'say', params: { sentence: 'agree', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.affirmed': [{ target: then, description: 'agrees' }],
      'caller.denied': no,
      'caller.cancelled': no,
      'caller.wanted': misses,
      'caller.asked': misses,
      'caller.was-out-of-scope': misses,
      'caller.gave': misses,
      'caller.corrected': misses,
      'caller.chose': misses,
      'caller.was-unclear': misses,
    },
  };
}
