/** Runs a business's real chart by events alone: the world is a table of answers, time stands still. */
import { createActor, fromPromise } from 'xstate';
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { CallContext, CallInput } from '../../machines/call/context.ts';
import { leafPath } from '../../machines/call/expectation.ts';
import type { CallCommand, CallEvent, CallOutcome, Given } from '../../machines/events.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { EffectAnswer, EffectName, EffectRequest, Opening } from '../../machines/ports.ts';
import type { SlotValue } from '../../machines/vocabulary.ts';
import { xstateClock } from '../../server/conversation/xstate-clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { createManualClock } from './manual-clock.ts';

const policies = new URL('../../policies', import.meta.url).pathname;

export function shippedDefinition(businessId: string): Definition {
  const found = loadDefinitions(policies).definitions.find(
    ({ business }) => business.id === businessId,
  );
  if (found === undefined) throw new Error(`no sound definition of ${businessId}`);
  return found;
}

export const opening: Opening = {
  start: '2026-11-24T15:30',
  end: '2026-11-24T16:15',
  serviceId: 'cleaning',
  staffId: 'okafor',
  locationId: 'main',
};
export const laterOpening: Opening = { ...opening, start: '2026-11-25T09:00' };

export const booking = {
  ...opening,
  id: 'b1',
  customerName: 'Ann Lee',
  customerPhone: '+16145550100',
};

type Answers = Partial<Record<EffectName, EffectAnswer | 'never' | 'throws'>>;

const friendly: Answers = {
  'check-policy': { outcome: 'allow' },
  'find-times': { outcome: 'free', opening },
  book: { outcome: 'committed', booking },
  settle: { outcome: 'committed', booking },
  'find-bookings': { outcome: 'one', bookings: [booking] },
  reschedule: { outcome: 'committed', booking },
  cancel: { outcome: 'committed', booking },
  'take-message': { outcome: 'committed' },
  transfer: { outcome: 'connected' },
};

export interface ChartCall {
  send(event: CallEvent): Promise<void>;
  /** Several events of well-known shape, one after the other. */
  tell(...events: CallEvent[]): Promise<void>;
  wait(ms: number): Promise<void>;
  answers: Answers;
  effects: EffectRequest[];
  /** Ids of the sentences said since the last look. */
  heard(): string[];
  readonly state: string;
  readonly context: CallContext;
  readonly outcome: CallOutcome | null;
  readonly crash: unknown;
}

export function given(values: Record<string, SlotValue>): Given {
  return { values, unsure: {} };
}

export const wants = (flow: string, values: Record<string, SlotValue> = {}): CallEvent => ({
  type: 'caller.wanted',
  flow,
  ...given(values),
});
export const gives = (values: Record<string, SlotValue>): CallEvent => ({
  type: 'caller.gave',
  ...given(values),
});
export const yes: CallEvent = { type: 'caller.affirmed', heard: true };
export const no: CallEvent = { type: 'caller.denied' };
export const mumbles: CallEvent = { type: 'caller.was-unclear', why: 'noise' };
export const hangsUp: CallEvent = { type: 'caller.hung-up' };
export const wholeWish = wants('book', {
  service: 'cleaning',
  when: { date: '2026-11-24', time: '15:30' },
  name: { first: 'Ann', last: 'Lee' },
  phone: '+16145550100',
});

export function startChartCall(
  definition: Definition,
  options: { answers?: Answers; input?: Partial<CallInput> } = {},
): ChartCall {
  const clock = createManualClock();
  const answers: Answers = { ...friendly, ...options.answers };
  const effects: EffectRequest[] = [];
  let said: string[] = [];
  let crash: unknown = null;
  const machine = buildCallChart(definition).provide({
    actors: {
      effect: fromPromise<EffectAnswer, EffectRequest>(async ({ input }) => {
        effects.push(input);
        const answer = answers[input.effect];
        if (answer === 'never') return new Promise<EffectAnswer>(() => {});
        if (answer === 'throws' || answer === undefined) throw new Error('the world broke');
        return answer;
      }),
    },
  } as never);
  const actor = createActor(machine, {
    input: {
      callId: 'call',
      caller: { phone: '+16145550100', vouched: true },
      mode: 'new',
      ...options.input,
    },
    clock: xstateClock(clock),
  } as never);
  actor.on('*' as never, (command: CallCommand) => {
    said.push(command.type === 'say' ? command.sentence : `(${command.type})`);
  });
  actor.subscribe({
    error: (error) => {
      crash = error;
    },
  });
  actor.start();
  const settle = async () => {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  };
  const call: ChartCall = {
    async send(event) {
      actor.send(event as never);
      await settle();
    },
    async tell(...events) {
      for (const event of events) await call.send(event);
    },
    async wait(ms) {
      await clock.advance(ms);
      await settle();
    },
    answers,
    effects,
    heard() {
      const now = said.filter((sentence) => sentence !== '(withdraw-question)');
      said = [];
      return now;
    },
    get state() {
      return leafPath(actor.getSnapshot() as never);
    },
    get context() {
      return actor.getSnapshot().context as CallContext;
    },
    get outcome() {
      const { output } = actor.getSnapshot() as { output?: { outcome: CallOutcome } };
      return output?.outcome ?? null;
    },
    get crash() {
      return crash;
    },
  };
  return call;
}
