/** Every rule over one call: which were broken, and which had anything to say. */
import { answerOracles } from './answers.ts';
import { calendarOracles } from './calendar.ts';
import { conductOracles } from './conduct.ts';
import type { Evidence, Oracle } from './evidence.ts';
import { orderOracles } from './in-order.ts';
import { lastWordOracles } from './last-word.ts';
import { breathOracles } from './one-breath.ts';
import { patienceOracles } from './patience.ts';
import { spokenOracles } from './spoken.ts';
import { successOracles } from './success.ts';
import { claimOracles } from './true-claims.ts';
import { whoseOracles } from './whose.ts';
import { worldOracles } from './world.ts';
import { bookOracles } from './written-down.ts';

export const oracles: readonly Oracle[] = [
  ...successOracles,
  ...conductOracles,
  ...patienceOracles,
  ...answerOracles,
  ...worldOracles,
  ...bookOracles,
  ...whoseOracles,
  ...lastWordOracles,
  ...orderOracles,
  ...calendarOracles,
  ...spokenOracles,
  ...breathOracles,
  ...claimOracles,
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
