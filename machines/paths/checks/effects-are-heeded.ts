/** Effects and steps: every answer is taken, silence of the world is an answer, and steps count. */
import type { Action, Edge } from '../../call/chart-types.ts';
import type { ChartNode, ChartTree } from '../../flow/proofs/chart-nodes.ts';
import type { Definition } from '../../policy/definition.ts';
import { type EffectName, effectOutcomes } from '../../ports.ts';
import { type ChartCheck, doing, guardedBy } from './edge-lists.ts';

const writes = new Set<EffectName>(['book', 'reschedule', 'cancel', 'take-message']);

/** The states that wait for the world within a conversation. */
function waits({ nodes }: ChartTree): ChartNode[] {
  return nodes.filter(({ state, path }) => state.invoke && path.startsWith('serving.'));
}

const effectOf = ({ state }: ChartNode) => state.invoke?.input.effect as EffectName;

/** A caller may leave while this is waited for, and the answer still counts. */
const outlastsTheCaller = ({ state }: ChartNode) =>
  doing(state.on?.['caller.hung-up']?.[0]?.actions, 'callerGone') !== undefined;

const outcomesTaken: ChartCheck = {
  check: 'every outcome of an effect has its own way on, and its answer is taken',
  breaches: (tree) =>
    waits(tree).flatMap((node) =>
      effectOutcomes[effectOf(node)].flatMap((outcome) => {
        const edges = node.state.invoke?.onDone ?? [];
        const own = edges.find((edge) => guardedBy(edge, 'outcomeIs')?.params.is === outcome);
        if (own === undefined)
          return effectOf(node) === 'check-policy' ? [] : [`${node.path}, ${outcome}`];
        return doing(own.actions, 'takeAnswer') ? [] : [`${node.path}, ${outcome} is not taken`];
      }),
    ),
};

/** What changed in the world, and is to be remembered of it, whoever is still there to hear it. */
const lasting = new Set<Action['type']>(['takeAnswer', 'keepWritten', 'outcome', 'forgetOpening']);
const lastingOf = ({ actions = [] }: Edge) =>
  JSON.stringify(actions.filter(({ type }) => lasting.has(type)));

const keptForWhoLeft: ChartCheck = {
  check: 'what happened is kept although the caller left, and nothing more is begun',
  breaches: (tree) =>
    waits(tree)
      .filter(outlastsTheCaller)
      .flatMap((node) => {
        const edges = node.state.invoke?.onDone ?? [];
        return effectOutcomes[effectOf(node)].flatMap((outcome) => {
          const here = edges.find((edge) => guardedBy(edge, 'outcomeIs')?.params.is === outcome);
          const gone = edges.find(
            (edge) => guardedBy(edge, 'outcomeWhileGone')?.params.is === outcome,
          );
          const sound =
            here !== undefined &&
            gone !== undefined &&
            edges.indexOf(gone) < edges.indexOf(here) &&
            lastingOf(here) === lastingOf(gone) &&
            tree.targetOf(node, gone)?.path === 'ended';
          return sound ? [] : [`${node.path}, ${outcome}`];
        });
      }),
};

/** How a call counts in which the database has committed it. */
const counts: Partial<Record<EffectName, string>> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel: 'cancelled',
  'take-message': 'message-taken',
};

const commitsCount: ChartCheck = {
  check: 'whatever was committed is kept, and is how the call counts',
  breaches: (tree) =>
    waits(tree).flatMap((node) => {
      const effect = effectOf(node);
      // A settling is of the write of its flow.
      const beside = waits(tree).filter(({ path }) => flowOf(path) === flowOf(node.path));
      const wanted = counts[effect] ?? beside.map((each) => counts[effectOf(each)]).find(Boolean);
      if (effect !== 'settle' && counts[effect] === undefined) return [];
      const wrong = (node.state.invoke?.onDone ?? []).filter((edge) => {
        const is = guardedBy(edge, 'outcomeIs') ?? guardedBy(edge, 'outcomeWhileGone');
        const sound =
          doing(edge.actions, 'outcome')?.params.is === wanted &&
          doing(edge.actions, 'keepWritten') !== undefined;
        return is?.params.is === 'committed' && !sound;
      });
      return wrong.map(() => node.path);
    }),
};

const flowOf = (path: string) => path.split('.').slice(0, 2).join('.');

/** No answer, one that nobody knows, and a failure are the same to a caller. */
const noAnswerIsOne: ChartCheck = {
  check: 'no answer, an unknown one and a failure lead the same way',
  breaches: (tree) =>
    waits(tree).flatMap((node) => {
      const { invoke, after = {} } = node.state;
      const lists = [invoke?.onDone ?? [], invoke?.onError ?? [], ...Object.values(after)];
      const unknown = (invoke?.onDone ?? []).find(
        (edge) => guardedBy(edge, 'outcomeIs')?.params.is === 'unknown',
      );
      const ends = [...lists.map((list) => list.at(-1)), unknown].map((edge) => edge?.target ?? '');
      const [deadline] = Object.keys(after);
      const even = new Set(ends).size === 1 && ends[0] !== '' && deadline !== undefined;
      const leaves = lists.map((list) => list.find((edge) => guardedBy(edge, 'callerGone')));
      const letGo =
        !outlastsTheCaller(node) ||
        leaves.every((edge) => edge !== undefined && tree.targetOf(node, edge)?.path === 'ended');
      return even && letGo ? [] : [node.path];
    }),
};

