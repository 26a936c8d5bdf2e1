/** The picture of a call's chart: boxes and arrows with their places, ready to be drawn as SVG. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type Clock, systemClock } from '../../services/clock.ts';
import { openChartLayout } from './chart-layout.ts';
import { outlineInside, outlineOverview } from './chart-outline.ts';

/**
 * `group` is drawn open around its children, `folded` stands for states that are not shown here,
 * `anywhere` is the source of arrows that leave every state, `exit` a place outside this picture.
 */
export type ChartNodeKind = 'step' | 'group' | 'folded' | 'final' | 'anywhere' | 'exit';

export interface ChartNode {
  /** The state's dotted path, as a journal's `transition` names it. */
  id: string;
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
  parent?: string;
  kind: ChartNodeKind;
  /** The state that its parent starts in. */
  initial: boolean;
  /** Events answered here without leaving. */
  stays: string[];
}

export interface ChartEdge {
  from: string;
  to: string;
  label: string;
  /** Every event on this way, when `label` shows only the first ones. */
  events: string[];
  points: { x: number; y: number }[];
  /** Where the label is written, in a picture that keeps room for labels. */
  labelAt?: { x: number; y: number; width: number; height: number };
}

/** Places are absolute, in CSS pixels, from the picture's top left corner. */
export interface ChartPicture {
  width: number;
  height: number;
  nodes: ChartNode[];
  edges: ChartEdge[];
}

/** One chart: the whole call with its flows folded, and the inside of each folded state by its id. */
export interface ChartPictures {
  overview: ChartPicture;
  inside: Record<string, ChartPicture>;
}

/** Lays out the whole call, or the inside of one state of it. Plain JSON: keep it per version. */
export async function pictureOf(
  machine: AnyStateMachine,
  options: { inside?: string; clock?: Clock } = {},
): Promise<ChartPicture> {
  const outline =
    options.inside === undefined
      ? outlineOverview(machine.root)
      : outlineInside(stateAt(machine, options.inside));
  const layout = openChartLayout(options.clock ?? systemClock);
  try {
    return await layout.place(outline);
  } finally {
    await layout.close();
  }
}

/** Lays out everything the call page shows of one chart. */
export async function picturesOf(
  machine: AnyStateMachine,
  clock: Clock = systemClock,
  labelled = false,
): Promise<ChartPictures> {
  const layout = openChartLayout(clock);
  try {
    const overview = await layout.place(outlineOverview(machine.root), labelled);
    const inside: Record<string, ChartPicture> = {};
    for (const { id, kind } of overview.nodes) {
      if (kind !== 'folded') continue;
      inside[id] = await layout.place(outlineInside(stateAt(machine, id)), labelled);
    }
    return { overview, inside };
  } finally {
    await layout.close();
  }
}

function stateAt(machine: AnyStateMachine, id: string): AnyStateNode {
  let node: AnyStateNode = machine.root;
  for (const key of id.split('.')) {
    const child = node.states[key];
    if (child === undefined) throw new Error(`the chart has no state ${id}`);
    node = child;
  }
  return node;
}
