/** Questions: what is needed is what is asked for, what is given is kept, and tries are counted. */
import type { Action, Edge, Guard } from '../../call/chart-types.ts';
import { type ChartNode, isAsking, isWithin } from '../../flow/proofs/chart-nodes.ts';
import type { Definition } from '../../policy/definition.ts';
import {
  type ChartCheck,
  doing,
  type EdgeList,
  edgeLists,
  guardedBy,
  placeOf,
} from './edge-lists.ts';

/** The nodes named so, as an edge's parameter names a state. */
function isState({ path }: ChartNode, name: string): boolean {
  return path === name || path === `serving.${name}`;
}

const missesCounted: ChartCheck = {
  check: 'a miss is counted where it happened, and the same question comes in other words',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) =>
      list.edges.flatMap((edge) => {
        const below = guardedBy(edge, 'missesBelow')?.params;
        const counted = doing(edge.actions, 'countMiss')?.params;
        const noted = guardedBy(edge, 'givesOnly')?.params.below;
        if (below === undefined && counted === undefined && noted === undefined) return [];
        // The first miss of all needs no cap.
        const state = (below ?? noted ?? counted)?.state;
        const to = tree.targetOf(list.node, edge);
        const again = to !== null && counted !== undefined && isState(to, counted.state);
        const asked = to?.state.entry?.some((action) => asksAs(action) === counted?.state);
        return state === counted?.state && again && asked && edge.reenter ? [] : [placeOf(list)];
      }),
    ),
};

/** The misses that a question's wording goes by. */
function asksAs(action: Action): string | undefined {
  return action.type === 'say' || action.type === 'sayAnswer' ? action.params?.missesOf : undefined;
}

/** How often is policy, and never the chart's own choice; an aside is asked about once more. */
const capsAsPolicySays: ChartCheck = {
  check: 'the caps are those of the policy',
  breaches: (tree, definition) =>
    edgeLists(tree).flatMap((list) =>
      list.edges.flatMap(({ guard }) => {
        const max = capOf(guard);
        if (guard === undefined || max === undefined) return [];
        const allowed = allowedCaps[guard.type]?.(list.node, definition) ?? [];
        return allowed.includes(max) ? [] : [placeOf(list)];
      }),
    ),
};

function capOf(guard: Guard | undefined): number | undefined {
  if (guard?.type === 'givesOnly') return guard.params.below?.max;
  return guard !== undefined && 'params' in guard && 'max' in guard.params
    ? guard.params.max
    : undefined;
}

/** A line that breaks a second time is not tried again. */
const failuresMax = 2;

type Caps = (node: ChartNode, definition: Definition) => number[];
const allowedCaps: Partial<Record<Guard['type'], Caps>> = {
  missesBelow: ({ path }, { repair }) => [path === 'asking-about' ? 1 : repair['misses-max']],
  givesOnly: (_, { repair }) => [repair['misses-max']],
  givenUp: (_, { repair }) => [repair['misses-max']],
  failuresBelow: () => [failuresMax],
  silencesUpTo: (_, { repair }) =>
    Array.from({ length: repair['silences-max'] }, (_none, nth) => nth + 1),
  tooManySteps: ({ path }, { flows, repair }) => [
    Object.keys(flows[path.split('.')[1] ?? '']?.steps ?? {}).length * repair['laps-max'],
  ],
};

const lastTryLeadsOn: ChartCheck = {
  check: 'after the last try a person is offered, or the call goes on without the answer',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) =>
      list.edges.flatMap((edge, at) => {
        if (guardedBy(edge, 'missesBelow') === undefined) return [];
        const next = list.edges[at + 1];
        const to = next && tree.targetOf(list.node, next);
        return to && to !== tree.targetOf(list.node, edge) ? [] : [placeOf(list)];
      }),
    ),
};

/** A wrong answer is no worse than another: as long as there are tries, each has one. */
const everyMissHasATry: ChartCheck = {
  check: 'nobody is given up on at their first wrong answer',
  breaches: (tree) =>
    tree.nodes.flatMap((node) => {
      const lists = edgeLists(tree).filter((list) => list.node === node);
      const tries = ({ edges }: EdgeList) =>
        edges.some((edge) => guardedBy(edge, 'missesBelow') !== undefined);
      const ends = new Set(
        lists.filter(tries).map(({ edges }) => JSON.stringify(edges.at(-1) ?? {})),
      );
      return (
        lists
          .filter((list) => !tries(list) && ends.has(JSON.stringify(list.edges.at(-1) ?? {})))
          .filter(({ name }) => answers.some((event) => event === name))
          // "Never mind" is an answer to what a question is about.
          .filter(({ name }) => node.path !== 'asking-about' || name !== 'caller.denied')
          .map(placeOf)
      );
    }),
};