const decisionsHaveAKey: ChartCheck = {
  check: 'each decision to write has a key of its own, and a settling has that of its write',
  breaches: (tree) =>
    waits(tree).flatMap((node) => {
      const begins = node.parent?.children.find(({ key }) => key === 'beginning');
      const into = (begins?.state.always ?? []).filter(
        (edge) => begins && tree.targetOf(begins, edge) === node,
      );
      const keyed = into.map(({ actions }) => doing(actions, 'newWrite') !== undefined);
      const own = writes.has(effectOf(node));
      const gone = into.filter((edge) => guardedBy(edge, 'callerGone')).length;
      const right = keyed.every((each) => each === own) && keyed.length > 0;
      return right && gone === (outlastsTheCaller(node) ? 1 : 0) ? [] : [node.path];
    }),
};

/** While the world is slow, something is said; to nobody, nothing is. */
const nobodyWaitsInSilence: ChartCheck = {
  check: 'a wait that takes long is filled with words, if somebody is there',
  breaches: (tree) =>
    waits(tree).flatMap((node) => {
      const [quiet, audible] = ['quietly', 'audibly'].map((name) =>
        node.children.find(({ key }) => key === name),
      );
      const [edges = []] = Object.values(quiet?.state.after ?? {});
      const last = edges.at(-1);
      const filled =
        quiet !== undefined && last !== undefined && tree.targetOf(quiet, last) === audible;
      const gone = edges.find((edge) => guardedBy(edge, 'callerGone'));
      const spared = !outlastsTheCaller(node) || (gone !== undefined && gone.target === undefined);
      const says = doing(audible?.state.entry, 'say') !== undefined;
      return filled && spared && says && node.state.initial === 'quietly' ? [] : [node.path];
    }),
};

/** The state of each step that a flow names, those of the flows that it calls among them. */
function stepsOf(
  { flows }: Definition,
  flow: ChartNode,
  name: string,
): { node: ChartNode | undefined; where: string; step: Record<string, unknown> }[] {
  return Object.entries(flows[name]?.steps ?? {}).flatMap(([id, step]) => {
    const node = flow.children.find(({ key }) => key === id);
    const own = { node, where: `${flow.path}.${id}`, step };
    const called = 'call' in step && node ? stepsOf({ flows } as Definition, node, step.call) : [];
    return [own, ...called];
  });
}

function allSteps(tree: ChartTree, definition: Definition) {
  return tree
    .at('serving')
    .children.filter(({ state }) => state.type !== 'history')
    .flatMap((flow) => stepsOf(definition, flow, flow.key));
}

const stepsCounted: ChartCheck = {
  check: 'every step that a flow names is there, and counts, so that no flow turns in circles',
  breaches: (tree, definition) =>
    allSteps(tree, definition)
      .filter(({ node }) => node === undefined || !doing(node.state.entry, 'countStep'))
      .map(({ where }) => where),
};

const sentencesSaid: ChartCheck = {
  check: 'what a step has to say is said, and how it ends is how the call counts',
  breaches: (tree, definition) =>
    allSteps(tree, definition).flatMap(({ node, where, step }) => {
      const entry = node?.state.entry;
      const silent = 'say' in step && doing(entry, 'say')?.params.sentence !== step.say;
      const end = 'end' in step && step.end !== 'nothing' && doing(entry, 'outcome')?.params.is;
      const uncounted = 'end' in step && step.end !== 'nothing' && end !== step.end;
      return silent || uncounted ? [where] : [];
    }),
};

/** What the rules have to say is said, and what is answered counts. */
const rulesHeard: ChartCheck = {
  check: 'what a rule says is said, and an answer counts as one',
  breaches: (tree) => {
    const asked = waits(tree).filter((node) => effectOf(node) === 'check-policy');
    const mute = asked.flatMap((node) =>
      (node.state.invoke?.onDone ?? []).flatMap((edge) => {
        const verdict = guardedBy(edge, 'outcomeIs')?.params.is ?? '';
        const speaks = ['refuse', 'confirm-first', 'hand-over'].includes(verdict);
        return speaks && !doing(edge.actions, 'sayRule') ? [`${node.path}, ${verdict}`] : [];
      }),
    );
    const { entry } = tree.at('answering.telling').state;
    const told = doing(entry, 'sayAnswer') && doing(entry, 'outcome')?.params.is === 'answered';
    return told ? mute : [...mute, 'answering.telling'];
  },
};

/** Whatever was decided before, and of something else, says nothing about why nobody is rung. */
const ringingDecidedAnew: ChartCheck = {
  check: 'why nobody can be rung is said by what was asked about ringing',
  breaches: ({ nodes }) =>
    nodes
      .filter(({ path }) => path === 'escalating' || path === 'escalating.dialing')
      .filter(({ state }) => doing(state.entry, 'forgetAnswer') === undefined)
      .map(({ path }) => path),
};

export const effectChecks: ChartCheck[] = [
  outcomesTaken,
  keptForWhoLeft,
  commitsCount,
  noAnswerIsOne,
  decisionsHaveAKey,
  nobodyWaitsInSilence,
  stepsCounted,
  sentencesSaid,
  rulesHeard,
  ringingDecidedAnew,
];
