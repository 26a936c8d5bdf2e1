/** A flow's points: each line whose condition holds for what the caller said adds its own. */
import { type Condition, compileCondition, isFault } from './condition.ts';
import type { Definition } from './definition.ts';
import type { Facts } from './facts.ts';

/** By condition, so that each is parsed once. */
const compiled = new Map<string, Condition | undefined>();
/** Far above what the businesses of one process write; conditions of old versions are let go. */
const compiledMax = 2_000;

/** `undefined` where the flow keeps no score. A condition that cannot be settled adds nothing. */
export function scoreOf(definition: Definition, flowId: string, facts: Facts): number | undefined {
  const flow = definition.flows[flowId];
  if (flow === undefined || flow.score.length === 0) return undefined;
  return flow.score
    .filter(({ when }) => holds(when, facts))
    .reduce((sum, { points }) => sum + points, 0);
}

function holds(when: string, facts: Facts): boolean {
  if (!compiled.has(when)) {
    if (compiled.size >= compiledMax) compiled.clear();
    const result = compileCondition(when);
    compiled.set(when, isFault(result) ? undefined : result);
  }
  try {
    return compiled.get(when)?.holds(facts) ?? false;
  } catch {
    return false;
  }
}
