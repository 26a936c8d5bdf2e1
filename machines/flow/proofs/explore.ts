/** Every walk through a chart, shortest first, watched by one question that remembers a little. */
import type { Spot, WalkStep } from './abstract-walk.ts';
import type { SpotGraph } from './spot-graph.ts';

/** One step of a counter-example: what happened, and the state after it. */
export interface ExampleStep {
  event: string;
  state: string;
  /** The edge's own words, where it has some. */
  edge?: string;
}

export interface Broken {
  what: string;
  /** The state at fault. */
  state: string;
  path: ExampleStep[];
}

export interface Proved {
  broken: Broken[];
  /** Situations looked at. */
  looked: number;
}

/**
 * `Memory` is plain data with few values: two walks at one spot with the same memory are the same
 * walk. `see` hands back the memory it was given when nothing changed.
 */
export interface Watch<Memory> {
  start: Memory;
  see(memory: Memory, step: WalkStep, from: Spot): { memory: Memory; broken?: string };
}

interface Walked<Memory> {
  spot: number;
  memory: Memory;
  /** The memory's number: equal memories have the same. */
  kind: number;
  before: Walked<Memory> | null;
  step: WalkStep | null;
}

/** A memory with more values than this would not be a little. */
const kindsMax = 1_024;

/** The shortest way in which each fault comes about. */
export function explore<Memory>(graph: SpotGraph, watch: Watch<Memory>): Proved {
  const kinds = new Map([[JSON.stringify(watch.start), 0]]);
  const queue: Walked<Memory>[] = [
    { spot: 0, memory: watch.start, kind: 0, before: null, step: null },
  ];
  const seen = new Set([0]);
  const broken = new Map<string, Broken>();
  for (let next = 0; next < queue.length; next += 1) {
    const at = queue[next] as Walked<Memory>;
    const from = graph.spots[at.spot] as Spot;
    for (const { step, to } of graph.steps[at.spot] ?? []) {
      const { memory, broken: what } = watch.see(at.memory, step, from);
      const kind = memory === at.memory ? at.kind : kindOf(memory, kinds);
      const walked: Walked<Memory> = { spot: to, memory, kind, before: at, step };
      if (what !== undefined) {
        const state = step.to.leaf.path;
        const key = `${what} ${state}`;
        if (!broken.has(key)) broken.set(key, { what, state, path: pathOf(walked) });
        continue;
      }
      const place = to * kindsMax + kind;
      if (seen.has(place)) continue;
      seen.add(place);
      queue.push(walked);
    }
  }
  return { broken: [...broken.values()], looked: queue.length };
}

function kindOf(memory: unknown, kinds: Map<string, number>): number {
  const key = JSON.stringify(memory);
  const known = kinds.get(key);
  if (known !== undefined) return known;
  if (kinds.size >= kindsMax) throw new Error('a proof remembers too much');
  kinds.set(key, kinds.size);
  return kinds.size - 1;
}

function pathOf<Memory>(walked: Walked<Memory>): ExampleStep[] {
  const path: ExampleStep[] = [];
  for (let at: Walked<Memory> | null = walked; at !== null; at = at.before) {
    if (at.step !== null) path.unshift(exampleOf(at.step));
  }
  return path;
}

export function exampleOf({ event, edge, to }: WalkStep): ExampleStep {
  return {
    event: event === '' ? 'at once' : event,
    state: to.leaf.path,
    ...(edge.description === undefined ? {} : { edge: edge.description }),
  };
}
