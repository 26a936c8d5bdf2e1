/** Over many callers made of chance, whatever the line offers is had by some of them. */
import { compileCondition, isFault } from '../../../machines/policy/condition.ts';
import type { Definition, Rule } from '../../../machines/policy/definition.ts';
import { transferTopic } from '../../../machines/policy/topics.ts';
import type { SimulationRun } from './simulate.ts';

export const wishesHad = 'what the line offers, some of many callers get';

/** Fewer say nothing: of the rarest wish, one call in fifty is one that gets it. */
const callsMin = 1_000;

const outcomesOf: Record<string, string> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel: 'cancelled',
  'take-message': 'message-taken',
};

/** By outcome, the topics whose rules are asked on the way to it. */
function offered({ business, flows }: Definition): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  if (business.people.length > 0) found.set('transferred', new Set([transferTopic]));
  for (const id of business.flows) {
    const steps = Object.values(flows[id]?.steps ?? {});
    const topics = steps.flatMap((step) => ('check' in step ? [step.check] : []));
    for (const step of steps) {
      const outcome = 'do' in step ? outcomesOf[step.do] : undefined;
      if (outcome === undefined) continue;
      found.set(outcome, new Set([...(found.get(outcome) ?? []), ...topics]));
    }
  }
  return found;
}

/** "Never by telephone" is written as a rule that looks at nothing. */
function isMeant({ when, then }: Rule): boolean {
  const condition = compileCondition(when);
  const stops = then === 'refuse' || then === 'hand-over';
  return stops && !isFault(condition) && condition.facts.length === 0;
}

/** What nobody got, though no rule says that nobody may: a condition that is turned round, mostly. */
export function neverHad(
  definition: Definition,
  { calls, outcomes }: Pick<SimulationRun, 'calls' | 'outcomes'>,
): string[] {
  if (calls < callsMin) return [];
  const { rules } = definition;
  return [...offered(definition)]
    .filter(([outcome]) => outcomes[outcome] === undefined)
    .filter(([, topics]) => !rules.some((rule) => topics.has(rule.topic) && isMeant(rule)))
    .map(([outcome]) => `none of ${calls} calls ended as ${outcome}`);
}
