/** What the engine really went through, told by its journal, in the ids of what the chart declares. */
import type { Declared, DeclaredEdge } from '../../machines/paths/declared.ts';
import { guardItems } from '../../machines/paths/items.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { PathRun } from './run-path.ts';

type Transition = Extract<JournalEntry, { kind: 'transition' }>;

function leadsTo({ targets }: DeclaredEdge, to: string): boolean {
  return (
    targets.length === 0 || targets.some((target) => to === target || to.startsWith(`${target}.`))
  );
}

/** The journal names an edge by its source, its event and its description; the target tells twins apart. */
function edgeOf(
  declared: Declared,
  entry: Transition,
  planned: ReadonlySet<string>,
): DeclaredEdge | undefined {
  const { edge, event = '', to } = entry;
  const cut = edge.indexOf(': ');
  const [source, description] = [edge.slice(0, cut), edge.slice(cut + 2)];
  const group = declared.edges.filter((one) => one.source === source && one.event === event);
  const named = group.filter((one) => one.description === description);
  const fitting = named.length > 0 ? named : group.filter((one) => one.description === undefined);
  const target = to.at(-1) ?? '';
  const twins = fitting.filter((one) => leadsTo(one, target));
  // Edges alike in all of that differ in their guards: the call went as planned, so it is that one.
  return twins.find(({ id }) => planned.has(`transitions ${id}`)) ?? twins[0] ?? fitting[0];
}

function itemsOf(declared: Declared, entry: Transition, planned: ReadonlySet<string>): string[] {
  const edge = edgeOf(declared, entry, planned);
  const states = entry.to.map((state) => `states ${state}`);
  return edge === undefined
    ? states
    : [
        ...states,
        `transitions ${edge.id}`,
        ...guardItems(edge),
        ...passedOver(declared, edge, entry),
      ];
}

/** Guards further inside were asked first, and did not hold. */
function passedOver(declared: Declared, taken: DeclaredEdge, { from }: Transition): string[] {
  const leaf = from.at(-1) ?? '';
  return declared.edges
    .filter(
      ({ event, path, guard }) =>
        guard !== undefined &&
        event === taken.event &&
        path.length > taken.path.length &&
        (leaf === path || leaf.startsWith(`${path}.`)),
    )
    .map(({ id }) => `guards ${id} false`);
}

export function engineItems(declared: Declared, { path, entries, cells }: PathRun): string[] {
  const planned = new Set(path.items);
  const items: string[] = [...cells];
  let before: string | null = null;
  for (const entry of entries) {
    if (entry.kind === 'call-ended') items.push(`outcomes ${entry.outcome}`);
    if (entry.kind === 'event' || entry.kind === 'effect-answered')
      before = lastEdge(items) ?? before;
    if (entry.kind !== 'transition') continue;
    const own = itemsOf(declared, entry, planned);
    items.push(...own);
    const now = lastEdge(own);
    if (before !== null && now !== null && (entry.event ?? '') !== '') {
      items.push(`pairs ${before} > ${now}`);
    }
    if ((entry.event ?? '') !== '') before = now;
  }
  return items;
}

function lastEdge(items: readonly string[]): string | null {
  return (
    items.findLast((item) => item.startsWith('transitions '))?.slice('transitions '.length) ?? null
  );
}
