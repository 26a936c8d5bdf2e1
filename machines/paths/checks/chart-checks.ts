/**
 * What must hold of a chart as it is drawn, before any call: written from what lines are for, so that
 * a flow that was edited, or compiled wrongly, cannot agree with itself. A check reads only the chart
 * and the policy it was made of, and names each place where it is broken.
 */
import { callChart } from '../../call/build-call-chart.ts';
import { chartTree } from '../../flow/proofs/chart-nodes.ts';
import type { Definition } from '../../policy/definition.ts';
import { asideChecks } from './asides-are-heard.ts';
import type { ChartCheck } from './edge-lists.ts';
import { edgeChecks } from './edges-lead-on.ts';
import { effectChecks } from './effects-are-heeded.ts';
import { questionChecks } from './questions-are-fair.ts';

export const chartChecks: readonly ChartCheck[] = [
  ...edgeChecks,
  ...questionChecks,
  ...asideChecks,
  ...effectChecks,
];

export interface BrokenCheck {
  check: string;
  where: string;
}

/** `chart` is the definition's own unless a changed one is to be judged. */
export function brokenChecks(definition: Definition, chart = callChart(definition)): BrokenCheck[] {
  const tree = chartTree(chart);
  return chartChecks.flatMap(({ check, breaches }) =>
    breaches(tree, definition).map((where) => ({ check, where })),
  );
}
