/** Every list of edges of a chart, with where it stands: the first of a list that holds is taken. */
import type { Action, Edge, Guard } from '../../call/chart-types.ts';
import type { ChartNode, ChartTree } from '../../flow/proofs/chart-nodes.ts';
import type { Definition } from '../../policy/definition.ts';

export interface EdgeList {
  node: ChartNode;
  /** An event's name, `always`, `done`, `error`, or `after` with its milliseconds. */
  name: string;
  edges: Edge[];
}

/** What must hold of every chart, known from requirements: each breach names its place. */
export interface ChartCheck {
  check: string;
  breaches(tree: ChartTree, definition: Definition): string[];
}

export function edgeLists(tree: ChartTree): EdgeList[] {
  return tree.nodes.flatMap((node) => {
    const { on = {}, always, after = {}, invoke } = node.state;
    const named: [string, Edge[] | undefined][] = [
      ...Object.entries(on),
      ['always', always],
      ...Object.entries(after).map(([ms, edges]): [string, Edge[]] => [`after ${ms}`, edges]),
      ['done', invoke?.onDone],
      ['error', invoke?.onError],
    ];
    return named.flatMap(([name, edges]) =>
      edges === undefined || edges.length === 0 ? [] : [{ node, name, edges }],
    );
  });
}

export const placeOf = ({ node, name }: EdgeList) => `${node.path || 'everywhere'}, ${name}`;

type ActionOf<Type> = Extract<Action, { type: Type }>;
type GuardOf<Type> = Extract<Guard, { type: Type }>;

/** The first action of the kind that an edge does, or that is done on entering a state. */
export function doing<Type extends Action['type']>(
  actions: readonly Action[] | undefined,
  type: Type,
): ActionOf<Type> | undefined {
  return (actions ?? []).find((action): action is ActionOf<Type> => action.type === type);
}

export function guardedBy<Type extends Guard['type']>(
  { guard }: Edge,
  type: Type,
): GuardOf<Type> | undefined {
  return guard?.type === type ? (guard as GuardOf<Type>) : undefined;
}

export const sameGuard = (one: Edge, other: Edge) =>
  JSON.stringify(one.guard) === JSON.stringify(other.guard);
