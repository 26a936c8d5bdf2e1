/** One chart per business and version: everything a call can do, ready to be run, drawn and walked. */
import { fromPromise, setup } from 'xstate';
import type { CallCommand, CallEvent, CallEventType, CallOutcome } from '../events.ts';
import { toPerson } from '../flow/scope.ts';
import type { Definition } from '../policy/definition.ts';
import type { EffectAnswer, EffectRequest } from '../ports.ts';
import { actions } from './actions.ts';
import type { ChartState, Edge } from './chart-types.ts';
import { type CallContext, type CallInput, initialContext } from './context.ts';
import { effectRequest } from './effect-request.ts';
import { guards } from './guards.ts';
import { answering, askingAbout, notKnowing } from './states/answering.ts';
import { anythingElse } from './states/anything-else.ts';
import { arriving } from './states/arriving.ts';
import { askingIntent } from './states/asking-intent.ts';
import { closing } from './states/closing.ts';
import { escalating } from './states/escalating.ts';
import { failing } from './states/failing.ts';
import { greeting } from './states/greeting.ts';
import { wantedEdges } from './states/intent-edges.ts';
import { recovering } from './states/recovering.ts';
import { keptSlots, serving } from './states/serving.ts';

/** Said in the middle of anything, without leaving it: a sentence, then the open question again. */
function aside(sentence: string): Edge[] {
  return [
    {
      actions: [
        { type: 'say', params: { sentence, role: 'statement' } },
        { type: 'repeatQuestion' },
      ],
      description: `says ${sentence}`,
    },
  ];
}

/** Repair for silence: the question again, "are you still there?", goodbye. */
function silenceEdges(definition: Definition): Edge[] {
  const max = definition.repair['silences-max'];
  return [
    {
      guard: { type: 'silencesUpTo', params: { max: max - 1 } },
      actions: [{ type: 'repeatQuestion' }],
      description: 'asks again after silence',
    },
    {
      guard: { type: 'silencesUpTo', params: { max } },
      actions: [{ type: 'say', params: { sentence: 'still-there', role: 'statement' } }],
      description: 'asks whether anybody is there',
    },
    { target: '#closing', description: 'nobody there' },
  ];
}

/** Danger signs go to a person fast; each with its own sentence first. */
function alarmEdges(definition: Definition): Edge[] {
  return Object.entries(definition.repair.signals).map(([signal, { say, then }]) => ({
    guard: { type: 'alarm', params: { signal: signal as never } },
    target: then === 'person' ? '#escalating' : '#closing',
    actions: [
      { type: 'say', params: { sentence: say, role: 'statement' } },
      { type: 'reason', params: { reason: signal } },
      ...(then === 'end' ? [{ type: 'outcome', params: { is: 'refused' } } as const] : []),
    ],
    description: signal,
  }));
}

/** Answers where no question is open: they change nothing, and are no fault either. */
const unanswerable: CallEventType[] = [
  'caller.gave',
  'caller.corrected',
  'caller.affirmed',
  'caller.denied',
  'caller.chose',
  'caller.cancelled',
  'caller.was-unclear',
];

/** What is possible in every state, unless the state says otherwise. */
function everywhere(definition: Definition): NonNullable<ChartState['on']> {
  return {
    'caller.hung-up': [{ target: '#ended', description: 'the caller hung up' }],
    'line.broke': [{ target: '#failing' }],
    'caller.alarmed': alarmEdges(definition),
    'caller.wanted-person': [toPerson('asked')],
    'caller.said-goodbye': [{ target: '#closing' }],
    'caller.asked': [{ target: '#answering', actions: [{ type: 'takeQuestion' }] }],
    'caller.was-out-of-scope': [{ target: '#not-knowing' }],
    'caller.was-silent': silenceEdges(definition),
    // Out of a flow that was never finished: what was said for that is no part of this wish.
    'caller.wanted': wantedEdges(definition, [
      { type: 'leaveFlow', params: { keep: keptSlots(definition) } },
    ]),
    ...Object.fromEntries(
      unanswerable.map((type) => [type, [{ description: 'answers nothing that is open' }]]),
    ),
    'caller.asked-repeat': [{ actions: [{ type: 'repeatLast' }] }],
    'caller.asked-slower': [{ actions: [{ type: 'speakSlower' }, { type: 'repeatLast' }] }],
    'caller.asked-wait': [
      {
        actions: [
          { type: 'say', params: { sentence: 'take-your-time', role: 'statement' } },
          { type: 'waitForCaller' },
        ],
      },
    ],
    'caller.asked-if-robot': aside('i-am-an-ai'),
    'caller.spoke-language': aside('only-english'),
    'caller.greeted': [{ actions: [{ type: 'repeatQuestion' }] }],
    'caller.thanked': aside('you-are-welcome'),
    'agent.was-heard': [{ description: 'the answer was heard' }],
  };
}

/** The whole chart as data: what is drawn, walked, compared and hashed. */
export function callChart(definition: Definition): ChartState {
  return {
    id: 'call',
    initial: 'arriving',
    on: everywhere(definition),
    after: {
      [definition.timing['call-max']]: [{ target: '#closing', description: 'too long a call' }],
    },
    states: {
      arriving,
      greeting: greeting(definition),
      recovering: recovering(definition),
      'asking-intent': askingIntent(definition),
      serving: serving(definition),
      answering: answering(definition),
      'asking-about': askingAbout(definition),
      'not-knowing': notKnowing(definition),
      'anything-else': anythingElse(definition),
      escalating: escalating(definition),
      closing: closing(definition),
      failing: failing(definition),
      ended: { id: 'ended', type: 'final', description: 'The call is over.' },
    },
  };
}

/** Effects get their input from the context at the moment they are asked for. */
function withInputs(state: ChartState): object {
  const { states, invoke, ...rest } = state;
  return {
    ...rest,
    ...(invoke
      ? {
          invoke: {
            ...invoke,
            input: ({ context }: { context: CallContext }) => effectRequest(context, invoke.input),
          },
        }
      : {}),
    ...(states
      ? {
          states: Object.fromEntries(
            Object.entries(states).map(([name, child]) => [name, withInputs(child)]),
          ),
        }
      : {}),
  };
}

/** Steps without an event; a chart that needs more turns in a circle, and throws instead. */
const microstepsMax = 200;

/** How the call's actor reports its end. */
export interface CallOutput {
  outcome: CallOutcome;
}

/**
 * The chart as a machine. The `effect` actor is provided by whoever runs it. `drawn` is the
 * definition's own chart unless a changed one is to be tried.
 */
export function buildCallChart(definition: Definition, drawn = callChart(definition)) {
  const chart = withInputs(drawn) as { initial: 'arriving'; states: object };
  return setup({
    types: {
      context: {} as CallContext,
      events: {} as CallEvent,
      input: {} as CallInput,
      output: {} as CallOutput,
      emitted: {} as CallCommand,
    },
    actors: {
      effect: fromPromise<EffectAnswer, EffectRequest>(async () => ({ outcome: 'unknown' })),
    },
    guards: guards as never,
    actions: actions as never,
  }).createMachine({
    ...chart,
    options: { maxIterations: microstepsMax },
    context: ({ input }: { input: CallInput }) => initialContext(input),
    output: ({ context }: { context: CallContext }) => ({
      outcome: context.outcome ?? 'abandoned',
    }),
  } as never);
}

export type CallChart = ReturnType<typeof buildCallChart>;
