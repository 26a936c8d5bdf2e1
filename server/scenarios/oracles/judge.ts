/** Every rule over one call: which were broken, and which had anything to say. */
import { conductOracles } from './conduct.ts';
import type { Evidence, Oracle } from './evidence.ts';
import { patienceOracles } from './patience.ts';
import { successOracles } from './success.ts';

export const oracles: readonly Oracle[] = [
  ...successOracles,
  ...conductOracles,
  ...patienceOracles,
];

export interface Breach {
  rule: string;
  what: string;
}

export interface Verdict {
  breaches: Breach[];
  armed: string[];
}

export function judge(evidence: Evidence): Verdict {
  return {
    breaches: oracles.flatMap(({ rule, judge }) => judge(evidence).map((what) => ({ rule, what }))),
    armed: oracles.filter(({ armed }) => armed(evidence)).map(({ rule }) => rule),
  };
}
