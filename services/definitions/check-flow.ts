/** Checks one flow by itself: every edge leads somewhere, every step can be reached and left. */
import type { Flow } from '../../machines/flow/schema.ts';
import { checkSlots } from './check-slots.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';
import { edgesOf, effectOf, leadingOut, outcomesOf, reachable } from './flow-graph.ts';

export function checkFlow(flow: Sourced<Flow>): Finding[] {
  const targets = checkTargets(flow);
  const outcomes = checkOutcomes(flow);
  const told = checkSlots(flow);
  // An edge into nowhere makes steps behind it look unreachable; one finding a fault is enough.
  if (targets.length > 0 || outcomes.length > 0) return [...targets, ...outcomes, ...told];
  return [...checkReachable(flow), ...checkWayOut(flow), ...told];
}

function checkTargets(flow: Sourced<Flow>): Finding[] {
  const { first, steps } = flow.value;
  const names = Object.keys(steps);
  const missing = (to: string, path: PropertyKey[]) =>
    Object.hasOwn(steps, to)
      ? []
      : [
          findingAt(
            flow,
            path,
            `there is no step "${to}"`,
            useKnown(to, names, 'add it under steps'),
          ),
        ];
  return [
    ...missing(first, ['first']),
    ...Object.entries(steps).flatMap(([name, step]) =>
      edgesOf(step).flatMap(({ to, path }) => missing(to, ['steps', name, ...path])),
    ),
  ];
}

function checkOutcomes(flow: Sourced<Flow>): Finding[] {
  return Object.entries(flow.value.steps).flatMap(([name, step]) => {
    if (!('outcomes' in step)) return [];
    const { needed, possible } = outcomesOf(step);
    const named = Object.keys(step.outcomes);
    const effect = effectOf(step);
    const unknown = named.filter((outcome) => !possible.includes(outcome));
    const absent = needed.filter((outcome) => !named.includes(outcome));
    return [
      ...unknown.map((outcome) =>
        findingAt(
          flow,
          ['steps', name, 'outcomes', outcome],
          `${effect} never ends with "${outcome}"`,
          useKnown(outcome, absent.length > 0 ? absent : possible, 'remove it'),
        ),
      ),
      ...absent.map((outcome) =>
        findingAt(
          flow,
          ['steps', name, 'outcomes'],
          `step "${name}" does not say where to go when ${effect} ends with "${outcome}"`,
          `add "${outcome}: <step>" to its outcomes`,
        ),
      ),
    ];
  });
}

function checkReachable(flow: Sourced<Flow>): Finding[] {
  const reached = reachable(flow.value);
  return Object.keys(flow.value.steps)
    .filter((name) => !reached.has(name))
    .map((name) =>
      findingAt(
        flow,
        ['steps', name],
        `no way leads to step "${name}"`,
        'lead another step to it, or remove it',
      ),
    );
}

function checkWayOut(flow: Sourced<Flow>): Finding[] {
  const leading = leadingOut(flow.value);
  return Object.keys(flow.value.steps)
    .filter((name) => !leading.has(name))
    .map((name) =>
      findingAt(
        flow,
        ['steps', name],
        `a caller can never leave from step "${name}"`,
        'lead it to a step with "end" or "hand-over"',
      ),
    );
}
