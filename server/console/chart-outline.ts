/** What a chart's picture shows, before it has places: the boxes, and the arrows between them. */
import type { AnyStateNode } from 'xstate';
import type { ChartNodeKind } from './chart-picture.ts';
import { simplify } from './chart-simplify.ts';
import { arrowEvent } from './chart-words.ts';

export interface OutlineBox {
  id: string;
  label: string;
  parent?: string;
  kind: ChartNodeKind;
  initial: boolean;
  stays: string[];
}

export interface OutlineArrow {
  from: string;
  to: string;
  events: string[];
}

export interface Outline {
  boxes: OutlineBox[];
  arrows: OutlineArrow[];
}

/** The source of what is possible in every state. No state can have this name. */
export const anywhereId = '*';
/** Beyond so many states a picture is no longer read: the groups in it are folded again. */
const openStatesMax = 12;

/** The whole call: its top level, groups of groups open one level, everything else folded. */
export function outlineOverview(root: AnyStateNode): Outline {
  const isOpen = (node: AnyStateNode): boolean => node.parent === root && heightOf(node) >= 2;
  return outline(root, isOpen);
}

/** One state from within: all its steps, and the places it leads to as exits. */
export function outlineInside(scope: AnyStateNode): Outline {
  const small = countOf(scope) <= openStatesMax;
  return outline(scope, () => small);
}

function outline(scope: AnyStateNode, isOpen: (node: AnyStateNode) => boolean): Outline {
  const boxes = new Map<string, OutlineBox>();
  const shown = new Map<AnyStateNode, OutlineBox>();
  addBoxes(scope, scope, isOpen, boxes, shown);
  const arrows = new Map<string, OutlineArrow>();
  for (const source of statesOf(scope)) {
    for (const transition of [...source.transitions.values()].flat().concat(source.always ?? [])) {
      for (const target of transition.target ?? [source]) {
        const event = arrowEvent(transition, source);
        addArrow({ scope, source, target, event, boxes, shown, arrows });
      }
    }
  }
  const simple = simplify({ boxes: [...boxes.values()], arrows: [...arrows.values()] });
  // The layout keeps this order: what is possible anywhere belongs at the beginning.
  const inOrder = simple.boxes.sort((one, other) => rank(one) - rank(other));
  return { boxes: inOrder, arrows: simple.arrows };
}

function addBoxes(
  scope: AnyStateNode,
  parent: AnyStateNode,
  isOpen: (node: AnyStateNode) => boolean,
  boxes: Map<string, OutlineBox>,
  shown: Map<AnyStateNode, OutlineBox>,
): void {
  for (const node of Object.values(parent.states) as AnyStateNode[]) {
    // A history is a way back into its parent, not a place.
    if (node.type === 'history') continue;
    const open = hasChildren(node) && isOpen(node);
    const box: OutlineBox = {
      id: node.path.join('.'),
      label: node.key.replaceAll('-', ' '),
      kind: kindOf(node, open),
      initial: parent.initial?.target?.includes(node) ?? false,
      stays: [],
    };
    if (parent !== scope) box.parent = parent.path.join('.');
    boxes.set(box.id, box);
    shown.set(node, box);
    if (open) addBoxes(scope, node, isOpen, boxes, shown);
  }
}

function kindOf(node: AnyStateNode, open: boolean): ChartNodeKind {
  if (node.type === 'final') return 'final';
  if (!hasChildren(node)) return 'step';
  return open ? 'group' : 'folded';
}

interface Way {
  scope: AnyStateNode;
  source: AnyStateNode;
  target: AnyStateNode;
  event: string;
  boxes: Map<string, OutlineBox>;
  shown: Map<AnyStateNode, OutlineBox>;
  arrows: Map<string, OutlineArrow>;
}

function addArrow(way: Way): void {
  const from = way.source === way.scope ? anywhereBox(way) : boxOf(way.source, way);
  const to = boxOf(way.target, way) ?? exitBox(way);
  if (from === undefined || to === undefined) return;
  if (from.id === to.id) {
    if (!from.stays.includes(way.event)) from.stays.push(way.event);
    return;
  }
  // What a group offers in each of its steps starts inside it, or the arrow would cross its border.
  const start = isWithin(to, from, way.boxes) ? groupAnywhereBox(from, way) : from;
  const key = `${start.id} ${to.id}`;
  const arrow = way.arrows.get(key) ?? { from: start.id, to: to.id, events: [] };
  if (!arrow.events.includes(way.event)) arrow.events.push(way.event);
  way.arrows.set(key, arrow);
}

function rank(box: OutlineBox): number {
  if (box.kind === 'anywhere') return 0;
  return box.kind === 'exit' ? 2 : 1;
}

/** The nearest box that is shown and holds the state. */
function boxOf(state: AnyStateNode, way: Way): OutlineBox | undefined {
  for (let node: AnyStateNode | undefined = state; node !== undefined; node = node.parent) {
    const box = way.shown.get(node);
    if (box !== undefined) return box;
  }
  return undefined;
}

function isWithin(inner: OutlineBox, outer: OutlineBox, boxes: Map<string, OutlineBox>): boolean {
  let parent = inner.parent;
  while (parent !== undefined) {
    if (parent === outer.id) return true;
    parent = boxes.get(parent)?.parent;
  }
  return false;
}

function anywhereBox(way: Way): OutlineBox {
  return pseudoBox(way, { id: anywhereId, label: 'from anywhere', kind: 'anywhere' });
}

function groupAnywhereBox(group: OutlineBox, way: Way): OutlineBox {
  const id = `${group.id}.${anywhereId}`;
  return pseudoBox(way, { id, label: 'any step', kind: 'anywhere', parent: group.id });
}

/** A place outside of the picture; going back to the scope itself is staying. */
function exitBox(way: Way): OutlineBox | undefined {
  if (way.target === way.scope || way.scope.parent === undefined) return undefined;
  const top = topBelowCommonParent(way.target, way.scope);
  const label = top.key.replaceAll('-', ' ');
  return pseudoBox(way, { id: top.path.join('.'), label, kind: 'exit' });
}

function topBelowCommonParent(target: AnyStateNode, scope: AnyStateNode): AnyStateNode {
  let common = scope.parent;
  while (common !== undefined && !isAncestor(common, target)) common = common.parent;
  let top = target;
  while (top.parent !== undefined && top.parent !== common) top = top.parent;
  return top;
}

function isAncestor(ancestor: AnyStateNode, node: AnyStateNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

function pseudoBox(
  way: Way,
  box: Pick<OutlineBox, 'id' | 'label' | 'kind' | 'parent'>,
): OutlineBox {
  const known = way.boxes.get(box.id);
  if (known !== undefined) return known;
  const made: OutlineBox = { ...box, initial: false, stays: [] };
  way.boxes.set(box.id, made);
  return made;
}

function hasChildren(node: AnyStateNode): boolean {
  return Object.keys(node.states).length > 0;
}

/** 0 for a plain state, 1 for a group of plain states, and so on. */
function heightOf(node: AnyStateNode): number {
  const children = Object.values(node.states) as AnyStateNode[];
  return children.length === 0 ? 0 : 1 + Math.max(...children.map(heightOf));
}

function statesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...(Object.values(node.states) as AnyStateNode[]).flatMap(statesOf)];
}

function countOf(node: AnyStateNode): number {
  return statesOf(node).length - 1;
}
