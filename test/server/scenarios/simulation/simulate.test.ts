import { describe, expect, it } from 'vitest';
import { generateSuite } from '../../../../machines/paths/suite.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../../server/scenarios/practice-days.ts';
import {
  faultPoints,
  pairPlans,
  sampled,
  singlePlans,
} from '../../../../server/scenarios/simulation/fault-points.ts';
import { runFaults } from '../../../../server/scenarios/simulation/run-faults.ts';
import { simulate } from '../../../../server/scenarios/simulation/simulate.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const common = { otherNames: [], days, startMs, seed: 1 };
const briefly = ({ violations }: Awaited<ReturnType<typeof simulate>>) =>
  violations.map(({ seed, rule, what }) => `seed ${seed}: ${rule}: ${what}`);

describe('callers made of chance', () => {
  it('are booked, refused, put through or gone, and every rule holds', async () => {
    const definition = shippedDefinition('bright-smile');
    const run = await simulate({ ...common, definition, calls: 400 });
    expect(briefly(run)).toEqual([]);
    expect(Object.keys(run.outcomes)).toEqual(
      expect.arrayContaining(['booked', 'cancelled', 'rescheduled', 'transferred', 'abandoned']),
    );
    expect(Object.values(run.outcomes).reduce((sum, each) => sum + each, 0)).toBe(400);
  });

  // A write that happened unheard moved the appointment on: what is spoken of is what was found last.
  it('speak of the appointment they chose as it was found, and not as it was written', async () => {
    const definition = shippedDefinition('bright-smile');
    expect(briefly(await simulate({ ...common, definition, seed: 17214, calls: 1 }))).toEqual([]);
  });

  it('say the same again when they have the same seeds', async () => {
    const definition = shippedDefinition('stride-shoes');
    const once = await simulate({ ...common, definition, calls: 40 });
    expect(await simulate({ ...common, definition, calls: 40 })).toEqual(once);
    expect(await simulate({ ...common, definition, seed: 41, calls: 40 })).not.toEqual(once);
  });

  it('are told from one another by their seed when a rule is broken', async () => {
    const definition = shippedDefinition('unlisted');
    // The line calls itself an AI, so "another business of that name" is met at once.
    const run = await simulate({ ...common, definition, otherNames: ['AI'], calls: 5 });
    expect(run.broken["no sentence of another business in this one's call"]).toBeGreaterThan(0);
    const [first] = run.violations;
    const alone = await simulate({
      ...common,
      definition,
      otherNames: ['AI'],
      seed: first?.seed ?? 0,
      calls: 1,
    });
    expect(alone.violations[0]).toEqual(first);
  });
});

describe('a world that fails', () => {
  const definition = shippedDefinition('stride-shoes');
  const suite = generateSuite(definition, { seed: 1, cover: 'states', days });
  const points = faultPoints(suite.paths);

  it('in each way at each answer, once and for ever, and every rule holds', async () => {
    const plans = singlePlans(points);
    const run = await runFaults({ ...common, definition, suite, plans });
    expect(run.failures.map(({ plan, rule, what }) => `${plan}: ${rule}: ${what}`)).toEqual([]);
    expect(run.astray).toEqual([]);
    expect(Object.keys(run.struck)).toContain('take-message timeout-after-acting for ever');
    expect(Object.keys(run.struck)).toContain('take-message error everywhere for a while');
    // Eight faults, each once and for ever; three of them are an outage as well, short or long.
    expect(run.runs).toBe(points.length * (8 * 2 + 3 * 2));
  });

  it('twice in a call, in a sample that the seed chooses', async () => {
    const plans = [...sampled(pairPlans(points), 0.05, 7)];
    expect(plans.length).toBeGreaterThan(20);
    expect(plans).toEqual([...sampled(pairPlans(points), 0.05, 7)]);
    const run = await runFaults({ ...common, definition, suite, plans });
    expect(run.failures.map(({ plan, rule, what }) => `${plan}: ${rule}: ${what}`)).toEqual([]);
  });
});
