/** A question in the middle: the approved answer, then back to whatever was open. */
import { missEdges, toPerson } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { ChartState, Edge } from '../chart-types.ts';

/** Back to the open question; where none was open, to "anything else?". */
export const backEdges: Edge[] = [
  {
    guard: { type: 'at', params: { place: 'serving' } },
    target: '#serving.back',
    description: 'back to the open question',
  },
  { target: '#anything-else' },
];

export function answering(definition: Definition): ChartState {
  const handedOver = definition.questions
    .filter((question) => question['hand-over'])
    .map((question) => question.id);
  return {
    id: 'answering',
    description: 'Answers from the approved answers.',
    entry: [{ type: 'sayAnswer' }, { type: 'outcome', params: { is: 'answered' } }],
    always: [
      {
        guard: { type: 'asksForPerson', params: { questions: handedOver } },
        ...toPerson('question'),
      },
      ...backEdges,
    ],
  };
}

/** A question without an approved answer is never guessed at: a person is offered. */
export function notKnowing(definition: Definition): ChartState {
  const id = 'not-knowing';
  return {
    id,
    description: 'Says that it does not know, and offers a person.',
    tags: ['question'],
    meta: { yesNo: true, accepts: 'all-flows', silenceAllowed: true, keypad: true },
    entry: [{ type: 'say', params: { sentence: 'not-known', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.affirmed': [toPerson('question-unanswered')],
      'caller.denied': backEdges,
      'caller.cancelled': backEdges,
      // The open question is answered after all: it is still open, so back first.
      'caller.gave': backEdges,
      'caller.corrected': backEdges,
      'caller.chose': backEdges,
      'caller.was-unclear': missEdges({ definition }, id),
    },
  };
}
