/**
 * The chart walked without its values: every guard that rests on a value may hold or not, so each call
 * that can happen is among these walks. What they never do, no call ever does.
 */
import type { Action, ChartState, Edge, Place } from '../../call/chart-types.ts';
import { type EffectName, effectOutcomes } from '../../ports.ts';
import { type ChartNode, type ChartTree, isWithin } from './chart-nodes.ts';

/** Where a walk is. What is not here is forgotten between two steps. */
export interface Spot {
  leaf: ChartNode;
  /** What a digression goes back to; nothing while no digression is on. */
  back: ChartNode | null;
  place: Place;
  flow: string | null;
}

/** The answer of an effect, as the edge that takes it sees it. */
export interface Answer {
  effect: EffectName;
  outcome: string;
  topic: string | undefined;
}

export interface WalkStep {
  /** `caller.gave`, `book committed`, `after 6000 ms`, or empty for what happens at once. */
  event: string;
  edge: Edge;
  answer: Answer | null;
  /** In the order in which they run. */
  actions: Action[];
  entered: ChartNode[];
  /** Values that were settled may have changed. */
  changesValues: boolean;
  /** Back to the open question: what was remembered of its flow still holds. */
  resumes: boolean;
  to: Spot;
}

type Held = 'yes' | 'no' | 'maybe';

interface Happening {
  name: string;
  answer: Answer | null;
  edgesOf(state: ChartState): Edge[];
}

/** Before the line is open nobody can be heard: only these can happen. */
const beforeTheLine = ['line.opened', 'caller.hung-up'];

export function beginning(tree: ChartTree): Spot {
  const leaf = initialOf(tree.root).at(-1) ?? tree.root;
  return { leaf, back: null, place: 'asking-intent', flow: null };
}

export function spotKey({ leaf, back, place, flow }: Spot): string {
  return `${leaf.path}|${back?.path ?? ''}|${place}|${flow ?? ''}`;
}

/** Everything that can happen next. */
export function stepsFrom(tree: ChartTree, spot: Spot): WalkStep[] {
  if (spot.leaf.state.type === 'final') return [];
  const atOnce = follow(tree, spot, {
    name: '',
    answer: null,
    edgesOf: ({ always }) => always ?? [],
  });
  if (atOnce.stopped) return atOnce.steps;
  const later = happenings(spot).flatMap((happening) => follow(tree, spot, happening).steps);
  const steps = [...atOnce.steps, ...later];
  // Of ways that are equally short, the one of an ordinary call is shown.
  return steps.sort((one, other) => Number(isLastResort(one)) - Number(isLastResort(other)));
}

function isLastResort({ edge }: WalkStep): boolean {
  return edge.guard?.type === 'startedAs' || edge.guard?.type === 'remembers';
}

function happenings({ leaf }: Spot): Happening[] {
  const around = leaf.around.map(({ state }) => state);
  const open = leaf.path !== 'arriving';
  const events = [...new Set(around.flatMap(({ on }) => Object.keys(on ?? {})))]
    .filter((name) => open !== (name === 'line.opened') && (open || beforeTheLine.includes(name)))
    .map((name) => ({
      name,
      answer: null,
      edgesOf: ({ on }: ChartState) => on?.[name as keyof typeof on] ?? [],
    }));
  // While the line opens, its own timer falls long before the call's.
  const timers = around.slice(0, open ? undefined : 1).flatMap((owner) =>
    Object.entries(owner.after ?? {}).map(([ms, edges]) => ({
      name: `after ${ms} ms`,
      answer: null,
      edgesOf: (state: ChartState) => (state === owner ? edges : []),
    })),
  );
  return [...events, ...timers, ...around.flatMap(answersTo)];
}

function answersTo(owner: ChartState): Happening[] {
  if (owner.invoke === undefined) return [];
  const { input, onDone, onError } = owner.invoke;
  const { effect, topic } = input;
  const only = (edges: Edge[]) => (state: ChartState) => (state === owner ? edges : []);
  return [
    ...effectOutcomes[effect].map((outcome) => ({
      name: `${effect} ${outcome}`,
      answer: { effect, outcome, topic },
      edgesOf: only(onDone),
    })),
    { name: `${effect} failed`, answer: null, edgesOf: only(onError) },
  ];
}

