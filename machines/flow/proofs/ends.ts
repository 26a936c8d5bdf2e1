/** Proof that wherever a call is, some way leads to its end, and every question one to a person. */
import { type ChartNode, type ChartTree, isAsking } from './chart-nodes.ts';
import type { Broken } from './explore.ts';
import type { Reached } from './reached.ts';

export function everyStateReachesAnEnd(tree: ChartTree, reached: Reached) {
  const ends = tree.leaves.filter(({ state }) => state.type === 'final');
  const ending = before(ends, reached);
  const people = tree.leaves.filter((leaf) => leaf.around.some(({ key }) => key === 'escalating'));
  const helped = before(people, reached);
  const broken: Broken[] = [];
  for (const leaf of reached.spots.keys()) {
    const add = (what: string) =>
      broken.push({ what: `"${leaf.path}" ${what}`, state: leaf.path, path: reached.wayTo(leaf) });
    if (!ending.has(leaf)) add('leads to no end of the call');
    if (isAsking(leaf) && !helped.has(leaf)) add('leads to no person');
  }
  return { broken, looked: reached.spots.size };
}

/** The states from which one of the goals can be reached. */
function before(goals: ChartNode[], { next }: Reached): Set<ChartNode> {
  const sources = new Map<ChartNode, Set<ChartNode>>();
  for (const [from, steps] of next) {
    for (const { to } of steps) sources.set(to, (sources.get(to) ?? new Set()).add(from));
  }
  const found = new Set(goals);
  const open = [...goals];
  for (let leaf = open.pop(); leaf !== undefined; leaf = open.pop()) {
    for (const source of sources.get(leaf) ?? []) {
      if (found.has(source)) continue;
      found.add(source);
      open.push(source);
    }
  }
  return found;
}
