/** What callers tell without being asked for it: they hear that it was taken, and the question stands. */
import { type ChartNode, isAsking } from '../../flow/proofs/chart-nodes.ts';
import { type ChartCheck, doing, edgeLists, guardedBy, placeOf } from './edge-lists.ts';

/** The slot whose own question this is; the question for the rest of one is not its own. */
function askedSlot(node: ChartNode): string | undefined {
  const asked = node.state.meta?.asks?.[0];
  return isAsking(node) && node.path.startsWith('serving.') && node.key === asked
    ? asked
    : undefined;
}

const asidesAreNoted: ChartCheck = {
  check: 'who tells something else than was asked hears that it was taken',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(({ name }) => name === 'caller.gave' || name === 'caller.corrected')
      .filter(({ node, edges }) => {
        const asked = askedSlot(node);
        if (asked === undefined) return false;
        const taken = edges.filter(
          (edge) => guardedBy(edge, 'gives') ?? guardedBy(edge, 'changes'),
        );
        return taken.some(({ actions }) => doing(actions, 'sayNoted')?.params.asked !== asked);
      })
      .map(placeOf),
};

export const asideChecks: ChartCheck[] = [asidesAreNoted];