/** Inner states are asked first; the first edge that surely holds ends the asking. */
function follow(
  tree: ChartTree,
  spot: Spot,
  happening: Happening,
): { steps: WalkStep[]; stopped: boolean } {
  const steps: WalkStep[] = [];
  for (const source of spot.leaf.around) {
    const edges = happening.edgesOf(source.state);
    for (const [index, edge] of edges.entries()) {
      const held = holds(edge, spot, happening.answer);
      if (held === 'no') continue;
      steps.push(stepAlong(tree, spot, source, edge, edges.slice(0, index), happening));
      if (held === 'yes') return { steps, stopped: true };
    }
  }
  return { steps, stopped: false };
}

function holds({ guard }: Edge, spot: Spot, answer: Answer | null): Held {
  if (guard === undefined) return 'yes';
  switch (guard.type) {
    case 'at':
      return spot.place === guard.params.place ? 'yes' : 'no';
    case 'serves':
      return spot.place === 'serving' && spot.flow === guard.params.flow ? 'yes' : 'no';
    case 'wantsCurrent':
      return spot.flow === guard.params.flow ? 'maybe' : 'no';
    case 'outcomeIs':
      return answer?.outcome === guard.params.is ? 'yes' : 'no';
    case 'outcomeWhileGone':
      return answer?.outcome === guard.params.is ? 'maybe' : 'no';
    default:
      return 'maybe';
  }
}

function stepAlong(
  tree: ChartTree,
  spot: Spot,
  source: ChartNode,
  edge: Edge,
  before: Edge[],
  { name, answer }: Happening,
): WalkStep {
  const found = tree.targetOf(source, edge);
  const { left, entered } = found === null ? nothing : moved(spot, source, edge, found);
  const actions = [
    ...left.flatMap(({ state }) => state.exit ?? []),
    ...(edge.actions ?? []),
    ...entered.flatMap(({ state }) => state.entry ?? []),
  ];
  const leaf = entered.at(-1) ?? spot.leaf;
  const serving = left.some(({ remembers }) => remembers);
  const to = remember({ ...spot, leaf, back: serving ? spot.leaf : spot.back }, actions);
  return {
    event: name,
    edge,
    answer,
    actions,
    entered,
    changesValues: changesValues(edge, before),
    resumes: found !== null && isHistory(found),
    to: leaf.around.some(({ remembers }) => remembers) ? { ...to, back: null } : to,
  };
}

const nothing: { left: ChartNode[]; entered: ChartNode[] } = { left: [], entered: [] };

function isHistory({ state }: ChartNode): boolean {
  return state.type === 'history';
}

/** The states that are left, innermost first, and those that are entered, outermost first. */
function moved(spot: Spot, source: ChartNode, edge: Edge, target: ChartNode): typeof nothing {
  const inside = isWithin(target, source) && edge.reenter !== true;
  const domain = inside ? source : commonAround(source, target);
  const left = spot.leaf.around.filter((node) => node !== domain && isWithin(node, domain));
  const end = isHistory(target) ? (spot.back ?? target.parent ?? target) : target;
  const down = end.around.filter((node) => node !== domain && isWithin(node, domain));
  return { left, entered: [...down.reverse(), ...initialOf(end)] };
}

/** The nearest state around both, which stays as it is. */
function commonAround(one: ChartNode, other: ChartNode): ChartNode {
  const around = other.around.slice(1);
  const common = one.around.slice(1).find((node) => around.includes(node));
  return common ?? (one.around.at(-1) as ChartNode);
}

/** The states entered with a state, down to a leaf. */
function initialOf(node: ChartNode): ChartNode[] {
  const first = node.children.find(({ key }) => key === node.state.initial);
  return first === undefined ? [] : [first, ...initialOf(first)];
}

function remember(spot: Spot, actions: Action[]): Spot {
  let { place, flow } = spot;
  for (const action of actions) {
    if (action.type === 'place') place = action.params.place;
    if (action.type === 'leaveFlow') flow = null;
    if (action.type === 'beginFlow') {
      place = 'serving';
      flow = action.params.flow;
    }
  }
  return { ...spot, place, flow };
}

/** An edge behind one for changes only fills gaps; what is noted aside has no say in what is done. */
function changesValues({ actions, guard }: Edge, before: Edge[]): boolean {
  const fills = (actions ?? []).some(({ type }) => type === 'fill');
  return (
    fills && guard?.type !== 'givesOnly' && !before.some(({ guard }) => guard?.type === 'changes')
  );
}
