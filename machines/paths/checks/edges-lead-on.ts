/** Edges as such: none is dead, none is missing where nothing else would lead on. */
import type { Edge } from '../../call/chart-types.ts';
import { spokenEventTypes } from '../../events.ts';
import { isWithin } from '../../flow/proofs/chart-nodes.ts';
import {
  type ChartCheck,
  doing,
  type EdgeList,
  edgeLists,
  guardedBy,
  placeOf,
  sameGuard,
} from './edge-lists.ts';

const noneIsDead: ChartCheck = {
  check: 'no edge stands behind one that always holds, or twice',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) =>
      list.edges.flatMap((edge, at) => {
        const before = list.edges.slice(0, at);
        const dead = before.some((each) => each.guard === undefined || sameGuard(each, edge));
        return dead ? [placeOf(list)] : [];
      }),
    ),
};

/** What is asked at once, a wait that is over, an answer: something must follow. */
const isOwed = ({ name }: EdgeList) => /^(?:always|done|error|after )/.test(name);

/** A greeting is passed through, but a call can also rest in a state with such an edge. */
const oneAlwaysHolds: ChartCheck = {
  check: 'where something must follow, one edge always holds',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(isOwed)
      .filter(({ edges }) => edges.at(-1)?.guard !== undefined)
      .map(placeOf),
};

const passedThrough: ChartCheck = {
  check: 'a state in which nothing can happen is left at once',
  breaches: (tree) =>
    tree.leaves
      .filter(({ state }) => state.type !== 'final' && state.always === undefined)
      .filter(({ state, parent }) => {
        const waits = state.on ?? state.after ?? state.invoke ?? state.meta;
        return waits === undefined && parent?.state.invoke === undefined && !state.tags?.length;
      })
      .map(({ path }) => path),
};

const keptWhileWaiting: ChartCheck = {
  check: 'whatever is said while the world is waited for is kept',
  breaches: (tree) =>
    tree.nodes
      .filter(({ state, path }) => state.invoke !== undefined && path.startsWith('serving.'))
      .flatMap(({ state, path }) =>
        spokenEventTypes.flatMap((event) => {
          const [edge] = state.on?.[event] ?? [];
          const kept = edge !== undefined && edge.target === undefined && !edge.guard;
          return kept || event === 'caller.was-silent' ? [] : [`${path}, ${event}`];
        }),
      ),
};

/** Asked about something in between, and back: the place that was left is the place come back to. */
const backToTheQuestion: ChartCheck = {
  check: 'an aside leads back to where the call was',
  breaches: (tree) => {
    const asides = edgeLists(tree).filter(({ node }) =>
      /^(?:asking-about|not-knowing|answering\.telling|escalating\.announcing)$/.test(node.path),
    );
    return asides
      .filter(({ node, edges }) => {
        const ends = edges.filter((edge) => tree.targetOf(node, edge)?.path === 'anything-else');
        const back = edges.filter((edge) => guardedBy(edge, 'at') !== undefined);
        const right = back.every(
          (edge) => tree.targetOf(node, edge)?.state.type === 'history' && edge.guard,
        );
        const before = back.every((edge) => {
          const next = edges[edges.indexOf(edge) + 1];
          return next && tree.targetOf(node, next)?.path === 'anything-else';
        });
        return ends.length !== back.length || !right || !before;
      })
      .map(placeOf);
  },
};

/** A new wish leaves nothing of the old one behind but what stays true of the caller. */
const wishesBegin: ChartCheck = {
  check: 'a wish begins its own conversation with what came with it, and leaves the one before',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) => {
      const { node, edges } = list;
      const changing = edges.some((edge) => guardedBy(edge, 'wantsCurrent') !== undefined);
      return edges.flatMap((edge) => {
        const flow =
          guardedBy(edge, 'wants') ??
          guardedBy(edge, 'wantsCurrent') ??
          guardedBy(edge, 'serves') ??
          guardedBy(edge, 'remembers');
        if (flow === undefined || list.name === 'always') return [];
        const to = tree.targetOf(node, edge);
        const served = tree.at('serving').children.find(({ key }) => key === flow.params.flow);
        const inside = to !== null && served !== undefined && isWithin(to, served);
        const anew = flow.type === 'wants';
        const told = doing(edge.actions, 'say') && doing(edge.actions, 'leaveFlow');
        const filled = doing(edge.actions, 'fill') !== undefined;
        const remembered =
          flow.type !== 'remembers' || doing(edge.actions, 'fillRemembered') !== undefined;
        const left = !(anew && changing) || told !== undefined;
        const begun = !anew || to === served;
        const looks =
          served !== undefined &&
          tree.nodes.some(
            (inner) =>
              isWithin(inner, served) && inner.state.invoke?.input.effect === 'find-bookings',
          );
        const named = !(anew && looks) || doing(edge.actions, 'noteNamed') !== undefined;
        return inside && begun && filled && named && remembered && left
          ? []
          : [`${placeOf(list)}, ${flow.type} ${flow.params.flow}`];
      });
    }),
};

/** Who can be served in one place can be served in every one. */
const everyWishEverywhere: ChartCheck = {
  check: 'wherever a wish is listened to, each one is',
  breaches: (tree) => {
    const lists = edgeLists(tree).filter(({ name, edges }) => {
      return name === 'caller.wanted' && edges.some((edge) => guardedBy(edge, 'wants'));
    });
    const flows = (list: EdgeList, kind: 'wants' | 'wantsCurrent' | 'serves' | 'remembers') =>
      new Set(list.edges.flatMap((edge) => guardedBy(edge, kind)?.params.flow ?? []));
    const all = new Set(lists.flatMap((list) => [...flows(list, 'wants')]));
    const some = (list: EdgeList) =>
      (['wantsCurrent', 'serves', 'remembers'] as const).some((kind) => {
        const { size } = flows(list, kind);
        return size > 0 && size < all.size;
      });
    const unheard = lists.filter((list) => flows(list, 'wants').size < all.size);
    return [...unheard, ...edgeLists(tree).filter(some)].map(placeOf);
  },
};

/** Leaving the conversation before is said only where there is one. */
const takenAlong = ({ actions = [] }: Edge) =>
  JSON.stringify(actions.filter(({ type }) => type !== 'leaveFlow' && type !== 'say'));

/** "Okay, book that" takes along as much in the middle of something as before anything. */
const wishesAlike: ChartCheck = {
  check: 'a wish takes the same along wherever it is said',
  breaches: (tree) => {
    const wishes = edgeLists(tree).flatMap((list) =>
      list.edges.flatMap((edge) => {
        const flow = guardedBy(edge, 'wants')?.params.flow;
        return flow === undefined ? [] : [{ flow, where: placeOf(list), takes: takenAlong(edge) }];
      }),
    );
    return [...Map.groupBy(wishes, ({ flow }) => flow)].flatMap(([flow, said]) => {
      const counts = Map.groupBy(said, ({ takes }) => takes);
      const [usual] = [...counts.values()].sort((one, other) => other.length - one.length);
      return said
        .filter(({ takes }) => takes !== usual?.[0]?.takes)
        .map(({ where }) => `${where}, ${flow}`);
    });
  },
};

export const edgeChecks: ChartCheck[] = [
  noneIsDead,
  oneAlwaysHolds,
  passedThrough,
  keptWhileWaiting,
  backToTheQuestion,
  wishesBegin,
  everyWishEverywhere,
  wishesAlike,
];
