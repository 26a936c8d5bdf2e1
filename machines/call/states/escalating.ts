/** To a person: may they be rung now, say so, ring, connect; nobody there → take a message. */
import type { Definition } from '../../policy/definition.ts';
import { effectOutcomes } from '../../ports.ts';
import type { ChartState, Edge } from '../chart-types.ts';
import { backEdges } from './answering.ts';

/** Ringing has its own deadline at the carrier; this one catches a carrier that says nothing. */
const ringGraceMs = 10_000;

function checking(definition: Definition): ChartState {
  const unavailable: Edge[] = [{ target: 'unavailable', actions: [{ type: 'takeAnswer' }] }];
  return {
    id: 'escalating.checking',
    description: 'Asks the rules whether somebody can be rung now.',
    tags: ['busy'],
    meta: { busy: true },
    invoke: {
      id: 'escalating.check-policy',
      src: 'effect',
      input: { effect: 'check-policy', topic: 'transfer' },
      onDone: [
        {
          guard: { type: 'outcomeIs', params: { is: 'allow' } },
          target: 'announcing',
          actions: [{ type: 'takeAnswer' }],
        },
        ...unavailable,
      ],
      onError: [{ target: 'unavailable' }],
    },
    after: { [definition.timing['effect-max']]: [{ target: 'unavailable' }] },
  };
}

function dialing(definition: Definition): ChartState {
  const nobody: Edge[] = [{ target: 'unavailable', description: 'nobody answered' }];
  const people = definition.business.people.length;
  return {
    id: 'escalating.dialing',
    description: 'Rings the people, one after the other.',
    // What the rules said of ringing is no word of theirs on how it went.
    entry: [{ type: 'forgetAnswer' }],
    tags: ['busy', 'away'],
    meta: { busy: true },
    invoke: {
      id: 'escalating.transfer',
      src: 'effect',
      input: { effect: 'transfer' },
      onDone: effectOutcomes.transfer.map((outcome) =>
        outcome === 'connected'
          ? {
              guard: { type: 'outcomeIs', params: { is: outcome } },
              target: '#ended',
              actions: [{ type: 'outcome', params: { is: 'transferred' } }],
              description: 'connected',
            }
          : {
              // What the carrier says in words of its own is as good as not knowing.
              ...(outcome === 'unknown'
                ? {}
                : { guard: { type: 'outcomeIs', params: { is: outcome } } as const }),
              target: 'unavailable',
              description: outcome,
            },
      ),
      onError: nobody,
    },
    after: { [definition.timing['ring-max'] * people + ringGraceMs]: nobody },
  };
}

export function escalating(definition: Definition): ChartState {
  const reachable = definition.business.people.length > 0;
  const takesMessages = definition.business.flows.includes('message');
  const max = definition.repair['misses-max'];
  return {
    id: 'escalating',
    description: 'Puts the caller through to a person, or takes a message.',
    // Only a rule about ringing says why nobody can be rung, and not the one that was asked before.
    entry: [{ type: 'forgetAnswer' }],
    initial: reachable ? 'checking' : 'unavailable',
    states: {
      ...(reachable
        ? {
            checking: checking(definition),
            announcing: {
              id: 'escalating.announcing',
              description: 'Says that it will ring somebody; rings once that was heard.',
              meta: { busy: false },
              entry: [{ type: 'say', params: { sentence: 'putting-through', role: 'statement' } }],
              on: {
                'agent.was-heard': [{ target: 'dialing' }],
                'caller.cancelled': backEdges,
                'caller.denied': backEdges,
                // Said over it, these change nothing; waiting for the rest of it would be silence.
                'caller.affirmed': [{ target: 'dialing' }],
                'caller.thanked': [{ target: 'dialing' }],
                'caller.greeted': [{ target: 'dialing' }],
                'caller.was-unclear': [{ target: 'dialing' }],
              },
              after: { [definition.timing['closing-max']]: [{ target: 'dialing' }] },
            } satisfies ChartState,
            dialing: dialing(definition),
          }
        : {}),
      unavailable: {
        id: 'escalating.unavailable',
        description: 'Nobody can be reached: a message is taken instead.',
        entry: [{ type: 'sayRule', params: { otherwise: 'nobody-there' } }],
        always: takesMessages
          ? [
              // Whoever is not understood there either would be asked for their message for ever.
              {
                guard: { type: 'givenUp', params: { flow: 'message', max } },
                target: '#closing',
                description: 'no message either',
              },
              { target: '#message' },
            ]
          : [{ target: '#closing' }],
      },
    },
  };
}
