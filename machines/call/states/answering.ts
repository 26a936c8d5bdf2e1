/** A question in the middle: the approved answer, then back to whatever was open. */
import { slotsOf, startableFlows } from '../../flow/compile.ts';
import { missEdges, toPerson } from '../../flow/scope.ts';
import type { Definition } from '../../policy/definition.ts';
import type { SlotKind } from '../../vocabulary.ts';
import type { Action, ChartState, Edge } from '../chart-types.ts';
import { startedByValue } from './intent-edges.ts';
import { pricingStates, questionsPriced } from './pricing.ts';
import { wishEdges } from './serving.ts';

/** Back to the open question; where none was open, to "anything else?". */
export const backEdges: Edge[] = [
  {
    guard: { type: 'at', params: { place: 'serving' } },
    target: '#serving.back',
    description: 'back to the open question',
  },
  { target: '#anything-else' },
];

/** What an answer can be about, by what it names: a visit, or a place of the business. */
const detailKinds: readonly (readonly [SlotKind, RegExp])[] = [
  ['service', /\{(service|price|minutes)\b/],
  ['staff', /\{staff-hours\b/],
  ['location', /\{(hours|hours-today|next-open|address|parking|directions|phone-number|location)/],
];

interface Detail {
  /** The slots that would tell what the answer is about; any of them will do. */
  slots: string[];
  questions: string[];
}

/** Questions that ask back ("which store do you mean?") when the caller did not name what about. */
export function detailsOf({ questions, flows, business }: Definition): Detail[] {
  const specs = Object.values(flows).flatMap((flow) => Object.entries(flow.slots));
  const severalPlaces = business.locations.length > 1;
  return detailKinds
    .filter(([kind]) => kind !== 'location' || severalPlaces)
    .map(([kind, names]) => ({
      slots: [...new Set(specs.filter(([, spec]) => spec.kind === kind).map(([slot]) => slot))],
      questions: questions
        .filter(({ answer, otherwise }) => otherwise?.includes('?') && names.test(answer))
        .map(({ id }) => id),
    }))
    .filter(({ slots, questions: about }) => slots.length > 0 && about.length > 0);
}

export function answering(definition: Definition): ChartState {
  const handedOver = definition.questions
    .filter((question) => question['hand-over'])
    .map((question) => question.id);
  const priced = questionsPriced(definition);
  return {
    id: 'answering',
    description: 'Answers from the approved answers.',
    initial: 'deciding',
    states: {
      deciding: {
        id: 'answering.deciding',
        always: [
          ...detailsOf(definition).map(
            (params): Edge => ({
              guard: { type: 'lacksDetail', params },
              target: '#asking-about',
              description: 'the answer depends on which',
            }),
          ),
          ...(priced.length === 0
            ? []
            : [
                {
                  guard: { type: 'questionIn', params: { questions: priced } },
                  target: 'pricing',
                  description: 'names a price',
                } satisfies Edge,
              ]),
          { target: 'telling' },
        ],
      },
      ...pricingStates(definition, backEdges),
      telling: {
        id: 'answering.telling',
        entry: [{ type: 'sayAnswer' }, { type: 'outcome', params: { is: 'answered' } }],
        always: [
          {
            guard: { type: 'questionIn', params: { questions: handedOver } },
            ...toPerson('question'),
          },
          ...backEdges,
        ],
      },
    },
  };
}

/** "How much is it?" "Which visit do you mean?" "A cleaning." */
export function askingAbout(definition: Definition): ChartState {
  const id = 'asking-about';
  const details = [...new Set(detailsOf(definition).flatMap(({ slots }) => slots))];
  const named: Edge[] = [
    {
      guard: { type: 'gives', params: { slots: details } },
      target: '#answering',
      actions: [{ type: 'takeDetail' }],
      description: 'says what the question is about',
    },
    // What the question is about is that, and begins nothing.
    ...givenMeanwhile(definition).filter(
      ({ guard }) =>
        guard?.type !== 'gives' || !guard.params.slots.every((slot) => details.includes(slot)),
    ),
  ];
  const misses: Edge[] = [
    {
      guard: { type: 'missesBelow', params: { max: 1, state: id } },
      target: `#${id}`,
      reenter: true,
      actions: [{ type: 'countMiss', params: { state: id } }],
      description: 'asks once more',
    },
    ...backEdges,
  ];
  return {
    id,
    description: 'Asks what the question is about: which visit, which place.',
    tags: ['question'],
    meta: { asks: details, accepts: 'all-flows', silenceAllowed: true },
    entry: [{ type: 'sayAnswer', params: { role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.wanted': wishEdges(definition),
      'caller.gave': [...named, ...misses],
      'caller.corrected': [...named, ...misses],
      'caller.denied': backEdges,
      'caller.cancelled': backEdges,
      'caller.affirmed': misses,
      'caller.chose': misses,
      'caller.was-unclear': misses,
    },
  };
}

/**
 * Under a digression the open question is answered after all, or a new wish begins: what was given
 * is taken, and the flow looks for itself what is still missing.
 */
function givenMeanwhile(definition: Definition): Edge[] {
  const flows = startableFlows(definition);
  const fill = (flow: (typeof flows)[number]): Action => ({
    type: 'fill',
    params: { slots: Object.keys(slotsOf(definition, flow)) },
  });
  const served = flows.map(
    (flow): Edge => ({
      guard: { type: 'serves', params: { flow: flow.flow } },
      target: `#${flow.flow}.${flow.first}`,
      actions: [fill(flow)],
      description: `goes on with ${flow.flow}`,
    }),
  );
  return [...served, ...startedByValue(definition)];
}

/** A question without an approved answer is never guessed at: a person is offered. */
export function notKnowing(definition: Definition): ChartState {
  const id = 'not-knowing';
  const given = [...givenMeanwhile(definition), ...backEdges];
  return {
    id,
    description: 'Says that it does not know, and offers a person.',
    tags: ['question'],
    meta: { yesNo: true, accepts: 'all-flows', silenceAllowed: true, keypad: true },
    entry: [{ type: 'say', params: { sentence: 'not-known', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.wanted': wishEdges(definition),
      'caller.affirmed': [toPerson('question-unanswered')],
      'caller.denied': backEdges,
      'caller.cancelled': backEdges,
      'caller.gave': given,
      'caller.corrected': given,
      'caller.chose': backEdges,
      'caller.was-unclear': missEdges({ definition }, id),
    },
  };
}
