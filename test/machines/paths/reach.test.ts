import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../machines/paths/coverage.ts';
import { generateSuite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const days = { first: '2026-11-24', second: '2026-12-01' };
const clinic = shippedDefinition('bright-smile');

/** What a call can reach, counted against what the chart declares. */
function reachOf(definition: Definition) {
  const suite = generateSuite(definition, { seed: 1, cover: 'states', days });
  const { declared, reachable } = suite;
  return { suite, coverage: coverageOf({ declared, reachable, covered: reachable }) };
}

describe('what a call can reach', () => {
  const { suite, coverage } = reachOf(clinic);

  it('is the whole chart of the clinic, but for what has a reason', () => {
    expect(coverage.states.missing).toEqual([]);
    expect(coverage.transitions.missing).toEqual([]);
    expect(coverage.guards.missing).toEqual([]);
    expect(suite.faults).toEqual([]);
    expect(suite.figures.cut).toBe(false);
  });

  it('says that a question is never asked when no rule leads to it', () => {
    const why = new Map(coverage.states.unreachable.map(({ id, why }) => [id, why]));
    expect(why.get('serving.reschedule.anyway.reading-back')).toBe('no rule of the topic says it');
    expect(why.get('serving.book.what.staff')).toBeDefined();
  });

  it('grows when a rule leads there', () => {
    const rule = { id: 'ask', topic: 'reschedule', when: 'true', then: 'confirm-first' } as const;
    const business = { ...clinic.business, flows: ['reschedule'] };
    const ruled = reachOf({ ...clinic, business, rules: [...clinic.rules, rule] });
    const entered = (id: string) => ruled.suite.reachable.has(`states ${id}`);
    expect(entered('serving.reschedule.anyway.reading-back')).toBe(true);
    expect(entered('serving.reschedule.kept-as-it-is')).toBe(true);
  });
});