/** The events an open question must have an answer to, itself or around it. */
const answers = [
  'caller.gave',
  'caller.corrected',
  'caller.affirmed',
  'caller.denied',
  'caller.chose',
  'caller.was-unclear',
] as const;

const everyAnswerIsTaken: ChartCheck = {
  check: 'a question takes every kind of answer, the wrong kinds too',
  breaches: (tree) =>
    tree.leaves.filter(isAsking).flatMap(({ path, around }) =>
      answers
        .filter((event) => {
          // The root's own edge says that nothing is open, which is not so here.
          const own = around.slice(0, -1).flatMap(({ state }) => state.on?.[event] ?? []);
          return !own.some(({ guard }) => guard === undefined || guard.type === 'remembers');
        })
        .map((event) => `${path}, ${event}`),
    ),
};

/** Values reach their slots wherever they fit something. */
const whatIsGivenIsKept: ChartCheck = {
  check: 'what is given is kept',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(({ name }) => name === 'caller.gave' || name === 'caller.corrected')
      .flatMap((list) =>
        list.edges
          .filter((edge) => isFitting(edge) || waitsForAWish(list.node, edge))
          .filter(
            (edge) => !['fill', 'takeDetail'].some((type) => doing(edge.actions, type as 'fill')),
          )
          .map(() => placeOf(list)),
      ),
};

function isFitting(edge: Edge): boolean {
  const kinds = ['changes', 'gives', 'givesOnly', 'serves', 'remembers'] as const;
  return kinds.some((kind) => guardedBy(edge, kind) !== undefined);
}

/** Before a wish is known, values are kept for the conversation that they will be for. */
function waitsForAWish({ path }: ChartNode, edge: Edge): boolean {
  const before = /^(?:greeting|asking-intent|anything-else|recovering)/.test(path);
  return before && guardedBy(edge, 'missesBelow') !== undefined;
}

/** What was settled may not hold any more with another value; something new only goes on. */
const changesGoBack: ChartCheck = {
  check: 'a change goes back to the first step, and is told from what is new',
  breaches: (tree, { flows }) =>
    edgeLists(tree)
      .filter(({ name }) => name === 'caller.gave' || name === 'caller.corrected')
      .filter(({ node }) => node.path.startsWith('serving.') && node.state.invoke === undefined)
      .filter(({ node, edges }) => {
        const flow = node.path.split('.')[1] ?? '';
        const kinds = edges.map(({ guard }) => guard?.type ?? 'always');
        const [changes, gives] = [kinds.indexOf('changes'), kinds.indexOf('gives')];
        const edge = edges[changes];
        const back = edge && tree.targetOf(node, edge)?.path;
        return changes < 0 || gives < changes || back !== `serving.${flow}.${flows[flow]?.first}`;
      })
      .map(placeOf),
};

/** "Wednesday" and "no, Wednesday" say the same of Wednesday. */
const correctionsLikeGifts: ChartCheck = {
  check: 'what is corrected is taken like what is given',
  breaches: (tree) =>
    tree.nodes
      .filter(({ state: { on = {} } }) => {
        const { 'caller.gave': gave, 'caller.corrected': corrected } = on;
        // Only a correction can be of what was just booked.
        const also = corrected?.filter((edge) => guardedBy(edge, 'changesWritten') === undefined);
        return JSON.stringify(gave) !== JSON.stringify(also);
      })
      .map(({ path }) => path),
};

const changedIsWhatWasBooked: ChartCheck = {
  check: 'who changes what was just booked changes that',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(({ edges }) =>
        edges.some((edge) => {
          const written = guardedBy(edge, 'changesWritten') ?? guardedBy(edge, 'hasWritten');
          return written !== undefined && !doing(edge.actions, 'takeWritten');
        }),
      )
      .map(placeOf),
};

const questionsNoted: ChartCheck = {
  check: 'a question is noted before it is answered',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(({ name }) => name === 'caller.asked')
      .filter(({ node, edges }) =>
        edges.some((edge) => {
          const answered = tree.targetOf(node, edge)?.path.startsWith('answering') === true;
          return answered && !doing(edge.actions, 'takeQuestion');
        }),
      )
      .map(placeOf),
};

