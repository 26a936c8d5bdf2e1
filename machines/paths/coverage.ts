/** What was covered of what the chart declares, and why the rest was not: counted, never felt. */
import type { Declared, DeclaredEdge } from './declared.ts';
import { type ItemKind, itemKinds, kindOf, nameOf } from './items.ts';
import { itemsOfCell, payloadsNever, repairsNever } from './payloads.ts';
import { type Unreachable, whyNever, whyNot } from './reasons.ts';

export interface CoverageOf {
  /** Declared by the chart; for cells and pairs, found by the search. */
  declared: number;
  covered: number;
  /** What no call can reach, with the reason. */
  unreachable: { id: string; why: string }[];
  /** Reachable, and not reached by these calls; or unreached for no known reason. */
  missing: string[];
}

export type Coverage = Record<ItemKind, CoverageOf>;

export interface CoverageInput {
  declared: Declared;
  /** Items that the search found a way to. */
  reachable: ReadonlySet<string>;
  /** Items that were really seen. */
  covered: ReadonlySet<string>;
}

/** The outcomes a chart can end with are those that some call can end with. */
const foundOnly = new Set<ItemKind>(['cells', 'pairs', 'outcomes']);

export function coverageOf(input: CoverageInput): Coverage {
  const { declared } = input;
  const [reachable, covered] = [withCells(input.reachable), withCells(input.covered)];
  const entered = new Set(
    [...reachable].filter((item) => kindOf(item) === 'states').map((item) => nameOf(item)),
  );
  const setting = { declared, entered };
  const edges = new Map<string, Unreachable>();
  for (const edge of declared.edges) {
    if (reachable.has(`transitions ${edge.id}`)) continue;
    edges.set(edge.id, { id: edge.id, why: whyNot(edge, setting) });
  }
  const known: Partial<Record<ItemKind, Unreachable[]>> = {
    states: declared.states
      .filter(({ path }) => !entered.has(path) && !isBeginning(path, declared))
      .map(({ path }) => ({ id: path, why: whyNever(path, setting, edges) })),
    transitions: [...edges.values()],
    guards: guardsNeverSo(declared, reachable, edges),
    payloads: payloadsNever(reachable),
    repairs: repairsNever({ declared, reachable }),
  };
  const all = new Set([...reachable, ...covered]);
  return Object.fromEntries(
    itemKinds.map((kind) => [kind, count(kind, known[kind] ?? [], all, covered)]),
  ) as Coverage;
}

/** What each cell shows beyond itself is counted with it. */
function withCells(items: ReadonlySet<string>): Set<string> {
  const cells = [...items].filter((item) => kindOf(item) === 'cells');
  return new Set([...items, ...cells.flatMap(itemsOfCell)]);
}

/** Every call begins there; nothing leads to it. */
function isBeginning(path: string, { states }: Declared): boolean {
  return path === states[0]?.path;
}

/** A guard that is always true, or always false, wherever it is asked. */
function guardsNeverSo(
  { edges }: Declared,
  reachable: ReadonlySet<string>,
  unreached: Map<string, Unreachable>,
): Unreachable[] {
  return edges
    .filter(({ guard }) => guard !== undefined)
    .flatMap(({ id }) =>
      [true, false]
        .map((value) => ({ id: `${id} ${value}`, value, edge: id }))
        .filter(({ id: item }) => !reachable.has(`guards ${item}`)),
    )
    .map(({ id, value, edge }) => ({
      id,
      why: unreached.get(edge)?.why ?? (value ? null : whyNeverFalse(edge, edges, unreached)),
    }));
}

/** Guards on what an event brings: the last one of a list is only asked when it holds. */
const ofTheEvent = new Set([
  'wants',
  'gives',
  'givesOnly',
  'outcomeIs',
  'outcomeWhileGone',
  'alarm',
  'offered',
  'remembers',
]);

/** A guard that always holds keeps its siblings from being reached: their reason is its own. */
function whyNeverFalse(
  id: string,
  edges: DeclaredEdge[],
  unreached: Map<string, Unreachable>,
): string | null {
  const edge = edges.find((one) => one.id === id);
  if (edge?.guard === undefined) return null;
  if (ofTheEvent.has(edge.guard.type)) return 'what comes here is always one of those named';
  const after = edges.filter(({ guardsBefore }) => guardsBefore.includes(id));
  const whys = after.map((sibling) => unreached.get(sibling.id)?.why ?? null);
  return whys.length > 0 && whys.every((why) => why !== null) ? (whys[0] ?? null) : null;
}

function count(
  kind: ItemKind,
  unreached: Unreachable[],
  all: ReadonlySet<string>,
  covered: ReadonlySet<string>,
): CoverageOf {
  const ofKind = [...all].filter((item) => kindOf(item) === kind);
  const seen = ofKind.filter((item) => covered.has(item));
  const stillMissing = ofKind.filter((item) => !covered.has(item)).map(nameOf);
  const explained = unreached.filter(({ id }) => !covered.has(`${kind} ${id}`));
  return {
    declared: foundOnly.has(kind) ? ofKind.length : ofKind.length + explained.length,
    covered: seen.length,
    unreachable: explained.flatMap(({ id, why }) => (why === null ? [] : [{ id, why }])),
    missing: [...stillMissing, ...explained.filter(({ why }) => why === null).map(({ id }) => id)],
  };
}
