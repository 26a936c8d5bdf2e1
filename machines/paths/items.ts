/** What a suite has to cover, as ids: states, edges, cells, guards both ways, outcomes, pairs… */
import type { CallOutcome } from '../events.ts';
import type { Declared, DeclaredEdge } from './declared.ts';
import type { Move } from './moves.ts';
import type { MachineEdge, TakenEdge } from './pure-step.ts';
import type { Moment } from './surroundings.ts';

export const itemKinds = [
  'states',
  'transitions',
  'cells',
  'payloads',
  'repairs',
  'guards',
  'outcomes',
  'pairs',
] as const;
export type ItemKind = (typeof itemKinds)[number];

export interface Items {
  of(before: Moment, move: Move, after: Moment): string[];
  cell(moment: Moment, move: Move): string;
}

export function cellId(leaf: string, key: string): string {
  return `cells ${leaf} × ${key}`;
}

/** The state of a cell. */
export function leafOf(cell: string): string {
  return cell.slice('cells '.length, cell.indexOf(' × '));
}

export function kindOf(item: string): ItemKind {
  return item.slice(0, item.indexOf(' ')) as ItemKind;
}

export function nameOf(item: string): string {
  return item.slice(item.indexOf(' ') + 1);
}

/** Which guards an edge's taking shows to be true, and which siblings' to be false. */
export function guardItems(edge: DeclaredEdge): string[] {
  return [
    ...(edge.guard ? [`guards ${edge.id} true`] : []),
    ...edge.guardsBefore.map((id) => `guards ${id} false`),
  ];
}

export function itemsOf(declared: Declared, withPairs: boolean): Items {
  const edgeById = new Map(declared.edges.map((edge) => [edge.id, edge]));
  /** By the edge and the state it was taken from: the same few thousand are asked for all the time. */
  const ofEdge = new Map<MachineEdge, Map<string, string[]>>();
  const ofState = new Map<string, string>();

  /** Guards below an edge that was taken above them were asked first, and said no. */
  function passedOver({ edge, from }: TakenEdge, id: string): string[] {
    const taken = edgeById.get(id);
    if (taken === undefined) return [];
    const below = declared.edges.filter(
      ({ event, path, guard }) =>
        guard !== undefined &&
        event === edge.eventType &&
        path.length > taken.path.length &&
        (from === path || from.startsWith(`${path}.`)),
    );
    return below.map((one) => `guards ${one.id} false`);
  }

  function edgeItems(taken: TakenEdge): string[] {
    let known = ofEdge.get(taken.edge);
    if (known === undefined) {
      known = new Map();
      ofEdge.set(taken.edge, known);
    }
    const before = known.get(taken.from);
    if (before !== undefined) return before;
    const id = declared.idOf(taken.edge);
    const edge = edgeById.get(id);
    const items = [
      `transitions ${id}`,
      ...(edge ? guardItems(edge) : []),
      ...passedOver(taken, id),
    ];
    known.set(taken.from, items);
    return items;
  }

  function stateItem(leaf: string): string {
    let item = ofState.get(leaf);
    if (item === undefined) {
      item = `states ${leaf}`;
      ofState.set(leaf, item);
    }
    return item;
  }

  function outcomeOf({ snapshot }: Moment): string[] {
    if (snapshot.status !== 'done') return [];
    const { outcome } = snapshot.output as { outcome: CallOutcome };
    return [`outcomes ${outcome}`];
  }

  function pair(before: Moment, after: Moment): string[] {
    const first = before.taken[0];
    const second = after.taken[0];
    if (!withPairs || first === undefined || second === undefined) return [];
    return [`pairs ${declared.idOf(first.edge)} > ${declared.idOf(second.edge)}`];
  }

  return {
    cell: (moment, move) => cellId(moment.leaf, move.key),
    of: (before, move, after) => [
      cellId(before.leaf, move.key),
      ...after.taken.flatMap((taken) => [stateItem(taken.to), ...edgeItems(taken)]),
      ...outcomeOf(after),
      ...pair(before, after),
    ],
  };
}
