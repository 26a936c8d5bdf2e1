/** Checks the rules: their conditions, their topics, and that no two carry the same name. */

import type { Flow } from '../../machines/flow/schema.ts';
import { compileCondition, isFault } from '../../machines/policy/condition.ts';
import type { Rule } from '../../machines/policy/definition.ts';
import { rulesThatNeverDecide } from '../../machines/policy/rules-that-never-decide.ts';
import { stateNames } from '../../machines/policy/state-of-number.ts';
import { topicsOfEveryCall } from '../../machines/policy/topics.ts';
import { weekdays } from '../../machines/policy/weekdays.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';

export function checkRules(draft: WholeDraft): Finding[] {
  const flows = [...draft.flowsAvailable.values()];
  const slots = [...new Set(flows.flatMap(({ value }) => Object.keys(value.slots)))];
  const topics = [...new Set([...topicsOfEveryCall, ...flows.flatMap(topicsOf)])];
  const ids = idsOf(draft);
  return [
    ...draft.rules.flatMap((rule) => [
      ...checkCondition(rule, ['when'], rule.value.when, slots, ids),
      ...checkTopic(rule, topics),
    ]),
    ...checkIds(draft.rules),
    ...checkDeciding(draft.rules, ids),
    ...[...draft.flows.values()].flatMap((flow) =>
      flow.value.score.flatMap(({ when }, index) =>
        checkCondition(flow, ['score', index, 'when'], when, Object.keys(flow.value.slots), ids),
      ),
    ),
    ...[...draft.flows.values()].flatMap((flow) => checkChecks(flow, draft.rules)),
  ];
}

function topicsOf({ value }: Sourced<Flow>): string[] {
  return Object.values(value.steps).flatMap((step) => ('check' in step ? [step.check] : []));
}

/** A fact that is one of a few known texts: compared with any other, it would never hold. */
type Ids = Record<string, { what: string; known: string[] }>;

function idsOf({ business }: WholeDraft): Ids {
  const day = { what: 'day of the week', known: [...weekdays] };
  return {
    'call.location': { what: 'location', known: business.value.locations.map(({ id }) => id) },
    'call.weekday': day,
    'caller.state': { what: 'state', known: [...stateNames] },
    'opening.weekday': day,
    'service.id': { what: 'service', known: business.value.services.map(({ id }) => id) },
  };
}

function checkCondition(
  source: Sourced<unknown>,
  path: PropertyKey[],
  when: string,
  slots: string[],
  ids: Ids,
): Finding[] {
  const condition = compileCondition(when);
  const at = (what: string, fix: string) => findingAt(source, path, what, fix);
  if (isFault(condition)) {
    const { what, unknown } = condition;
    const fix = adviceOn(when, unknown);
    return [at(`the condition cannot be read: ${what}`, fix)];
  }
  const slotsMissing = condition.slots
    .filter((slot) => !slots.includes(slot))
    .map((slot) =>
      at(`no flow has a slot "${slot}"`, useKnown(slot, slots, 'name a slot of a flow')),
    );
  const idsMissing = strangeTexts(when, ids).map(({ id, text }) =>
    at(`there is no ${id.what} "${text}"`, useKnown(text, id.known, 'name one of business.yaml')),
  );
  return [...slotsMissing, ...idsMissing];
}

/** Texts that a fact is compared with and can never be. */
function strangeTexts(when: string, ids: Ids): { id: Ids[string]; text: string }[] {
  const condition = compileCondition(when);
  if (isFault(condition)) return [];
  return condition.comparisons.flatMap(({ fact, text }) => {
    const id = ids[fact];
    // An empty text asks whether there is none.
    return !id || text === '' || id.known.includes(text) ? [] : [{ id, text }];
  });
}

/** What people write who have not written a condition before. */
const slips: [RegExp, string][] = [
  [/[“”„‘’]/, 'write straight quotes: "friday"'],
  [/(?<![=!<>])=(?![=~])/, 'compare with ==, as in opening.weekday == "friday"'],
  [/\band\b|\bor\b|\bnot\b/i, 'write && for and, || for or, ! for not'],
];

function adviceOn(when: string, unknown: { word: string; known: string[] } | undefined): string {
  const slip = slips.find(([pattern]) => pattern.test(when.replaceAll(/"[^"“”]*"/g, '""')));
  if (slip) return slip[1];
  if (unknown === undefined) return advice;
  const text = (weekdays as readonly string[]).includes(unknown.word.toLowerCase());
  if (text) return `put a text in quotes: "${unknown.word.toLowerCase()}"`;
  return useKnown(unknown.word, unknown.known, advice);
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

/** Within one file, which its author reads from the top. A business's rule may overrule a default. */
function checkDeciding(rules: Sourced<Rule>[], ids: Ids): Finding[] {
  const domains = Object.fromEntries(Object.entries(ids).map(([fact, { known }]) => [fact, known]));
  const files = [...new Set(rules.map(({ file }) => file))];
  return files.flatMap((file) => {
    // A text that a fact can never be has its own finding.
    const own = rules.filter(
      (rule) => rule.file === file && strangeTexts(rule.value.when, ids).length === 0,
    );
    const never = rulesThatNeverDecide(
      own.map(({ value }) => value),
      domains,
    );
    return never.flatMap(({ rule, by }) => {
      const at = own.find(({ value }) => value === rule);
      if (at === undefined) return [];
      if (by === undefined) {
        const what = `"${rule.id}" can never hold: no situation fits its condition`;
        return [findingAt(at, ['when'], what, 'change the condition, or remove the rule')];
      }
      const against = by.then === rule.then ? '' : `, with ${by.then} instead of ${rule.then}`;
      const what = `"${rule.id}" never decides: "${by.id}" above it has decided by then${against}`;
      return [findingAt(at, ['when'], what, `move it above "${by.id}", or narrow that one`)];
    });
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
