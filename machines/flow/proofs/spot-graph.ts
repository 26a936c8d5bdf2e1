/** Every spot a walk can be at, and every step between them, found once for all proofs. */
import { beginning, type Spot, spotKey, stepsFrom, type WalkStep } from './abstract-walk.ts';
import type { ChartTree } from './chart-nodes.ts';

export interface SpotGraph {
  tree: ChartTree;
  spots: Spot[];
  /** By the place of their spot in `spots`; `to` is the place of the next one. */
  steps: { step: WalkStep; to: number }[][];
  /** Every single step from a spot of the graph, those that look alike as well. */
  stepsAt(spot: Spot): readonly WalkStep[];
}

/** Two digressions deep, a shipped business has a tenth of it. */
const spotsMax = 50_000;

export function spotGraph(tree: ChartTree): SpotGraph {
  const spots = [beginning(tree)];
  const places = new Map(spots.map((spot, index) => [spotKey(spot), index]));
  const steps: SpotGraph['steps'] = [];
  const single: WalkStep[][] = [];
  const placeOf = (spot: Spot): number => {
    const key = spotKey(spot);
    const known = places.get(key);
    if (known !== undefined) return known;
    if (spots.length >= spotsMax) throw new Error('the chart is too large to be proved');
    places.set(key, spots.length);
    return spots.push(spot) - 1;
  };
  for (let next = 0; next < spots.length; next += 1) {
    const different = new Map<string, { step: WalkStep; to: number }>();
    const here = stepsFrom(tree, spots[next] as Spot);
    single.push(here);
    for (const step of here) {
      const to = placeOf(step.to);
      const key = `${to} ${lookOf(step)}`;
      if (!different.has(key)) different.set(key, { step, to });
    }
    steps.push([...different.values()]);
  }
  return { tree, spots, steps, stepsAt: (spot) => single[placeOf(spot)] ?? [] };
}

/** Steps that look alike to every proof are one: most events share their edges. */
function lookOf({ event, edge, answer, actions, changesValues, resumes }: WalkStep): string {
  const kind = event === 'caller.affirmed' || event === '' ? event : 'other';
  const asked = answer === null ? '' : `${answer.effect} ${answer.outcome} ${answer.topic}`;
  const done = actions.map((action) => nameOf(action)).join(' ');
  return `${kind}|${edge.guard?.type}|${edge.target}|${asked}|${changesValues}|${resumes}|${done}`;
}

/** Actions are shared between edges, so each is written out once. */
const names = new WeakMap<object, string>();

function nameOf(action: object): string {
  const name = names.get(action) ?? JSON.stringify(action);
  names.set(action, name);
  return name;
}