const circlesLeadToAPerson: ChartCheck = {
  check: 'whoever goes in circles is put through to a person',
  breaches: (tree) =>
    edgeLists(tree)
      .filter(({ node, edges }) =>
        edges.some((edge) => {
          const circles = guardedBy(edge, 'tooManySteps') !== undefined;
          return circles && tree.targetOf(node, edge)?.path !== 'escalating';
        }),
      )
      .map(placeOf),
};

const whatIsNeededIsAskedFor: ChartCheck = {
  check: 'what is needed is what is asked for, and a doubt is cleared up first',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) =>
      list.edges.flatMap((edge) => {
        const need = guardedBy(edge, 'needs') ?? guardedBy(edge, 'needsUnlessVouched');
        const doubt = guardedBy(edge, 'unsure');
        if (need === undefined && doubt === undefined) return [];
        const meta = tree.targetOf(list.node, edge)?.state.meta;
        const right = need ? meta?.asks?.[0] === need.params.slot : meta?.choices === 'readings';
        const first = doubt === undefined || list.edges[0] === edge;
        return right && first ? [] : [placeOf(list)];
      }),
    ),
};

/** Each slot's question is led to from where the questions of its step are chosen. */
const noQuestionIsLost: ChartCheck = {
  check: 'every question of a step can come up',
  breaches: (tree, { flows }) =>
    tree.leaves
      .filter((node) => isAsking(node) && node.path.startsWith('serving.'))
      // What nobody is asked for is only listened to.
      .filter(({ key }) => !Object.values(flows).some(({ slots }) => slots[key]?.optional))
      .filter(({ parent, key, path }) => {
        const inside = parent?.children.filter((node) => node.key !== key) ?? [];
        const chooses = inside.find((node) => node.key === 'choosing');
        if (chooses === undefined) return false;
        const own = parent?.children.find((node) => node.path === path);
        return !(chooses.state.always ?? []).some(
          (edge) => edge.target !== undefined && tree.targetOf(chooses, edge) === own,
        );
      })
      .map(({ path }) => path),
};

const whatIsChosenIsTaken: ChartCheck = {
  check: 'what is chosen is taken, and a reading that is refused is forgotten',
  breaches: (tree) =>
    edgeLists(tree).flatMap((list) => {
      const { node, name, edges } = list;
      const lost = edges.some((edge) => {
        const of =
          guardedBy(edge, 'offered')?.params.of ?? guardedBy(edge, 'singleOffer')?.params.of;
        if (of === undefined) return false;
        if (of === 'readings') return doing(edge.actions, 'fillReading') === undefined;
        return doing(edge.actions, 'takeOffer')?.params.of !== of;
      });
      const kept =
        name === 'caller.denied' &&
        node.state.meta?.choices === 'readings' &&
        !edges.every(({ actions }) => doing(actions, 'forgetUnsure'));
      const offers = name === 'caller.chose' && node.state.meta?.choices !== undefined;
      const deaf = offers && !edges.some((edge) => guardedBy(edge, 'offered') !== undefined);
      return lost || kept || deaf ? [placeOf(list)] : [];
    }),
};

/** Nobody is handed over without a reason that the person at the other end can read. */
const reasonsGiven: ChartCheck = {
  check: 'whoever is handed over is handed over for a reason',
  breaches: (tree) => {
    const escalating = tree.at('escalating');
    return edgeLists(tree).flatMap((list) => {
      const { node, edges } = list;
      return edges
        .filter((edge) => {
          const to = tree.targetOf(node, edge);
          const here = isWithin(node, escalating);
          return to === escalating && !here;
        })
        .filter(({ actions }) => !doing(actions, 'reason') && !doing(node.state.entry, 'reason'))
        .map(() => placeOf(list));
    });
  },
};

export const questionChecks: ChartCheck[] = [
  missesCounted,
  capsAsPolicySays,
  lastTryLeadsOn,
  everyAnswerIsTaken,
  whatIsGivenIsKept,
  everyMissHasATry,
  changesGoBack,
  correctionsLikeGifts,
  changedIsWhatWasBooked,
  questionsNoted,
  circlesLeadToAPerson,
  whatIsNeededIsAskedFor,
  noQuestionIsLost,
  whatIsChosenIsTaken,
  reasonsGiven,
];
