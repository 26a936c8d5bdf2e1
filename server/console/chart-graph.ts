/** Between an outline and the layout engine: sizes and options in, places out. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Outline, OutlineBox } from './chart-outline.ts';
import type { ChartEdge, ChartNode, ChartPicture } from './chart-picture.ts';
import { arrowLabel } from './chart-words.ts';

/** Widths are reckoned, not measured: a sans-serif letter at 13 px is 7.3 px wide on average. */
const letterWidth = 7.3;
const boxHeight = 32;
const boxWidthMin = 56;
const boxPadding = 24;
const titleHeight = 26;

const rootOptions: Record<string, string> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '6',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.edgeEdge': '6',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.padding': '[top=10,left=10,bottom=10,right=10]',
};

const groupOptions: Record<string, string> = {
  'elk.padding': `[top=${titleHeight + 10},left=14,bottom=14,right=14]`,
};

/** Children without arrows have no order: they are set in rows, like words. */
const packedOptions: Record<string, string> = {
  ...groupOptions,
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.algorithm': 'rectpacking',
  'elk.aspectRatio': '2.6',
  'elk.spacing.nodeNode': '12',
};

/** On paper nobody can ask an arrow what it stands for: its label gets a place of its own. */
const labelHeight = 15;
const labelLetterWidth = 6.1;

/** The graph that the layout engine takes. */
export function graphOfOutline(outline: Outline, labelled = false): ElkNode {
  const childrenOf = Map.groupBy(outline.boxes, (box) => box.parent ?? '');
  const joined = new Set(outline.arrows.flatMap(({ from, to }) => [from, to]));
  const edges = outline.arrows.map((arrow, index): ElkExtendedEdge => {
    const ends = { id: `edge ${index}`, sources: [arrow.from], targets: [arrow.to] };
    const text = arrowLabel(arrow.events);
    if (!labelled || text === '') return ends;
    const width = Math.ceil(text.length * labelLetterWidth) + 8;
    return { ...ends, labels: [{ id: `label ${index}`, text, width, height: labelHeight }] };
  });
  return { id: '', layoutOptions: rootOptions, children: nodesOf('', childrenOf, joined), edges };
}

function nodesOf(
  parent: string,
  childrenOf: Map<string, OutlineBox[]>,
  joined: Set<string>,
): ElkNode[] {
  return (childrenOf.get(parent) ?? []).map((box): ElkNode => {
    if (box.kind === 'group') {
      const children = nodesOf(box.id, childrenOf, joined);
      const ordered = children.some((child) => joined.has(child.id));
      const layoutOptions = ordered ? groupOptions : packedOptions;
      return { id: box.id, layoutOptions, children };
    }
    const width = Math.max(boxWidthMin, box.label.length * letterWidth + boxPadding);
    return { id: box.id, width, height: boxHeight };
  });
}

/** The placed graph as a picture; what the engine left out would be our bug. */
export function pictureOfGraph(outline: Outline, graph: ElkNode): ChartPicture {
  const placed = new Map<string, ElkNode>();
  collect(graph, placed);
  const nodes = outline.boxes.map((box): ChartNode => {
    const node = placed.get(box.id);
    if (node === undefined) throw new Error(`the state ${box.id} was not placed`);
    const { x = 0, y = 0, width = 0, height = 0 } = node;
    const place = { x: round(x), y: round(y), width: round(width), height: round(height) };
    return { ...box, ...place };
  });
  const edges = outline.arrows.map((arrow, index): ChartEdge => {
    const edge = graph.edges?.[index];
    if (edge === undefined) throw new Error(`an arrow from ${arrow.from} was not placed`);
    return edgeOf(arrow, edge);
  });
  return { width: round(graph.width ?? 0), height: round(graph.height ?? 0), nodes, edges };
}

function edgeOf(arrow: Outline['arrows'][number], edge: ElkExtendedEdge): ChartEdge {
  const points = (edge.sections ?? []).flatMap((section) =>
    [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
      x: round(x),
      y: round(y),
    })),
  );
  const { from, to, events } = arrow;
  const [label] = edge.labels ?? [];
  const labelAt = label && {
    x: round(label.x ?? 0),
    y: round(label.y ?? 0),
    width: label.width ?? 0,
    height: label.height ?? 0,
  };
  return { from, to, label: arrowLabel(events), events, points, ...(labelAt && { labelAt }) };
}

function collect(node: ElkNode, into: Map<string, ElkNode>): void {
  into.set(node.id, node);
  for (const child of node.children ?? []) collect(child, into);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
