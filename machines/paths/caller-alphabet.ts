/** Everything a caller can say in a state, derived from what the state expects and the definition. */
import { detailsOf } from '../call/states/answering.ts';
import type { CallEvent, Given } from '../events.ts';
import { slotsOf } from '../flow/compile.ts';
import { looksForBookings } from '../flow/looks-for-bookings.ts';
import type { Definition } from '../policy/definition.ts';
import type { Expectation, SlotRequest, SlotValue } from '../vocabulary.ts';
import type { Move } from './moves.ts';
import { type ExampleDays, type ValueClass, valueClasses } from './slot-values.ts';

type Say = Extract<Move, { kind: 'say' }>;

export interface Listening {
  definition: Definition;
  expectation: Expectation;
  slots: Record<string, SlotValue>;
  days: ExampleDays;
  /** A yes can come before the values of the question were heard, and that matters here. */
  earlyYes: boolean;
}

const say = (key: string, event: CallEvent, slotClasses?: Record<string, string>): Say => ({
  kind: 'say',
  key,
  event,
  ...(slotClasses ? { slotClasses } : {}),
});

function givenOf(slot: string, { value, readings }: ValueClass): Given {
  return {
    values: value === undefined ? {} : { [slot]: value },
    unsure: readings === undefined ? {} : { [slot]: readings },
  };
}

function classesOf({ definition, days }: Listening, { kind }: SlotRequest): readonly ValueClass[] {
  return valueClasses(definition, kind, days);
}

/** What was asked for comes in every class; what may be volunteered, in the two plain ones. */
function givenMoves(listening: Listening): Say[] {
  const { asks, accepts } = listening.expectation;
  const asked = new Set(asks.map(({ slot }) => slot));
  const wanted = [...asks, ...accepts.filter(({ slot }) => !asked.has(slot))];
  return wanted.flatMap((request) => {
    const { slot, kind } = request;
    if (kind === 'text' && !asked.has(slot)) return [];
    const classes = classesOf(listening, request);
    const open = asked.has(slot) || !(slot in listening.slots);
    const offered = classes.filter(
      ({ readings }, index) => asked.has(slot) || index < 2 || (open && readings),
    );
    return offered.map((each) =>
      say(
        `caller.gave ${slot} ${each.name}`,
        { type: 'caller.gave', ...givenOf(slot, each) },
        { [slot]: each.name },
      ),
    );
  });
}

/** "No, Wednesday": what is known is changed; what is not yet known is given that way as well. */
function correctedMoves(listening: Listening): Say[] {
  const { slots, expectation } = listening;
  return expectation.accepts
    .filter(({ kind }) => kind !== 'text')
    .flatMap((request) => {
      const other = classesOf(listening, request).find(
        ({ value }) => value !== undefined && JSON.stringify(value) !== same(slots[request.slot]),
      );
      if (other === undefined) return [];
      const { slot } = request;
      return say(
        `caller.corrected ${slot}${slot in slots ? '' : ' new'}`,
        { type: 'caller.corrected', ...givenOf(slot, other) },
        { [slot]: other.name },
      );
    });
}

const same = (value: SlotValue | undefined) => JSON.stringify(value);

/** Two answers in one breath. */
function severalMoves(listening: Listening): Say[] {
  const asks = listening.expectation.asks.filter(({ kind }) => kind !== 'text');
  const given = asks.slice(0, 2).map((request) => ({
    slot: request.slot,
    first: classesOf(listening, request)[0],
  }));
  const known = given.filter(({ first }) => first?.value !== undefined);
  if (known.length < 2) return [];
  const values = Object.fromEntries(known.map(({ slot, first }) => [slot, first?.value as never]));
  const classes = Object.fromEntries(known.map(({ slot, first }) => [slot, first?.name ?? '']));
  const key = `caller.gave ${known.map(({ slot }) => slot).join('+')}`;
  return [say(key, { type: 'caller.gave', values, unsure: {} }, classes)];
}

/** A wish alone, and a wish that brings what its flow starts with. */
function wantedMoves(listening: Listening): Say[] {
  const { definition, expectation } = listening;
  return expectation.flows.flatMap((id) => {
    const flow = definition.flows[id];
    // A flow that only hands over is wished for in the words that ask for a person.
    if (flow && 'hand-over' in (flow.steps[flow.first] ?? {})) return [];
    const bare = say(`caller.wanted ${id}`, {
      type: 'caller.wanted',
      flow: id,
      values: {},
      unsure: {},
    });
    return [
      bare,
      ...wantedWith(listening, id, flow?.['starts-with'] ?? []),
      ...wantedOf(listening, id),
    ];
  });
}

/** "Cancel my cleaning": of whose appointments one is looked for by what the flow does not ask. */
function wantedOf(listening: Listening, id: string): Say[] {
  const { definition } = listening;
  const flow = definition.flows[id];
  if (flow === undefined || !looksForBookings(definition, flow)) return [];
  const asked = slotsOf(definition, flow);
  return wantedWith(
    listening,
    id,
    ['service', 'when'].filter((slot) => !(slot in asked)),
  );
}

