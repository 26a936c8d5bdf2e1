/** Checks one flow by itself: every edge leads somewhere, every step can be reached and left. */
import type { Flow } from '../../machines/flow/schema.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';
import { edgesOf, effectOf, leadingOut, outcomesOf, reachable } from './flow-graph.ts';

export function checkFlow(flow: Sourced<Flow>): Finding[] {
  const targets = checkTargets(flow);
  const outcomes = checkOutcomes(flow);
  const told = checkSaidAs(flow);
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

/** A wording without words around the gap would take every sentence for the text. */
function checkSaidAs(flow: Sourced<Flow>): Finding[] {
  return Object.entries(flow.value.slots).flatMap(([name, { kind, 'said-as': wordings = [] }]) => {
    const path = ['slots', name, 'said-as'];
    if (kind !== 'text' && wordings.length > 0) {
      const what = `"said-as" is for slots of kind text, and "${name}" is a ${kind}`;
      return [findingAt(flow, path, what, 'remove it: such a value is known wherever it is said')];
    }
    const gap = `{${name}}`;
    return wordings.flatMap((wording, at) => {
      const parts = wording.split(gap);
      const fits = parts.length === 2 && parts.some((part) => /[a-z]/i.test(part));
      if (fits && !/[{}]/.test(parts.join(''))) return [];
      const what = `"${wording}" does not say where "${name}" stands between other words`;
      return [findingAt(flow, [...path, at], what, `write ${gap} in it once, beside other words`)];
    });
  });
}
