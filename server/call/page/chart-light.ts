/** Which boxes and arrows of a chart's picture are lit by the way a call has taken: pure. */
import type { ChartPicture, ChartPictures } from '../../console/chart-picture.ts';
import type { WayStep } from './call-view.ts';

export interface ChartLight {
  active: Set<string>;
  walked: Set<string>;
  /** Indexes into the picture's arrows. */
  walkedEdges: Set<number>;
  /** The arrow of the last step, when there is one between two boxes of this picture. */
  lastEdge?: number;
  /** What led along it. */
  lastWhy?: string;
}

export function lightOf(picture: ChartPicture, active: string[], way: WayStep[]): ChartLight {
  const boxes = new Set(picture.nodes.map((node) => node.id));
  const shown = (leaf: string): string | undefined => boxOf(boxes, leaf);
  const light: ChartLight = {
    active: new Set(active.map(shown).filter((id) => id !== undefined)),
    walked: new Set(),
    walkedEdges: new Set(),
  };
  for (const { from, to, why } of way) {
    for (const leaf of to) {
      const reached = shown(leaf);
      if (reached === undefined) continue;
      light.walked.add(reached);
      // A state that was entered and never left again has been passed all the same.
      for (const box of from) light.walked.add(shown(box) ?? reached);
      const edge = edgeTo(picture, from.map(shown), reached);
      if (edge < 0) continue;
      light.walkedEdges.add(edge);
      light.lastEdge = edge;
      light.lastWhy = why;
    }
  }
  return light;
}

/** The folded state that the call is in now, as the overview names it. */
export function insideOf(pictures: ChartPictures, active: string[]): string | undefined {
  for (const leaf of active) {
    const keys = leaf.split('.');
    for (let length = 1; length < keys.length; length += 1) {
      const id = keys.slice(0, length).join('.');
      if (id in pictures.inside) return id;
    }
  }
  return undefined;
}

function boxOf(boxes: Set<string>, leaf: string): string | undefined {
  const keys = leaf.split('.');
  for (let length = keys.length; length > 0; length -= 1) {
    const id = keys.slice(0, length).join('.');
    if (boxes.has(id)) return id;
  }
  return undefined;
}

/** The arrow itself, or the one that its group, or any state, has to the same place. */
function edgeTo(picture: ChartPicture, from: (string | undefined)[], reached: string): number {
  for (const box of from) {
    if (box === undefined || box === reached) continue;
    const chain = [box, ...groupsOf(box), '*', '+'];
    const targets = [reached, ...groupsOf(reached)];
    for (const source of chain) {
      for (const target of targets) {
        const found = picture.edges.findIndex((e) => e.from === source && e.to === target);
        if (found >= 0) return found;
      }
    }
  }
  return -1;
}

function groupsOf(id: string): string[] {
  const keys = id.split('.');
  return keys.slice(1).map((_, index) => keys.slice(0, keys.length - 1 - index).join('.'));
}
