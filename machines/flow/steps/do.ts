/** `do`: an effect that writes. Success is the database's word; every outcome has its edge. */
import type { Action, Edge } from '../../call/chart-types.ts';
import type { CallOutcome } from '../../events.ts';
import type { DoStep } from '../schema.ts';
import { type CompileStep, toStep } from '../scope.ts';
import { waitForEffect } from './wait-for-effect.ts';

/** What the call has achieved once the write is committed, whatever happens afterwards. */
const achieved: Record<DoStep['do'], CallOutcome | null> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel: 'cancelled',
  'take-message': 'message-taken',
  settle: null,
};

/** What a settled write was is told by the served flow, since `settle` itself does not know. */
const achievedByFlow: Record<string, CallOutcome> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel: 'cancelled',
};

function onOutcome(outcome: string, achievement: CallOutcome | null): Action[] {
  if (outcome === 'committed') {
    return [
      ...(achievement ? [{ type: 'outcome', params: { is: achievement } } as const] : []),
      { type: 'keepWritten', params: { stands: achievement !== 'cancelled' } },
    ];
  }
  if (outcome === 'taken') return [{ type: 'forgetOpening' }];
  return [];
}

export const compileDo: CompileStep<DoStep> = (scope, name, step) => {
  const achievement = achieved[step.do] ?? achievedByFlow[scope.outermost.flow] ?? null;
  const outcomes = Object.entries(step.outcomes).map(([outcome, target]): [string, Edge] => [
    outcome,
    { target: toStep(scope, target), actions: onOutcome(outcome, achievement) },
  ]);
  return waitForEffect(scope, {
    name,
    step,
    effect: step.do,
    ...(step.reason ? { reason: step.reason } : {}),
    outcomes: Object.fromEntries(outcomes),
    // `settle` asks after the write before it, so it must not begin a new one.
    begin: step.do === 'settle' ? [] : [{ type: 'newWrite' }],
    filler: 'writing-it-down',
    writes: true,
  });
};
