/** `ask`: fills slots in any order, several at once; each with its own question and repair. */
import type { ChartState, Edge } from '../../call/chart-types.ts';
import type { AskStep, FlowSlot } from '../schema.ts';
import {
  beginStep,
  type CompileStep,
  type FlowScope,
  givenEdges,
  missEdges,
  stepId,
  toStep,
} from '../scope.ts';
import { askForLastName, lacksLastName, lastNameStateOf } from './last-name.ts';

/** Kinds whose values can be typed on a telephone. */
const keypadKinds = new Set<FlowSlot['kind']>(['phone', 'count', 'birth-date']);

function askForSlot(
  scope: FlowScope,
  step: AskStep,
  name: string,
  slot: string,
  spec: FlowSlot,
): ChartState {
  const id = `${stepId(scope, name)}.${slot}`;
  const choosing = `#${stepId(scope, name)}.choosing`;
  const misses = missesOf(scope, step, id);
  const others = step.ask.filter((other) => other !== slot);
  const yesNo = spec.kind === 'yes-no';
  const given = givenEdges(scope, choosing).map((edge) => withNoted(edge, slot));
  const answer = (value: boolean): Edge[] =>
    yesNo
      ? [{ target: choosing, actions: [{ type: 'fillYesNo', params: { slot, value } }] }]
      : misses;
  return {
    id,
    description: `Asks for ${slot}.`,
    tags: ['question'],
    meta: {
      asks: [slot, ...others],
      accepts: 'flow',
      yesNo,
      keypad: keypadKinds.has(spec.kind),
      dictation: isDictated(spec) && !step['takes-questions'],
      silenceAllowed: true,
    },
    entry: [{ type: 'say', params: { sentence: spec.ask, role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.gave': [...given, ...misses],
      'caller.corrected': [...given, ...misses],
      'caller.affirmed': answer(true),
      'caller.denied': answer(false),
      'caller.chose': misses,
      'caller.was-unclear': misses,
      ...(step['takes-questions'] ? { 'caller.asked': [answered] } : {}),
    },
  };
}

function withNoted({ actions = [], ...edge }: Edge, asked: string): Edge {
  return {
    ...edge,
    actions: [...actions, { type: 'sayNoted', params: { sentence: 'noted', asked } }],
  };
}

/** A text with wordings of its own is a short answer among others; any other is a message. */
function isDictated({ kind, 'said-as': wordings }: FlowSlot): boolean {
  return kind === 'text' && wordings === undefined;
}

/** Where something was said already that must not be lost, it is kept without the rest. */
function missesOf(scope: FlowScope, step: AskStep, id: string): Edge[] {
  const misses = missEdges(scope, id);
  const keep = step['if-leaving'];
  if (keep === undefined) return misses;
  return [...misses.slice(0, -1), { target: toStep(scope, keep), description: 'kept without it' }];
}

/** After the answer there is nothing to come back to. */
const answered: Edge = {
  target: '#answering',
  actions: [{ type: 'takeQuestion' }, { type: 'place', params: { place: 'anything-else' } }],
};

/** A slot that can be read in more than one way: the caller says which one was meant. */
function clarify(scope: FlowScope, name: string): ChartState {
  const id = `${stepId(scope, name)}.clarifying`;
  const choosing = `#${stepId(scope, name)}.choosing`;
  const misses = missEdges(scope, id);
  return {
    id,
    description: 'Asks which of several readings was meant.',
    tags: ['question'],
    meta: { accepts: 'flow', choices: 'readings', silenceAllowed: true },
    entry: [{ type: 'say', params: { sentence: 'clarify', role: 'question', missesOf: id } }],
    exit: [{ type: 'withdrawQuestion' }],
    on: {
      'caller.chose': [
        {
          guard: { type: 'offered', params: { of: 'readings' } },
          target: choosing,
          actions: [{ type: 'fillReading' }],
        },
        ...misses,
      ],
      'caller.gave': [...givenEdges(scope, choosing), ...misses],
      'caller.corrected': [...givenEdges(scope, choosing), ...misses],
      'caller.denied': [{ target: choosing, actions: [{ type: 'forgetUnsure' }] }],
      'caller.affirmed': misses,
      'caller.was-unclear': misses,
    },
  };
}

/** What was said so far is still kept when the caller leaves in the middle of it. */
function leaving(target: string): NonNullable<ChartState['on']> {
  return {
    'caller.said-goodbye': [{ target }],
    'caller.hung-up': [{ target, actions: [{ type: 'callerGone' }] }],
  };
}

function needed(slot: string, spec: FlowSlot): Edge[] {
  if (spec.optional) return [];
  const guard = spec['unless-vouched'] ? 'needsUnlessVouched' : 'needs';
  return [
    { guard: { type: guard, params: { slot } }, target: slot },
    ...(spec['last-name'] === undefined ? [] : [lacksLastName(slot)]),
  ];
}

export const compileAsk: CompileStep<AskStep> = (scope, name, step) => {
  const specs = step.ask.map((slot): [string, FlowSlot] => {
    const spec = scope.slots[slot];
    if (spec === undefined) throw new Error(`flow ${scope.path}: no slot ${slot}`);
    return [slot, spec];
  });
  const questions = specs.map(([slot, spec]) => [slot, askForSlot(scope, step, name, slot, spec)]);
  const lastNames = specs.flatMap(([slot, { 'last-name': sentence }]) =>
    sentence === undefined
      ? []
      : [[lastNameStateOf(slot), askForLastName(scope, { name, step, slot, sentence })]],
  );
  return {
    id: stepId(scope, name),
    initial: 'choosing',
    entry: beginStep(step),
    ...(step['if-leaving'] ? { on: leaving(toStep(scope, step['if-leaving'])) } : {}),
    states: {
      choosing: {
        id: `${stepId(scope, name)}.choosing`,
        always: [
          {
            guard: { type: 'unsure', params: { slots: Object.keys(scope.slots) } },
            target: 'clarifying',
          },
          ...specs.flatMap(([slot, spec]) => needed(slot, spec)),
          { target: toStep(scope, step.then) },
        ],
      },
      clarifying: clarify(scope, name),
      ...Object.fromEntries([...questions, ...lastNames]),
    },
  };
};
