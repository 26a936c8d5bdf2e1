/** Mutants of a chart, made by program: one thing wrong in each, as authors and engineers get it wrong. */
import type { Action, ChartState, Edge } from '../../../machines/call/chart-types.ts';
import { textHash } from '../../../machines/paths/text-hash.ts';

export const operators = [
  'transition deleted',
  'target swapped',
  'guard negated',
  'guard removed',
  'action removed',
  'cap moved',
] as const;
export type Operator = (typeof operators)[number];

export interface Mutant {
  id: string;
  operator: Operator;
  /** The state, the event and the change, for people. */
  what: string;
  /** The edge that it is about, in the words of the declared chart. */
  edge: { path: string; name: string; nth: number };
  chart(): ChartState;
}

/** A list of edges in a chart, and how to find it again in a copy. */
interface Group {
  state: string[];
  name: string;
  edges: Edge[];
  of(chart: ChartState): Edge[];
}

type Change = (edges: Edge[]) => void;
interface Candidate {
  operator: Operator;
  group: Group;
  nth: number;
  what: string;
  change: Change;
}

/** The same for the same chart and number: of each operator as many, by a hash of where they are. */
export function chartMutants(
  chart: ChartState,
  eachMax: number,
  shows: (mutant: Mutant) => boolean = () => true,
): Mutant[] {
  const candidates = groupsOf(chart).flatMap((group) => [...changesOf(group)]);
  return operators.flatMap((operator) =>
    candidates
      .filter((candidate) => candidate.operator === operator)
      .map((candidate) => mutantOf(chart, candidate))
      .filter(shows)
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, eachMax),
  );
}

function mutantOf(chart: ChartState, { operator, group, nth, what, change }: Candidate): Mutant {
  const where = `${group.state.join('.') || 'everywhere'}, ${group.name}: ${what}`;
  return {
    id: textHash(`${operator} ${where}`),
    operator,
    what: where,
    edge: { path: group.state.join('.'), name: group.name, nth },
    chart() {
      // Edges that are alike share their parts in a chart; a mutant is wrong in one place only.
      const copy = JSON.parse(JSON.stringify(chart)) as ChartState;
      change(group.of(copy));
      return copy;
    },
  };
}

function stateAt(chart: ChartState, path: readonly string[]): ChartState {
  let state = chart;
  for (const name of path) state = state.states?.[name] ?? {};
  return state;
}

function groupsOf(chart: ChartState, path: string[] = []): Group[] {
  const state = stateAt(chart, path);
  const group = (name: string, edges: Edge[] | undefined, pick: (at: ChartState) => Edge[]) =>
    edges === undefined || edges.length === 0
      ? []
      : [{ state: path, name, edges, of: (copy: ChartState) => pick(stateAt(copy, path)) }];
  return [
    ...Object.entries(state.on ?? {}).flatMap(([name, edges]) =>
      group(name, edges, (at) => at.on?.[name as keyof typeof at.on] ?? []),
    ),
    ...Object.entries(state.after ?? {}).flatMap(([name, edges]) =>
      group(`after ${name}`, edges, (at) => at.after?.[name] ?? []),
    ),
    ...group('always', state.always, (at) => at.always ?? []),
    ...group('done', state.invoke?.onDone, (at) => at.invoke?.onDone ?? []),
    ...group('error', state.invoke?.onError, (at) => at.invoke?.onError ?? []),
    ...entryOf(state, path),
    ...Object.keys(state.states ?? {}).flatMap((name) => groupsOf(chart, [...path, name])),
  ];
}

/** What is done on entering, as an edge that has nothing but actions. */
function entryOf(state: ChartState, path: string[]): Group[] {
  const { entry } = state;
  if (entry === undefined || entry.length === 0) return [];
  const of = (copy: ChartState) => {
    const at = stateAt(copy, path);
    return [{ actions: at.entry ?? [] }];
  };
  return [{ state: path, name: 'entry', edges: [{ actions: entry }], of }];
}

const nameOf = ({ guard, target, description }: Edge) =>
  description ?? ([guard?.type, target].filter(Boolean).join(' to ') || 'the edge');

function* changesOf(group: Group): Generator<Candidate> {
  const { edges, name } = group;
  for (const [at, edge] of edges.entries()) {
    const candidate = (operator: Operator, what: string, change: Change): Candidate => ({
      operator,
      group,
      nth: at,
      what,
      change,
    });
    const next = edges[at + 1];
    if (name !== 'entry') {
      yield candidate('transition deleted', nameOf(edge), (of) => of.splice(at, 1));
    }
    if (next !== undefined && next.target !== edge.target) {
      yield candidate('target swapped', `${nameOf(edge)}, with the next one`, (of) => {
        const [one, other] = [of[at] as Edge, of[at + 1] as Edge];
        exchange(one, other, ['target']);
      });
    }
    if (edge.guard !== undefined && next !== undefined && next.guard === undefined) {
      yield candidate('guard negated', nameOf(edge), (of) => {
        const [one, other] = [of[at] as Edge, of[at + 1] as Edge];
        exchange(one, other, ['target', 'actions', 'reenter']);
      });
    }
    if (edge.guard !== undefined) {
      yield candidate('guard removed', nameOf(edge), (of) => delete of[at]?.guard);
    }
    for (const [nth, action] of (edge.actions ?? []).entries()) {
      const what = `${nameOf(edge)}, ${action.type}${aboutOf(action)}`;
      yield candidate('action removed', what, (of) => of[at]?.actions?.splice(nth, 1));
    }
    for (const step of capOf(edge) === undefined ? [] : [-1, 1, 1_000]) {
      yield candidate('cap moved', `${nameOf(edge)} by ${step}`, (of) => {
        const guard = of[at]?.guard as { params: { max: number } } | undefined;
        if (guard !== undefined) guard.params.max += step;
      });
    }
  }
}

function aboutOf(action: Action): string {
  const { params } = action as { params?: Record<string, unknown> };
  const first = Object.values(params ?? {})[0];
  return typeof first === 'string' ? ` ${first}` : '';
}

function capOf({ guard }: Edge): number | undefined {
  const { max } = ((guard as { params?: object } | undefined)?.params ?? {}) as { max?: number };
  return max;
}

function exchange(one: Edge, other: Edge, keys: readonly (keyof Edge)[]): void {
  for (const key of keys) {
    const [left, right] = [one[key], other[key]];
    if (right === undefined) delete one[key];
    else Object.assign(one, { [key]: right });
    if (left === undefined) delete other[key];
    else Object.assign(other, { [key]: left });
  }
}
