import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../machines/policy/definition.ts';
import { neverHad } from '../../../../server/scenarios/simulation/wishes-had.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');
const everything = {
  booked: 1,
  rescheduled: 1,
  cancelled: 1,
  'message-taken': 1,
  transferred: 1,
};
const { booked: _none, ...butBooked } = everything;
const handsOver = (when: string): Rule[] => [
  ...clinic.rules,
  { id: 'own', topic: 'booking', when, then: 'hand-over' },
];

describe('Many callers made of chance', () => {
  it('get everything that the line offers, each of them some of it', () => {
    expect(neverHad(clinic, { calls: 2_000, outcomes: everything })).toEqual([]);
    expect(neverHad(clinic, { calls: 2_000, outcomes: butBooked })).toEqual([
      'none of 2000 calls ended as booked',
    ]);
  });

  it('are too few to tell when they are few', () => {
    expect(neverHad(clinic, { calls: 100, outcomes: butBooked })).toEqual([]);
  });

  it('get nothing of what a rule without a condition keeps for a person', () => {
    const meant = { ...clinic, rules: handsOver('true') };
    const turnedRound = { ...clinic, rules: handsOver('service.minutes < 75') };
    expect(neverHad(meant, { calls: 2_000, outcomes: butBooked })).toEqual([]);
    expect(neverHad(turnedRound, { calls: 2_000, outcomes: butBooked })).toHaveLength(1);
  });

  it('who ring a shop without appointments miss none', () => {
    const outcomes = { 'message-taken': 1, transferred: 1 };
    expect(neverHad(shippedDefinition('stride-shoes'), { calls: 2_000, outcomes })).toEqual([]);
  });
});
