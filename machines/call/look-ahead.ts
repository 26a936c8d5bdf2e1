/**
 * What the chart is likely to say next: the pure chart is walked a step ahead for the answers that
 * are most likely here. Nothing is spoken or asked of the world by looking.
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { CallCommand, CallEvent } from '../events.ts';
import type { EffectAnswer, EffectRequest } from '../ports.ts';
import type { Expectation, SlotKind, SlotValue } from '../vocabulary.ts';
import type { CallContext } from './context.ts';
import { stepAhead } from './step-ahead.ts';

export type LikelySentence = Extract<CallCommand, { type: 'say' }> & {
  /** Values that are only a guess: what speaks one of them cannot be made yet. */
  guessed: readonly string[];
};
type Saying = Omit<LikelySentence, 'guessed'>;

/** Effects walked through for one answer; a flow's yes leads through a check and a write. */
const effectsMax = 3;
/** Sentences looked for at one state; more than are likely to be said would only cost voice. */
const sentencesMax = 8;

interface LikelyAnswer {
  event: CallEvent;
  guessed: string[];
}

/**
 * A value of each kind whose like leads on. Kinds that the world is asked about at once are left
 * out: no sentence follows that does not speak its answer.
 */
const samples: Partial<Record<SlotKind, SlotValue>> = {
  name: { first: 'Ann', last: 'Lee' },
  phone: '+16145550123',
  'birth-date': '1980-01-01',
  email: 'ann@example.com',
  text: 'a message',
};

/** Most likely first: the answer to what was asked, then a yes, then what was offered. */
function likelyAnswers({ asks, yesNo, choices }: Expectation): LikelyAnswer[] {
  const [focus] = asks;
  const sample = focus === undefined ? undefined : samples[focus.kind];
  const given: LikelyAnswer[] =
    focus === undefined || sample === undefined
      ? []
      : [
          {
            event: { type: 'caller.gave', values: { [focus.slot]: sample }, unsure: {} },
            guessed: [focus.slot],
          },
        ];
  const known: CallEvent[] = [
    ...(yesNo ? [{ type: 'caller.affirmed', heard: true } as const] : []),
    ...choices.map(({ id }) => ({ type: 'caller.chose', choice: id }) as const),
  ];
  return [...given, ...known.map((event) => ({ event, guessed: [] }))];
}

/** The answer that lets the call go on, where it can be told beforehand; null where it cannot. */
function predicted({ effect }: EffectRequest, context: CallContext): EffectAnswer | null {
  const { opening, booking } = context;
  switch (effect) {
    case 'check-policy':
      return { outcome: 'allow' };
    case 'book':
      return opening === null
        ? null
        : {
            outcome: 'committed',
            booking: { ...opening, id: '', customerName: '', customerPhone: '' },
          };
    case 'reschedule':
      return opening === null || booking === null
        ? null
        : { outcome: 'committed', booking: { ...booking, ...opening } };
    case 'cancel':
      return booking === null ? null : { outcome: 'committed', booking };
    case 'take-message':
      return { outcome: 'committed' };
    default:
      return null;
  }
}

interface Pure {
  type: string;
  params?: { event?: CallCommand; src?: string; id?: string; input?: EffectRequest };
}

function sayingsOf(actions: Pure[]): Saying[] {
  return actions
    .map(({ type, params }) => (type === 'xstate.emit' ? params?.event : undefined))
    .filter((command): command is Saying => command?.type === 'say');
}

function walk(chart: AnyStateMachine, from: AnyMachineSnapshot, first: CallEvent): Saying[] {
  const said: Saying[] = [];
  let snapshot = from;
  let event: object = first;
  for (let effects = 0; effects <= effectsMax; effects += 1) {
    const { next, actions } = stepAhead(chart, snapshot, event);
    if (next.status !== 'active') break;
    said.push(...sayingsOf(actions as Pure[]));
    const asked = (actions as Pure[]).find(
      ({ type, params }) => type === 'xstate.spawnChild' && params?.src === 'effect',
    )?.params;
    const answer = asked?.input ? predicted(asked.input, next.context as CallContext) : null;
    if (asked?.id === undefined || answer === null) break;
    snapshot = next;
    event = { type: `xstate.done.actor.${asked.id}`, actorId: asked.id, output: answer };
  }
  return said;
}

/** Bounded, most likely first. A walk that cannot be made predicts nothing. */
export function likelySentences(
  chart: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  expectation: Expectation,
): LikelySentence[] {
  const said: LikelySentence[] = [];
  for (const { event, guessed } of likelyAnswers(expectation)) {
    if (said.length >= sentencesMax) break;
    try {
      said.push(...walk(chart, snapshot, event).map((saying) => ({ ...saying, guessed })));
    } catch {
      // An effect that cannot be asked yet: the call itself would not go there either.
    }
  }
  return said.slice(0, sentencesMax);
}
