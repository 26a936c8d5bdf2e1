/** Checks the rules: their conditions, their topics, and that no two carry the same name. */

import type { Flow } from '../../machines/flow/schema.ts';
import { compileCondition, isFault } from '../../machines/policy/condition.ts';
import type { Rule } from '../../machines/policy/definition.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';

/** Asked by the call itself, before any flow. */
const topicsOfEveryCall = ['transfer'];

export function checkRules(draft: WholeDraft): Finding[] {
  const flows = [...draft.flowsAvailable.values()];
  const slots = [...new Set(flows.flatMap(({ value }) => Object.keys(value.slots)))];
  const topics = [...new Set([...topicsOfEveryCall, ...flows.flatMap(topicsOf)])];
  return [
    ...draft.rules.flatMap((rule) => [...checkCondition(rule, slots), ...checkTopic(rule, topics)]),
    ...checkIds(draft.rules),
    ...[...draft.flows.values()].flatMap((flow) => checkChecks(flow, draft.rules)),
  ];
}

function topicsOf({ value }: Sourced<Flow>): string[] {
  return Object.values(value.steps).flatMap((step) => ('check' in step ? [step.check] : []));
}

function checkCondition(rule: Sourced<Rule>, slots: string[]): Finding[] {
  const condition = compileCondition(rule.value.when);
  if (isFault(condition)) {
    const { what, unknown } = condition;
    const fix = unknown ? useKnown(unknown.word, unknown.known, advice) : advice;
    return [findingAt(rule, ['when'], `the condition cannot be read: ${what}`, fix)];
  }
  return condition.slots
    .filter((slot) => !slots.includes(slot))
    .map((slot) =>
      findingAt(
        rule,
        ['when'],
        `no flow has a slot "${slot}"`,
        useKnown(slot, slots, 'name a slot of a flow'),
      ),
    );
}

const advice = 'write it like opening.minutesUntil < 120 && !call.open';

function checkTopic(rule: Sourced<Rule>, topics: string[]): Finding[] {
  const { topic } = rule.value;
  if (topics.includes(topic)) return [];
  const fix = useKnown(topic, topics, 'name a topic that a flow checks');
  return [findingAt(rule, ['topic'], `nothing ever asks about the topic "${topic}"`, fix)];
}

/** A topic without a rule allows everything, so a slip in its name would open a door. */
function checkChecks(flow: Sourced<Flow>, rules: Sourced<Rule>[]): Finding[] {
  const topics = [...new Set(rules.map(({ value }) => value.topic))];
  return Object.entries(flow.value.steps).flatMap(([name, step]) => {
    if (!('check' in step) || topics.includes(step.check)) return [];
    const what = `no rule is about the topic "${step.check}"`;
    const fix = useKnown(step.check, topics, 'add a rule for it to rules.yaml');
    return [findingAt(flow, ['steps', name, 'check'], what, fix)];
  });
}

function checkIds(rules: Sourced<Rule>[]): Finding[] {
  return rules.flatMap((rule, index) => {
    const twin = rules.slice(0, index).find(({ value }) => value.id === rule.value.id);
    // A business's rule may carry the name of a default one: it simply comes first.
    if (!twin || twin.file.path !== rule.file.path) return [];
    const what = `two rules are called "${rule.value.id}"`;
    return [findingAt(rule, ['id'], what, 'rename one of them')];
  });
}
