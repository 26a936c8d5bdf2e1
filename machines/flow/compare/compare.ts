/** Everything in which two versions of a business behave differently. */
import { callChart } from '../../call/build-call-chart.ts';
import type { Definition } from '../../policy/definition.ts';
import { type ChartChanges, compareCharts } from './compare-charts.ts';
import { compareFacts, type FactChange } from './compare-facts.ts';
import { type CallsOfVersion, comparePaths, type PathChange } from './compare-paths.ts';
import { compareVerdicts, type VerdictChange } from './compare-verdicts.ts';

export interface Comparison extends ChartChanges {
  business: string;
  before: string;
  after: string;
  facts: FactChange[];
  verdicts: VerdictChange[];
  paths: { calls: number; changed: PathChange[] };
}

export interface CompareOptions {
  /** The local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: string;
  /** The generated calls of a version; asked only where the charts differ. */
  callsOf(version: Definition): CallsOfVersion;
}

export function compare(
  before: Definition,
  after: Definition,
  { now, callsOf }: CompareOptions,
): Comparison {
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
    paths: comparePaths(before, after, callsOf),
  };
}
