/** Facts and rules in, a verdict out: the first rule of the topic whose condition holds decides. */
import { type Condition, compileCondition, isFault } from './condition.ts';
import type { Rule, Verdict } from './definition.ts';
import type { Facts } from './facts.ts';

export interface Decision {
  verdict: Verdict;
  /** The rule that decided; without one, nothing stood in the way. */
  rule?: string;
  /** The sentence that tells the caller why. */
  say?: string;
}

/** Conditions by rule, so that each is parsed once; a definition's rules never change. */
const compiled = new WeakMap<Rule, Condition | undefined>();

/**
 * What the rules of a topic say. A condition that cannot be settled never counts as "does not
 * apply": a person decides, and the rule is named.
 */
export function decide(rules: readonly Rule[], topic: string, facts: Facts): Decision {
  for (const rule of rules) {
    if (rule.topic !== topic) continue;
    const answer = ask(rule, facts);
    if (answer === 'unsettled') return { verdict: 'hand-over', rule: rule.id };
    if (answer === 'no') continue;
    const decision: Decision = { verdict: rule.then, rule: rule.id };
    return rule.say === undefined ? decision : { ...decision, say: rule.say };
  }
  return { verdict: 'allow' };
}

/** Whether a rule of the topic can be settled only with this fact. */
export function rulesLookAt(rules: readonly Rule[], topic: string, fact: string): boolean {
  return rules.some(
    (rule) => rule.topic === topic && (conditionOf(rule)?.facts.includes(fact) ?? false),
  );
}

function ask(rule: Rule, facts: Facts): 'yes' | 'no' | 'unsettled' {
  const condition = conditionOf(rule);
  if (!condition) return 'unsettled';
  try {
    return condition.holds(facts) ? 'yes' : 'no';
  } catch {
    return 'unsettled';
  }
}

function conditionOf(rule: Rule): Condition | undefined {
  if (!compiled.has(rule)) {
    const result = compileCondition(rule.when);
    compiled.set(rule, isFault(result) ? undefined : result);
  }
  return compiled.get(rule);
}
