/** What a chart declares: its states and its edges, each with an id that is the same on every run. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Guard } from '../call/chart-types.ts';
import type { MachineEdge } from './pure-step.ts';

export interface DeclaredEdge {
  /** `<source> <event> <place among its siblings>`. */
  id: string;
  source: string;
  /** The source's dotted path. */
  path: string;
  event: string;
  nth: number;
  description?: string;
  guard?: Guard;
  /** Guards of the siblings before it: false when this edge is taken. */
  guardsBefore: string[];
  /** The target states' dotted paths; none for an edge that stays. */
  targets: string[];
}

export interface DeclaredState {
  /** Dotted path, as in the journal. */
  path: string;
  node: AnyStateNode;
  /** Left again in the same step: nobody is ever waiting in it. */
  passing: boolean;
}

export interface Declared {
  states: DeclaredState[];
  edges: DeclaredEdge[];
  idOf(edge: MachineEdge): string;
  /** Ids of the edges that fit what a journal says of one. */
  named(source: string, event: string, description: string): DeclaredEdge[];
}

interface RawEdge extends MachineEdge {
  guard?: Guard;
  target?: { path: string[] }[];
}

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  const inner = Object.values(node.states as Record<string, AnyStateNode>);
  return [node, ...inner.flatMap(nodesOf)];
}

function edgeGroups(node: AnyStateNode): [string, RawEdge[]][] {
  const groups = [...(node.transitions as unknown as Map<string, RawEdge[]>).entries()];
  const always = (node.always ?? []) as unknown as RawEdge[];
  return always.length > 0 ? [...groups, ['', always]] : groups;
}

export function declaredBy(machine: AnyStateMachine): Declared {
  const nodes = nodesOf(machine.root);
  const ids = new Map<MachineEdge, string>();
  const edges: DeclaredEdge[] = [];
  for (const node of nodes) {
    for (const [event, group] of edgeGroups(node)) {
      const before: string[] = [];
      group.forEach((raw, nth) => {
        const id = `${node.id} ${event === '' ? 'always' : event} ${nth}`;
        ids.set(raw, id);
        edges.push({
          id,
          source: node.id,
          path: node.path.join('.'),
          event,
          nth,
          ...(raw.description === undefined ? {} : { description: raw.description }),
          ...(raw.guard ? { guard: raw.guard } : {}),
          guardsBefore: [...before],
          targets: (raw.target ?? []).map(({ path }) => path.join('.')),
        });
        if (raw.guard) before.push(id);
      });
    }
  }
  const byName = Map.groupBy(edges, ({ source, event }) => `${source} ${event}`);
  const states = nodes
    .filter(({ type }) => type === 'atomic' || type === 'final')
    .map((node) => ({
      path: node.path.join('.'),
      node,
      passing: (node.always ?? []).some(({ guard }) => guard === undefined),
    }));
  return {
    states,
    edges,
    idOf: (edge) => ids.get(edge) ?? `${edge.source.id} ${edge.eventType} ?`,
    named: (source, event, description) =>
      (byName.get(`${source} ${event}`) ?? []).filter(
        (edge) => (edge.description ?? event) === description,
      ),
  };
}
