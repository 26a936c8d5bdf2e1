/** A flow as a graph: which step leads where, and by which word of the file. */
import type { Flow, Step } from '../../machines/flow/schema.ts';
import { type EffectName, effectOutcomes } from '../../machines/ports.ts';

export interface StepEdge {
  to: string;
  /** Where the edge is written, inside its step. */
  path: PropertyKey[];
}

/** Every edge that a step names. A step without edges leaves the flow. */
export function edgesOf(step: Step): StepEdge[] {
  const edge = (key: string, to: string | undefined): StepEdge[] =>
    to === undefined ? [] : [{ to, path: [key] }];
  if ('check' in step) {
    return [
      ...edge('allow', step.allow),
      ...edge('refuse', step.refuse),
      ...edge('hand-over', step['hand-over']),
      ...edge('confirm-first', step['confirm-first']),
    ];
  }
  if ('outcomes' in step) {
    return Object.entries(step.outcomes).map(([name, to]) => ({ to, path: ['outcomes', name] }));
  }
  if ('offer' in step) {
    return [...edge('chosen', step.chosen), ...edge('none-fits', step['none-fits'])];
  }
  if ('confirm' in step) return [...edge('yes', step.yes), ...edge('no', step.no)];
  if ('ask' in step) {
    return [...edge('then', step.then), ...edge('if-leaving', step['if-leaving'])];
  }
  if ('then' in step) return edge('then', step.then);
  return [];
}

/** The effect behind a step with outcomes. */
export function effectOf(step: Step): EffectName | undefined {
  if ('find' in step) return step.find === 'times' ? 'find-times' : 'find-bookings';
  return 'do' in step ? step.do : undefined;
}

/** The outcomes a step must have an edge for, and those it may have one for. */
export function outcomesOf(step: Step): { needed: string[]; possible: string[] } {
  const effect = effectOf(step);
  if (!effect) return { needed: [], possible: [] };
  const needed: string[] = [...effectOutcomes[effect]];
  // What was found before and still fits is not looked for again.
  return { needed, possible: /^find-/.test(effect) ? [...needed, 'kept'] : needed };
}

/** The steps that can be reached from the first one. */
export function reachable(flow: Flow): Set<string> {
  const reached = new Set<string>();
  const open = [flow.first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = flow.steps[name];
    if (!step || reached.has(name)) continue;
    reached.add(name);
    open.push(...edgesOf(step).map(({ to }) => to));
  }
  return reached;
}

/** The steps from which some way leads out of the flow: to an end or to a person. */
export function leadingOut(flow: Flow): Set<string> {
  const leading = new Set<string>();
  const names = Object.keys(flow.steps);
  for (let grown = true; grown; ) {
    grown = false;
    for (const name of names) {
      const step = flow.steps[name];
      if (!step || leading.has(name)) continue;
      const edges = edgesOf(step);
      const out = edges.length === 0 || edges.some(({ to }) => leading.has(to));
      if (!out) continue;
      leading.add(name);
      grown = true;
    }
  }
  return leading;
}
