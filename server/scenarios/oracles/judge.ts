/** Every rule over one call: which were broken, and which had anything to say. */
import { answerOracles } from './answers.ts';
import { conductOracles } from './conduct.ts';
import type { Evidence, Oracle } from './evidence.ts';
import { patienceOracles } from './patience.ts';
import { successOracles } from './success.ts';
import { worldOracles } from './world.ts';

export const oracles: readonly Oracle[] = [
  ...successOracles,
  ...conductOracles,
  ...patienceOracles,
  ...answerOracles,
  ...worldOracles,
];

export interface Breach {
  rule: string;
  what: string;
}

export interface Verdict {
  breaches: Breach[];
  armed: string[];
}

export function judge(evidence: Evidence, rules = oracles): Verdict {
  return {
    breaches: rules.flatMap(({ rule, judge }) => judge(evidence).map((what) => ({ rule, what }))),
    armed: rules.filter(({ armed }) => armed(evidence)).map(({ rule }) => rule),
  };
}