function wantedWith(listening: Listening, id: string, slots: readonly string[]): Say[] {
  const { asks, accepts } = listening.expectation;
  const named = slots
    .flatMap((slot) => [...asks, ...accepts].find((request) => request.slot === slot) ?? [])
    .map((request) => ({ slot: request.slot, first: classesOf(listening, request)[0] }))
    .filter(({ first }) => first?.value !== undefined)
    .slice(0, 2);
  if (named.length === 0) return [];
  const values = Object.fromEntries(named.map(({ slot, first }) => [slot, first?.value]));
  const classes = Object.fromEntries(named.map(({ slot, first }) => [slot, first?.name]));
  return [
    say(
      `caller.wanted ${id} with ${named.map(({ slot }) => slot).join('+')}`,
      { type: 'caller.wanted', flow: id, values: values as Given['values'], unsure: {} },
      classes as Record<string, string>,
    ),
  ];
}

/** They are the same wherever the caller is listened to. */
const questionsBy = new WeakMap<Definition, Say[]>();

function questionMoves({ definition }: Listening): Say[] {
  const known = questionsBy.get(definition);
  if (known !== undefined) return known;
  const moves = questionsOf(definition);
  questionsBy.set(definition, moves);
  return moves;
}

/** One question with an approved answer, one for each thing that is asked back, one for a person. */
function questionsOf(definition: Definition): Say[] {
  const { questions } = definition;
  const plain = questions.find((question) => !question['hand-over'] && !question.otherwise);
  const handedOver = questions.find((question) => question['hand-over']);
  const askedBack = detailsOf(definition).map(({ questions: [id], slots: [slot] }, at) => [
    at === 0 ? 'needs-more' : `needs-more ${slot}`,
    id,
  ]);
  const kinds = [['answered', plain?.id], ...askedBack, ['for-a-person', handedOver?.id]];
  return kinds.flatMap(([name, question]) =>
    question === undefined
      ? []
      : say(`caller.asked ${name}`, { type: 'caller.asked', question, values: {}, unsure: {} }),
  );
}

function answerMoves({ expectation, earlyYes }: Listening): Say[] {
  const { choices } = expectation;
  const last = choices.length - 1;
  return [
    say('caller.affirmed', { type: 'caller.affirmed', heard: true }),
    ...(earlyYes
      ? [say('caller.affirmed early', { type: 'caller.affirmed', heard: false } as const)]
      : []),
    say('caller.denied', { type: 'caller.denied' }),
    ...(choices.length > 0
      ? [say('caller.chose first', { type: 'caller.chose', choice: '0' } as const)]
      : []),
    ...(last > 0
      ? [say('caller.chose last', { type: 'caller.chose', choice: String(last) } as const)]
      : []),
  ];
}

/** What callers say to steer the call, the same in every state; none of it needs an answer. */
const steering: Say[] = [
  say('caller.wanted-person', { type: 'caller.wanted-person' }),
  say('caller.said-goodbye', { type: 'caller.said-goodbye' }),
  say('caller.cancelled', { type: 'caller.cancelled' }),
  say('caller.asked-repeat', { type: 'caller.asked-repeat' }),
  say('caller.asked-slower', { type: 'caller.asked-slower' }),
  say('caller.asked-wait', { type: 'caller.asked-wait' }),
  say('caller.asked-if-robot', { type: 'caller.asked-if-robot' }),
  say('caller.spoke-language', { type: 'caller.spoke-language', language: 'es' }),
  say('caller.was-unclear', { type: 'caller.was-unclear', why: 'no-match' }),
];

const talk: Say[] = [
  say('caller.thanked', { type: 'caller.thanked' }),
  say('caller.greeted', { type: 'caller.greeted' }),
  say('caller.was-out-of-scope', { type: 'caller.was-out-of-scope' }),
];

function alarmMoves({ definition, expectation }: Listening): Say[] {
  const signals = Object.keys(
    definition.repair.signals,
  ) as (keyof typeof definition.repair.signals)[];
  return signals
    .filter((signal) => !expectation.dictation || signal === 'emergency')
    .map((signal) => say(`caller.alarmed ${signal}`, { type: 'caller.alarmed', signal }));
}

/** While words are taken down as they are, only short commands are anything else. */
export function callerMoves(listening: Listening): Say[] {
  if (listening.expectation.dictation) {
    const focus = listening.expectation.asks.slice(0, 1);
    const dictated = {
      ...listening,
      expectation: { ...listening.expectation, asks: focus, accepts: [] },
    };
    return [...givenMoves(dictated), ...steering, ...alarmMoves(listening)];
  }
  return [
    ...givenMoves(listening),
    ...correctedMoves(listening),
    ...severalMoves(listening),
    ...wantedMoves(listening),
    ...questionMoves(listening),
    ...answerMoves(listening),
    ...steering,
    ...talk,
    ...alarmMoves(listening),
  ];
}

/** What is said while the chart waits for the world: kept by the line, given to the next state. */
export function callerMovesWhileWaiting(definition: Definition): Say[] {
  const question = definition.questions[0];
  return [
    say('caller.affirmed', { type: 'caller.affirmed', heard: true }),
    say('caller.was-unclear', { type: 'caller.was-unclear', why: 'no-match' }),
    say('caller.wanted-person', { type: 'caller.wanted-person' }),
    say('caller.said-goodbye', { type: 'caller.said-goodbye' }),
    say('caller.cancelled', { type: 'caller.cancelled' }),
    ...(question
      ? [
          say('caller.asked answered', {
            type: 'caller.asked',
            question: question.id,
            values: {},
            unsure: {},
          }),
        ]
      : []),
  ].map((move) => ({ ...move, key: `${move.key} while waiting` }));
}
