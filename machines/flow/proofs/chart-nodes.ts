/** A chart as a tree of nodes with their paths: what the proofs look things up in. */
import type { ChartState, Edge } from '../../call/chart-types.ts';

export interface ChartNode {
  /** Dotted path, as in the journal; the root's is empty. */
  path: string;
  key: string;
  state: ChartState;
  parent: ChartNode | null;
  children: ChartNode[];
  /** The node and those around it, outwards to the root. */
  around: ChartNode[];
  /** A state inside can be come back to. */
  remembers: boolean;
}

export interface ChartTree {
  root: ChartNode;
  nodes: ChartNode[];
  /** The states a call can rest in or pass through: those without states inside. */
  leaves: ChartNode[];
  at(path: string): ChartNode;
  /** Where an edge of `source` leads; nothing for an edge that stays. */
  targetOf(source: ChartNode, edge: Edge): ChartNode | null;
}

export function chartTree(chart: ChartState): ChartTree {
  const nodes: ChartNode[] = [];
  const byId = new Map<string, ChartNode>();
  const byPath = new Map<string, ChartNode>();
  const add = (state: ChartState, key: string, parent: ChartNode | null): ChartNode => {
    const path = parent === null || parent.path === '' ? key : `${parent.path}.${key}`;
    const inner = Object.values(state.states ?? {});
    const remembers = inner.some(({ type }) => type === 'history');
    const node: ChartNode = { path, key, state, parent, children: [], around: [], remembers };
    node.around = [node, ...(parent?.around ?? [])];
    nodes.push(node);
    byPath.set(path, node);
    if (state.id !== undefined) byId.set(state.id, node);
    node.children = Object.entries(state.states ?? {}).map(([name, inner]) =>
      add(inner, name, node),
    );
    return node;
  };
  const root = add(chart, '', null);
  const at = (path: string): ChartNode => {
    const node = byPath.get(path);
    if (node === undefined) throw new Error(`the chart has no state ${path}`);
    return node;
  };
  return {
    root,
    nodes,
    leaves: nodes.filter(
      ({ children, state }) => children.length === 0 && state.type !== 'history',
    ),
    at,
    targetOf(source, { target }) {
      if (target === undefined) return null;
      const found = target.startsWith('#')
        ? byId.get(target.slice(1))
        : source.parent?.children.find(({ key }) => key === target);
      if (found === undefined)
        throw new Error(`${source.path} leads to ${target}, which is nowhere`);
      return found;
    },
  };
}

export function isWithin(node: ChartNode, outer: ChartNode): boolean {
  // The root is last, so a node's place counts from the end.
  return node.around.at(-outer.around.length) === outer;
}

/** Left again in the same instant: nothing is ever waited for in it. */
export function isPassing(leaf: ChartNode): boolean {
  return leaf.around.some(({ state }) =>
    (state.always ?? []).some(({ guard }) => guard === undefined),
  );
}

/** A state in which the call waits for somebody or something. */
export function isResting(leaf: ChartNode): boolean {
  return leaf.state.type !== 'final' && !isPassing(leaf);
}

/** The caller has been asked something and may answer. */
export function isAsking(leaf: ChartNode): boolean {
  return leaf.state.tags?.includes('question') === true;
}
