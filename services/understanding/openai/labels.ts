/** The closed list of what a sentence may be labelled as in one state, made from what it expects. */
import { plainLabels, type UnderstandingPolicy } from '../../../machines/policy/understanding.ts';
import {
  type Choice,
  type Command,
  type SignalName,
  type SlotRequest,
  type SlotValue,
  signalNames,
} from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import type { KnownQuestion } from '../vocabulary.ts';

/** What a label stands for. A slot's value is still to be worked out of the caller's words. */
export type Meant =
  | { kind: 'command'; command: Command }
  | { kind: 'slot'; request: SlotRequest; corrects: boolean }
  | { kind: 'signal'; signal: SignalName };

export interface Label {
  /** As the model writes it. */
  id: string;
  /** As the model is told what it means. */
  means: string;
  meant: Meant;
}

/** Wordings shown of each flow; more of them lengthen the prompt and say little more. */
const wordingsShown = 2;

export function labelsOf(
  turn: TurnToRead,
  policy: UnderstandingPolicy,
  questions: KnownQuestion[],
): Label[] {
  return [
    ...slotLabels(turn, policy),
    ...choiceLabels(turn.choices ?? turn.expectation.choices),
    ...commandLabels(turn, policy),
    ...flowLabels(turn),
    ...questions.map(({ id, wordings }) =>
      command(`ask:${id}`, `asks "${wordings[0] ?? id}"`, { command: 'ask', value: id }),
    ),
    ...signalNames.map((signal) => ({
      id: `signal:${signal}`,
      means: policy.signals[signal],
      meant: { kind: 'signal', signal } as const,
    })),
  ];
}

function command(id: string, means: string, meant: Command): Label {
  return { id, means, meant: { kind: 'command', command: meant } };
}

/** The slots asked for come first, and each name once. */
function slotLabels({ expectation }: TurnToRead, policy: UnderstandingPolicy): Label[] {
  const requests = new Map<string, SlotRequest>();
  for (const request of [...expectation.asks, ...expectation.accepts]) {
    if (!requests.has(request.slot)) requests.set(request.slot, request);
  }
  const asked = new Set(expectation.asks.map(({ slot }) => slot));
  return [...requests.values()].flatMap((request) => {
    const { saidAs } = request;
    // Free text holds anything; unasked, only what the flow has a wording for is meant as it.
    if (request.kind === 'text' && !asked.has(request.slot) && !saidAs) return [];
    const means = policy.kinds[request.kind] + (saidAs ? `, as in "${saidAs[0]}"` : '');
    const label = (verb: 'set' | 'correct'): Label => ({
      id: `${verb}:${request.slot}`,
      means: verb === 'set' ? means : 'the same, replacing what was said before',
      meant: { kind: 'slot', request, corrects: verb === 'correct' },
    });
    return request.kind === 'text' ? [label('set')] : [label('set'), label('correct')];
  });
}

function choiceLabels(choices: Choice[]): Label[] {
  return choices.map(({ id, words, value }, index) => {
    const named = [...words.slice(0, wordingsShown), ...(value === undefined ? [] : [show(value)])];
    const means = `takes option ${index + 1}${named.length > 0 ? `, ${named.join(', ')}` : ''}`;
    return command(`choose:${id}`, means, { command: 'choose', value: id });
  });
}

function show(value: SlotValue): string {
  return typeof value === 'object' ? Object.values(value).join(' ') : String(value);
}

function commandLabels({ expectation }: TurnToRead, policy: UnderstandingPolicy): Label[] {
  return plainLabels
    .filter((name) => expectation.yesNo || (name !== 'affirm' && name !== 'deny'))
    .map((name) => command(name, policy.meanings[name], { command: name }));
}

function flowLabels({ expectation, vocabulary }: TurnToRead): Label[] {
  return vocabulary.flows
    .filter(({ id }) => expectation.flows.includes(id))
    .map(({ id, names }) => {
      const shown = names.slice(0, wordingsShown + 1).map((name) => `"${name}"`);
      return command(`start:${id}`, `wants ${shown.join(' or ')}`, {
        command: 'start-flow',
        value: id,
      });
    });
}
