/** A step that is only looked at is the step that XState itself would take. */
import { expect, it } from 'vitest';
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  transition,
} from 'xstate';
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import { stepAhead } from '../../../machines/call/step-ahead.ts';
import { gives, no, opening, shippedDefinition, wholeWish, yes } from '../../support/chart-call.ts';

const done = (id: string, output: object) => ({ type: `xstate.done.actor.${id}`, output });
const call = [
  { type: 'line.opened' },
  wholeWish,
  done('book.times.find-times', { outcome: 'free', opening }),
  done('book.allowed-as-wished.check-policy', { outcome: 'allow' }),
];
const asides = [yes, no, gives({ service: 'whitening' }), { type: 'caller.hung-up' }];

it('leads where the chart’s own step leads, and wants the same done, however many were looked at', () => {
  const clinic = shippedDefinition('bright-smile');
  const chart = buildCallChart(clinic) as unknown as AnyStateMachine;
  const input = { callId: 'c', caller: { phone: '', vouched: false }, mode: 'new' };
  let snapshot: AnyMachineSnapshot = initialTransition(chart, input as never)[0];
  for (const event of call) {
    for (const looked of [event, ...asides]) {
      const { next, actions } = stepAhead(chart, snapshot, looked);
      const [own, ownActions] = transition(chart, snapshot, looked as never);
      expect(next.status).toEqual(own.status);
      expect(next.value).toEqual(own.value);
      expect(next.context).toEqual(own.context);
      const wanted = (all: readonly object[]) =>
        all.map((action) => {
          const { type, params } = action as { type: string; params?: { event?: object } };
          return [type, params?.event];
        });
      expect(wanted(actions)).toEqual(wanted(ownActions));
    }
    snapshot = stepAhead(chart, snapshot, event).next;
  }
});
