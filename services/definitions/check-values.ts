/** Checks that nothing is used before it is known: by an effect, by a sentence, or by a rule's reason. */
import type { Flow, Step } from '../../machines/flow/schema.ts';
import { placeholdersOf } from '../words/template.ts';
import { knownToEveryCall } from './check-answers.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt } from './finding.ts';
import { type Known, type ValueFlow, valueFlow } from './value-flow.ts';

export function checkValues(draft: WholeDraft): Finding[] {
  const flows = new Map([...draft.flows].map(([id, { value }]) => [id, value]));
  const always = knownToEveryCall(draft.business.value);
  const started = draft.business.value.flows.flatMap((id) => {
    const flow = flows.get(id);
    return flow === undefined ? [] : [valueFlow(flow, flows)];
  });
  return started.flatMap((walked) => checkWalked(draft, always, walked));
}

function checkWalked(draft: WholeDraft, always: Known, walked: ValueFlow): Finding[] {
  const own = [...walked.before].flatMap(([name, known]) => {
    const step = walked.flow.steps[name];
    return step === undefined ? [] : checkStep(draft, always, walked.flow, name, step, known);
  });
  return [...own, ...walked.called.flatMap((inner) => checkWalked(draft, always, inner))];
}

/** What a step needs, and under which word of the file it says so. */
interface Need {
  key: string;
  needs: string;
  by: string;
}

function checkStep(
  draft: WholeDraft,
  always: Known,
  { flow: id, slots }: Flow,
  name: string,
  step: Step,
  before: Known,
): Finding[] {
  const flow = draft.flows.get(id);
  if (flow === undefined) return [];
  const known = step.forget ? before.difference(new Set(step.forget)) : before;
  const missing = [...effectNeeds(step, known), ...sentenceNeeds(draft, step)].filter(
    ({ needs }) => !isKnown(needs, known, always),
  );
  const here = missing.map(({ key, needs, by }) =>
    findingAt(
      flow,
      ['steps', name, key],
      `${by} needs {${needs}}, which is not known on every way to "${name}"`,
      fixFor(needs, slots),
    ),
  );
  return [...here, ...checkReasons(draft, always, id, step, known)];
}

function effectNeeds(step: Step, known: Known): Need[] {
  const need = (key: string, by: string, ...needs: string[]): Need[] =>
    needs.map((each) => ({ key, by, needs: each }));
  if ('find' in step && step.find === 'times') {
    return known.has('booking') ? [] : need('find', '"find: times"', 'service');
  }
  if ('offer' in step) {
    return need(
      'offer',
      `"offer: ${step.offer}"`,
      step.offer === 'times' ? 'openings' : 'bookings',
    );
  }
  if (!('do' in step)) return [];
  const by = `"do: ${step.do}"`;
  if (step.do === 'book') return need('do', by, 'opening', 'name', 'phone');
  if (step.do === 'reschedule') return need('do', by, 'booking', 'opening');
  return step.do === 'cancel' ? need('do', by, 'booking') : [];
}

function sentenceNeeds(draft: WholeDraft, step: Step): Need[] {
  const of = (key: string, sentence: string): Need[] =>
    wordingsOf(draft, sentence).map((needs) => ({ key, needs, by: `"${sentence}"` }));
  if ('say' in step) return of('say', step.say);
  if ('confirm' in step) return of('confirm', step.confirm);
  return 'offer' in step ? of('sentence', step.sentence) : [];
}

/** The placeholders of a sentence, in any of its wordings. */
function wordingsOf(draft: WholeDraft, sentence: string): string[] {
  const wordings = [draft.words.get(sentence)?.value ?? []].flat();
  return [...new Set(wordings.flatMap(placeholdersOf))];
}

/** A rule's reason is said where a flow asks the rule, with what is known there. */
function checkReasons(
  draft: WholeDraft,
  always: Known,
  flow: string,
  step: Step,
  known: Known,
): Finding[] {
  if (!('check' in step)) return [];
  return draft.rules
    .filter(({ value }) => value.topic === step.check && value.then !== 'allow')
    .flatMap((rule) =>
      wordingsOf(draft, rule.value.say ?? '')
        .filter((needs) => !isKnown(needs, known, always))
        .map((needs) =>
          findingAt(
            rule,
            ['say'],
            `"${rule.value.say}" needs {${needs}}, which is not known where "${flow}" asks this rule`,
            'say it without that value',
          ),
        ),
    );
}

/** Values that come with another one, or with the moment in which they are said. */
const comesWith: Record<string, string> = {
  price: 'service',
  deposit: 'service',
  minutes: 'service',
  person: 'name',
};
const ofTheMoment = ['why', 'readings', 'choices'];

function isKnown(name: string, known: Known, always: Known): boolean {
  const value = name.replace(/-spelled$/, '');
  return (
    known.has(value) ||
    always.has(value) ||
    ofTheMoment.includes(value) ||
    known.has(comesWith[value] ?? value)
  );
}

function fixFor(value: string, slots: Flow['slots']): string {
  if (value === 'opening' || value === 'openings')
    return 'lead to it from a step with "find: times"';
  if (value === 'booking' || value === 'bookings') {
    return 'lead to it from a step with "find: bookings"';
  }
  const spec = slots[value];
  if (spec === undefined) return 'add a slot for it, and ask for it on every way';
  if (spec.optional) return 'take "optional" from its slot, or leave it out';
  if (spec['unless-vouched']) return 'take "unless-vouched" from its slot, or leave it out';
  return 'ask for it on every way';
}
