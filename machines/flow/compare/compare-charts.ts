/** Two charts beside each other: the states, ways and sentences that appear and vanish. */
import type { Action, ChartState, Edge, Guard } from '../../call/chart-types.ts';
import type { WordsTable } from '../../policy/definition.ts';
import { type ChartNode, type ChartTree, chartTree } from '../proofs/chart-nodes.ts';

/** One way from a state, as a person would tell it. */
export interface Way {
  from: string;
  event: string;
  /** The condition it is taken under, when there is one. */
  when?: string;
  /** The state it leads to; the same one when it stays. */
  to: string;
  says: string[];
}

export interface SentenceChange {
  sentence: string;
  before?: string[];
  after?: string[];
}

export interface ChartChanges {
  states: { added: string[]; removed: string[] };
  ways: { added: Way[]; removed: Way[]; moved: { before: Way; after: Way }[] };
  sentences: SentenceChange[];
}

interface Versioned {
  chart: ChartState;
  words: WordsTable;
}

export function compareCharts(before: Versioned, after: Versioned): ChartChanges {
  const [old, now] = [chartTree(before.chart), chartTree(after.chart)];
  const [oldStates, nowStates] = [statesOf(old), statesOf(now)];
  return {
    states: {
      added: [...nowStates.difference(oldStates)],
      removed: [...oldStates.difference(nowStates)],
    },
    ways: compareWays(waysOf(old), waysOf(now)),
    sentences: compareWords(before.words, after.words),
  };
}

function statesOf({ nodes }: ChartTree): Set<string> {
  return new Set(nodes.map(({ path }) => path).filter((path) => path !== ''));
}

function waysOf(tree: ChartTree): Map<string, Way> {
  const ways = new Map<string, Way>();
  for (const node of tree.nodes) {
    for (const [event, edges] of handlersOf(node)) {
      for (const edge of edges) {
        const way = wayOf(tree, node, event, edge);
        ways.set(JSON.stringify(way), way);
      }
    }
  }
  return ways;
}

function handlersOf({ state }: ChartNode): [string, Edge[]][] {
  const { on = {}, always, after = {}, invoke } = state;
  return [
    ...Object.entries(on),
    ...(always ? [['at once', always] as [string, Edge[]]] : []),
    ...Object.entries(after).map(([ms, edges]): [string, Edge[]] => [`after ${ms} ms`, edges]),
    ...(invoke
      ? ([
          [`${invoke.input.effect} answers`, invoke.onDone],
          [`${invoke.input.effect} fails`, invoke.onError],
        ] as [string, Edge[]][])
      : []),
  ];
}

function wayOf(tree: ChartTree, node: ChartNode, event: string, edge: Edge): Way {
  const target = tree.targetOf(node, edge);
  const when = edge.guard && guardWords(edge.guard);
  return {
    from: node.path,
    event,
    ...(when ? { when } : {}),
    to: target?.path ?? node.path,
    says: (edge.actions ?? []).flatMap(said),
  };
}

/** Lists of slots and the breaker's count change with every new step, and mean the same. */
function guardWords(guard: Guard): string {
  const values = 'params' in guard ? Object.values(guard.params) : [];
  const words = values.filter((value) => typeof value === 'string');
  return [guard.type, ...words].join(' ');
}

function said(action: Action): string[] {
  if (action.type === 'say') return [action.params.sentence];
  return action.type === 'sayRule' ? [action.params.otherwise] : [];
}

function compareWays(before: Map<string, Way>, after: Map<string, Way>): ChartChanges['ways'] {
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, way]) => way);
  const fresh = [...after].filter(([key]) => !before.has(key)).map(([, way]) => way);
  const moved: ChartChanges['ways']['moved'] = [];
  const left = new Set(gone);
  const added = fresh.filter((way) => {
    const old = gone.find((each) => left.has(each) && sameOccasion(each, way));
    if (old === undefined) return true;
    left.delete(old);
    moved.push({ before: old, after: way });
    return false;
  });
  return { added, removed: [...left], moved };
}

function sameOccasion(one: Way, other: Way): boolean {
  return one.from === other.from && one.event === other.event && one.when === other.when;
}

function compareWords(before: WordsTable, after: WordsTable): SentenceChange[] {
  const sentences = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return sentences.flatMap((sentence): SentenceChange[] => {
    const [old, now] = [before[sentence], after[sentence]];
    if (JSON.stringify([old].flat()) === JSON.stringify([now].flat())) return [];
    return [
      {
        sentence,
        ...(old === undefined ? {} : { before: [old].flat() }),
        ...(now === undefined ? {} : { after: [now].flat() }),
      },
    ];
  });
}
