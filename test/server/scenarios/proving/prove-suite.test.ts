import { describe, expect, it } from 'vitest';
import { callChart } from '../../../../machines/call/build-call-chart.ts';
import { generateSuite } from '../../../../machines/paths/suite.ts';
import { chartMutants, operators } from '../../../../server/scenarios/proving/chart-mutants.ts';
import { createChartJudge, levels } from '../../../../server/scenarios/proving/judge-chart.ts';
import { plantedBugs } from '../../../../server/scenarios/proving/planted-bugs.ts';
import { proveSuite, showingMutants } from '../../../../server/scenarios/proving/prove-suite.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const days = { first: '2026-11-24', second: '2026-12-01' };
const unlisted = shippedDefinition('unlisted');

describe('the suite, proved on a small line', () => {
  it('objects to nothing in the chart that is published', () => {
    const suite = generateSuite(unlisted, { seed: 1, cover: 'transitions', days });
    const judge = createChartJudge({ definition: unlisted, suite, otherNames: [], days });
    expect(judge.judge({ chart: callChart(unlisted) })).toEqual([]);
  });

  it('notices every bug that touches disclosure, tenancy or hand-over, and says by what', () => {
    const suite = generateSuite(unlisted, { seed: 1, cover: 'transitions', days });
    const { mutants } = showingMutants(suite, unlisted, 3);
    const judged = proveSuite({
      definition: unlisted,
      suite,
      mutants,
      otherNames: ['Stride Shoes'],
      days,
      nth: 0,
      of: 1,
    });
    const missed = judged.filter(
      ({ caught, touches }) => caught.length === 0 && touches !== 'conduct',
    );
    expect(missed).toEqual([]);
    const found = new Set(judged.flatMap(({ caught }) => caught.map(({ level }) => level)));
    expect(found).toEqual(new Set(levels.filter((level) => level !== 'all found pairs')));
    expect(judged.every(({ caught }) => caught.every(({ by }) => by !== ''))).toBe(true);
  });
});

describe('the calls of all found pairs', () => {
  it('are made for what everything before them let through, and notice some of it', () => {
    const many = generateSuite(unlisted, { seed: 1, cover: 'pairs', days });
    const { mutants } = showingMutants(many, unlisted, 3);
    const suite = { paths: many.paths.slice(0, 1) };
    const task = { definition: unlisted, suite, mutants, otherNames: [], days, nth: 0, of: 1 };
    const judged = proveSuite({ ...task, pairs: many.paths });
    const byPairs = judged.filter(({ caught }) =>
      caught.some(({ level }) => level === 'all found pairs'),
    );
    expect(byPairs.length).toBeGreaterThan(0);
    for (const { caught, what } of byPairs) {
      const others = caught.map(({ level }) => level).slice(1);
      expect(
        others.filter((level) => level !== 'approved behaviour'),
        what,
      ).toEqual([]);
    }
  });
});

describe('mutants and planted bugs', () => {
  it('are of every kind, the same on every run, and change the chart', () => {
    const chart = callChart(unlisted);
    const mutants = chartMutants(chart, 4);
    expect(new Set(mutants.map(({ operator }) => operator))).toEqual(new Set(operators));
    expect(chartMutants(chart, 4).map(({ id }) => id)).toEqual(mutants.map(({ id }) => id));
    const published = JSON.stringify(chart);
    expect(mutants.filter((mutant) => JSON.stringify(mutant.chart()) === published)).toEqual([]);
  });

  it('are planted 40 times or more in the clinic, one thing wrong in each', () => {
    const clinic = shippedDefinition('bright-smile');
    const published = JSON.stringify([callChart(clinic), clinic]);
    expect(plantedBugs.length).toBeGreaterThanOrEqual(40);
    for (const bug of plantedBugs) {
      const { chart, definition } = bug.plant(clinic);
      expect(JSON.stringify([chart, definition]), bug.what).not.toBe(published);
    }
  });
});
