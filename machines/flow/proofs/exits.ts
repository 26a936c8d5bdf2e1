/** Proof that every state knows what to do when the caller is silent, gone, unclear, or a provider fails. */
import type { Edge } from '../../call/chart-types.ts';
import { type ChartNode, type ChartTree, isAsking, isResting } from './chart-nodes.ts';
import type { Broken } from './explore.ts';
import type { Reached } from './reached.ts';

/** The edges of an event that a state answers with: its own, or the nearest around it. */
function answering(leaf: ChartNode, event: string): Edge[] {
  const owner = leaf.around.find(({ state }) => (state.on as Handlers)?.[event] !== undefined);
  return (owner?.state.on as Handlers)?.[event] ?? [];
}
type Handlers = Record<string, Edge[]> | undefined;

/** The last edge takes whatever the ones before it did not. */
function alwaysAnswers(edges: Edge[]): boolean {
  return edges.some(({ guard }) => guard === undefined);
}

function leadsOn({ target, actions }: Edge): boolean {
  return target !== undefined || (actions ?? []).some(({ type }) => type === 'callerGone');
}

/** Until the line is open nobody can be silent or unclear. */
const beforeTheLine = 'arriving';

function faultsOf(leaf: ChartNode): string[] {
  const faults: string[] = [];
  const hangUp = answering(leaf, 'caller.hung-up');
  if (!alwaysAnswers(hangUp) || !hangUp.some(leadsOn)) {
    faults.push('does not notice that the caller hung up');
  }
  if (leaf.path !== beforeTheLine) {
    if (!alwaysAnswers(answering(leaf, 'caller.was-silent'))) {
      faults.push('has no answer to silence');
    }
    if (isAsking(leaf) && !alwaysAnswers(answering(leaf, 'caller.was-unclear'))) {
      faults.push('has no answer to what it did not understand');
    }
  }
  const broke = answering(leaf, 'line.broke');
  if (!broke.some((edge) => edge.guard === undefined && edge.target !== undefined)) {
    faults.push('has no way on when the line breaks');
  }
  for (const { state } of leaf.around) {
    if (state.invoke === undefined) continue;
    const ways = state.invoke.onError.filter(({ target }) => target !== undefined);
    if (!alwaysAnswers(ways)) faults.push(`has no way on when ${state.invoke.input.effect} fails`);
  }
  return faults;
}

export function everyStateHasExits(tree: ChartTree, reached: Reached) {
  const resting = tree.leaves.filter((leaf) => isResting(leaf) && reached.spots.has(leaf));
  const broken = resting.flatMap((leaf) =>
    faultsOf(leaf).map(
      (what): Broken => ({
        what: `"${leaf.path}" ${what}`,
        state: leaf.path,
        path: reached.wayTo(leaf),
      }),
    ),
  );
  return { broken, looked: resting.length };
}

/** Every wait ends by itself: asking states by the silence that counts there, others by a timer. */
export function everyWaitHasADeadline(tree: ChartTree, reached: Reached) {
  const resting = tree.leaves.filter((leaf) => isResting(leaf) && reached.spots.has(leaf));
  const broken = resting
    .filter((leaf) => !hasTimer(leaf) && !silenceCounts(leaf))
    .map(
      (leaf): Broken => ({
        what: `"${leaf.path}" can wait for ever`,
        state: leaf.path,
        path: reached.wayTo(leaf),
      }),
    );
  if (Object.keys(tree.root.state.after ?? {}).length === 0) {
    broken.push({ what: 'a call can last for ever', state: '', path: [] });
  }
  return { broken, looked: resting.length };
}

function hasTimer(leaf: ChartNode): boolean {
  return leaf.around.some(
    ({ parent, state }) =>
      parent !== null &&
      Object.values(state.after ?? {}).some((edges) =>
        edges.some(({ guard, target }) => guard === undefined && target !== undefined),
      ),
  );
}

function silenceCounts(leaf: ChartNode): boolean {
  const meta = Object.assign({}, ...leaf.around.toReversed().map(({ state }) => state.meta));
  const edges = answering(leaf, 'caller.was-silent');
  const ends = edges.some(({ guard, target }) => guard === undefined && target !== undefined);
  return meta.silenceAllowed === true && meta.busy !== true && ends;
}
