/** Everything in which two versions of a business behave differently. */
import { Temporal } from 'temporal-polyfill';
import { callChart } from '../../call/build-call-chart.ts';
import type { Definition } from '../../policy/definition.ts';
import { type ChartChanges, compareCharts } from './compare-charts.ts';
import { compareFacts, type FactChange } from './compare-facts.ts';
import { comparePaths, type PathChange } from './compare-paths.ts';
import { compareVerdicts, type VerdictChange } from './compare-verdicts.ts';

export interface Comparison extends ChartChanges {
  business: string;
  before: string;
  after: string;
  facts: FactChange[];
  verdicts: VerdictChange[];
  paths: { calls: number; changed: PathChange[] };
}

/** `now` is the local time of the business, `YYYY-MM-DDTHH:MM`. */
export function compare(before: Definition, after: Definition, now: string): Comparison {
  const today = Temporal.PlainDate.from(now.slice(0, 10));
  const days = {
    first: today.add({ days: 1 }).toString(),
    second: today.add({ days: 2 }).toString(),
  };
  return {
    business: after.business.id,
    before: before.version,
    after: after.version,
    ...compareCharts(
      { chart: callChart(before), words: before.words },
      { chart: callChart(after), words: after.words },
    ),
    facts: compareFacts(before, after),
    verdicts: compareVerdicts(before, after, now),
    paths: comparePaths(before, after, days),
  };
}
