/** A run made ready for questions: which calls go through a state or an edge, and how it stands there. */
import type { RunDocument } from '../../scenarios/run-document.ts';

export type Call = RunDocument['calls'][number];
export type Edge = RunDocument['edges'][number];
export type Standing = 'covered' | 'missing' | 'unreachable';

export interface PlaceStanding {
  standing: Standing;
  /** Places in the run's list of calls. */
  calls: number[];
  covered: number;
  of: number;
  why?: string;
}

export interface RunIndex {
  document: RunDocument;
  /** Calls through an item, by its name in the document. */
  callsOf(item: string): number[];
  /** A state, or a box that stands for all states inside it. */
  state(id: string): PlaceStanding;
  edge(id: string): PlaceStanding;
  /** The declared edges that an arrow of a picture stands for. */
  edgesOf(from: string, to: string, scope: string): Edge[];
  statesIn(id: string): string[];
  edgesFrom(state: string): Edge[];
  edgeNamed(id: string): Edge | undefined;
  /** What was tried in a state, the most often tried first. */
  triedIn(state: string): { move: string; item: string; calls: number }[];
  failedIn(state: string): boolean;
}

/** A picture gathers the arrows of many boxes to one exit in a box of this name. */
const severalBoxes = '+';

export function indexRun(document: RunDocument): RunIndex {
  const calls = new Map<string, number[]>();
  document.calls.forEach((call, at) => {
    for (const place of call.items) {
      const item = document.items[place] ?? '';
      const known = calls.get(item);
      if (known === undefined) calls.set(item, [at]);
      else known.push(at);
    }
  });
  const whys = new Map<string, string>();
  for (const kind of ['states', 'transitions']) {
    for (const { id, why } of document.coverage[kind]?.unreachable ?? []) {
      whys.set(`${kind} ${id}`, why);
    }
  }
  const edges = new Map(document.edges.map((edge) => [edge.id, edge]));
  const broken = new Set(document.failures.flatMap(({ leaves }) => leaves.slice(-1)));
  // Nothing leads to where every call begins: it is no place to be covered, and counts only alone.
  const [start] = document.states;
  calls.set(`states ${start}`, [...document.calls.keys()]);
  const callsOf = (item: string): number[] => calls.get(item) ?? [];
  const standingOf = (item: string): Standing => {
    if (callsOf(item).length > 0) return 'covered';
    return whys.has(item) ? 'unreachable' : 'missing';
  };
  const known = new Map<string, PlaceStanding>();

  function together(items: string[]): PlaceStanding {
    const standings = items.map(standingOf);
    const reached = [...new Set(items.flatMap(callsOf))].sort((one, other) => one - other);
    const covered = standings.filter((each) => each === 'covered').length;
    const missing = standings.includes('missing');
    const why = items.length === 1 ? whys.get(items[0] ?? '') : undefined;
    return {
      standing: missing ? 'missing' : covered > 0 ? 'covered' : 'unreachable',
      calls: reached,
      covered,
      of: items.length,
      ...(why === undefined ? {} : { why }),
    };
  }

  const remembered = (key: string, items: () => string[]): PlaceStanding => {
    const found = known.get(key) ?? together(items());
    known.set(key, found);
    return found;
  };

  return {
    document,
    callsOf,
    state: (id) =>
      remembered(`states ${id}`, () =>
        document.states
          .filter((path) => isWithin(path, id) && (path !== start || id === start))
          .map((path) => `states ${path}`),
      ),
    edge: (id) => remembered(`transitions ${id}`, () => [`transitions ${id}`]),
    edgesOf(from, to, scope) {
      const source = from === '*' || from === severalBoxes ? scope : from.replace(/\.\*$/, '');
      const anywhere = from.endsWith('*');
      return document.edges.filter(
        ({ path, targets }) =>
          (anywhere ? path === source : isWithin(path, source)) &&
          targets.some((target) => isWithin(target, to)),
      );
    },
    statesIn: (id) => document.states.filter((path) => path !== id && isWithin(path, id)),
    edgesFrom: (state) => document.edges.filter(({ path }) => path === state),
    edgeNamed: (id) => edges.get(id),
    triedIn(state) {
      const start = `cells ${state} × `;
      return document.items
        .filter((item) => item.startsWith(start))
        .map((item) => ({ item, move: item.slice(start.length), calls: callsOf(item).length }))
        .sort((one, other) => other.calls - one.calls);
    },
    failedIn: (state) => [...broken].some((leaf) => isWithin(leaf, state)),
  };
}

/** The state itself or one inside it. */
export function isWithin(path: string, state: string): boolean {
  return path === state || state === '' || path.startsWith(`${state}.`);
}
