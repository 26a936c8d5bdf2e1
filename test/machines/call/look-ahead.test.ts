import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import { expectationOf } from '../../../machines/call/expectation.ts';
import { likelySentences } from '../../../machines/call/look-ahead.ts';
import { opening, shippedDefinition, wants, wholeWish } from '../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');
const chart = buildCallChart(clinic) as never;

function snapshotAfter(...events: object[]) {
  const input = { callId: 'c', caller: { phone: '', vouched: false }, mode: 'new' };
  let [snapshot] = initialTransition(chart, input as never) as [never, unknown];
  for (const event of events)
    [snapshot] = transition(chart, snapshot, event as never) as [never, unknown];
  return snapshot;
}

const done = (id: string, output: object) => ({ type: `xstate.done.actor.${id}`, output });
const atReadBack = () =>
  snapshotAfter(
    { type: 'line.opened' },
    wholeWish,
    done('book.times.find-times', { outcome: 'free', opening }),
    done('book.allowed-as-wished.check-policy', { outcome: 'allow' }),
  );

describe('Looking ahead', () => {
  it('knows at the read-back what a yes would lead to, values and all', () => {
    const snapshot = atReadBack();
    const likely = likelySentences(chart, snapshot, expectationOf(snapshot, clinic));
    expect(likely[0]).toMatchObject({
      sentence: 'booked',
      values: { booking: { start: opening.start, serviceId: 'cleaning' } },
    });
  });

  it('knows where a number is asked for what its read-back begins with, and that the number is a guess', () => {
    const snapshot = snapshotAfter(
      { type: 'line.opened' },
      wants('book', {
        service: 'cleaning',
        when: { date: '2026-11-24', time: '15:30' },
        name: { first: 'Ann', last: 'Lee' },
      }),
      done('book.times.find-times', { outcome: 'free', opening }),
      done('book.allowed-as-wished.check-policy', { outcome: 'allow' }),
    );
    const expectation = expectationOf(snapshot, clinic);
    expect(expectation.asks).toMatchObject([{ slot: 'phone' }]);
    expect(likelySentences(chart, snapshot, expectation)[0]).toMatchObject({
      sentence: 'read-back-booking',
      values: { opening: { start: opening.start }, name: { last: 'Lee' } },
      guessed: ['phone'],
    });
  });

  it('says and asks nothing: the call is where it was', () => {
    const snapshot = atReadBack();
    const before = JSON.stringify(snapshot);
    likelySentences(chart, snapshot, expectationOf(snapshot, clinic));
    expect(JSON.stringify(snapshot)).toBe(before);
  });

  it('knows for each offer what choosing it would lead to', () => {
    const snapshot = snapshotAfter(
      { type: 'line.opened' },
      wholeWish,
      done('book.times.find-times', {
        outcome: 'alternatives',
        why: 'taken',
        openings: [opening, { ...opening, start: '2026-11-25T09:00' }],
      }),
    );
    const starts = likelySentences(chart, snapshot, expectationOf(snapshot, clinic))
      .filter(({ sentence }) => sentence === 'read-back-booking')
      .map(({ values }) => (values.opening as typeof opening).start);
    expect(starts).toEqual([opening.start, '2026-11-25T09:00']);
  });
});
