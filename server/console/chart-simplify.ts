/** Fewer arrows for the eye: what crosses a group's border, what all states share, where many end. */
import { anywhereId, type Outline, type OutlineArrow, type OutlineBox } from './chart-outline.ts';

/** The source of one arrow in place of many: the states that it stands for are not told apart. */
const severalId = '+';
/** An exit with more arrows than this is drawn with one. */
const arrowsToExitMax = 3;

/** Nothing is lost to the light: a way along a dropped arrow is drawn on the one that stands for it. */
export function simplify(outline: Outline): Outline {
  const boxes = new Map(outline.boxes.map((box) => [box.id, box]));
  let arrows = bundleAtBorders(outline.arrows, boxes);
  arrows = absorbInAnywhere(arrows);
  arrows = gatherAtSinks(arrows, boxes);
  const joined = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const kept = [...boxes.values()].filter(({ kind, id }) =>
    kind === 'anywhere' || kind === 'exit' ? joined.has(id) : true,
  );
  return { boxes: kept, arrows };
}

/** The folded flows of an open group share its border: their arrows are the group's own. */
function bundleAtBorders(arrows: OutlineArrow[], boxes: Map<string, OutlineBox>): OutlineArrow[] {
  const bundled = new Map<string, OutlineArrow>();
  for (const arrow of arrows) {
    const [one, other] = [groupOf(arrow.from, boxes), groupOf(arrow.to, boxes)];
    if (one !== undefined && one === other && isShared(one, boxes)) continue;
    const from = one !== undefined && isShared(one, boxes) ? one : arrow.from;
    const to = other !== undefined && isShared(other, boxes) ? other : arrow.to;
    if (from === to || from === other || to === one) continue;
    const key = `${from} ${to}`;
    const known = bundled.get(key) ?? { from, to, events: [] };
    known.events = [...new Set([...known.events, ...arrow.events])];
    bundled.set(key, known);
  }
  return [...bundled.values()];
}

function groupOf(id: string, boxes: Map<string, OutlineBox>): string | undefined {
  return boxes.get(id)?.parent;
}

function isShared(group: string, boxes: Map<string, OutlineBox>): boolean {
  const children = [...boxes.values()].filter((box) => box.parent === group);
  return children.some((box) => box.kind === 'folded');
}

/** What every state offers is drawn once; only a state with no other way out keeps its own arrow. */
function absorbInAnywhere(arrows: OutlineArrow[]): OutlineArrow[] {
  const shared = new Set(arrows.filter((arrow) => arrow.from === anywhereId).map(({ to }) => to));
  const hasOther = new Set(arrows.filter(({ to }) => !shared.has(to)).map(({ from }) => from));
  return arrows.filter(
    ({ from, to }) => from === anywhereId || !shared.has(to) || !hasOther.has(from),
  );
}

function gatherAtSinks(arrows: OutlineArrow[], boxes: Map<string, OutlineBox>): OutlineArrow[] {
  const gathered: OutlineArrow[] = [];
  for (const [to, incoming] of Map.groupBy(arrows, (arrow) => arrow.to)) {
    const fromSteps = incoming.filter((arrow) => arrow.from !== anywhereId);
    if (boxes.get(to)?.kind !== 'exit' || fromSteps.length <= arrowsToExitMax) {
      gathered.push(...incoming);
      continue;
    }
    const events = [...new Set(fromSteps.flatMap((arrow) => arrow.events))];
    gathered.push(...incoming.filter((arrow) => arrow.from === anywhereId));
    gathered.push({ from: severalId, to, events });
    const several = { id: severalId, label: 'from several', kind: 'anywhere' } as const;
    boxes.set(severalId, { ...several, initial: false, stays: [] });
  }
  return gathered;
}
