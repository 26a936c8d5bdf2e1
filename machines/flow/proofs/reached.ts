/** What can be reached from where: the ground for the proofs about ends, loops and exits. */
import type { Spot, WalkStep } from './abstract-walk.ts';
import type { ChartNode } from './chart-nodes.ts';
import { type ExampleStep, exampleOf } from './explore.ts';
import type { SpotGraph } from './spot-graph.ts';

export interface Reached {
  /** Each state that some walk comes to, with one spot for every way back it can have. */
  spots: Map<ChartNode, Spot[]>;
  /** The shortest way to each state. */
  wayTo(leaf: ChartNode): ExampleStep[];
  /** From each state to those that can come next. */
  next: Map<ChartNode, { to: ChartNode; step: WalkStep }[]>;
}

export function reachedIn(graph: SpotGraph): Reached {
  const next: Reached['next'] = new Map();
  const before = new Map<ChartNode, { from: ChartNode; step: WalkStep }>();
  for (const [index, { leaf: from }] of graph.spots.entries()) {
    const steps = next.get(from) ?? [];
    next.set(from, steps);
    for (const { step } of graph.steps[index] ?? []) {
      const to = step.to.leaf;
      steps.push({ to, step });
      // Spots are in the order of their distance, so the first way found is a shortest one.
      if (!before.has(to)) before.set(to, { from, step });
    }
  }
  return { spots: Map.groupBy(graph.spots, ({ leaf }) => leaf), next, wayTo: wayBy(before) };
}

function wayBy(before: Map<ChartNode, { from: ChartNode; step: WalkStep }>): Reached['wayTo'] {
  return (leaf) => {
    const way: ExampleStep[] = [];
    const seen = new Set<ChartNode>();
    for (let at = leaf; !seen.has(at); ) {
      seen.add(at);
      const came = before.get(at);
      if (came === undefined) break;
      way.unshift(exampleOf(came.step));
      at = came.from;
    }
    return way;
  };
}
