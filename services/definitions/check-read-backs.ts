/** Checks that callers agree to what they hear, and hear what was written: sentences around a write. */
import type { Flow, Step } from '../../machines/flow/schema.ts';
import { placeholdersOf } from '../words/template.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt } from './finding.ts';
import { edgesOf } from './flow-graph.ts';

/** What a yes to each write is a yes to, and what the caller is told of it afterwards. */
const named: Record<string, { before: string[]; after: string[] }> = {
  book: { before: ['opening'], after: ['booking', 'opening'] },
  reschedule: { before: ['opening'], after: ['booking', 'opening'] },
  // After the yes, "it's cancelled" leaves nobody in doubt.
  cancel: { before: ['booking'], after: [] },
};

export function checkReadBacks(draft: WholeDraft): Finding[] {
  return [...draft.flows.values()].flatMap(({ value: flow }) =>
    Object.values(flow.steps).flatMap((step) => {
      if ('confirm' in step) {
        return writesAfter(flow, step.yes).flatMap((write) =>
          wordingsWithout(draft, step.confirm, named[write]?.before ?? [], (value) => [
            `the caller says yes to "${step.confirm}", and it does not tell {${value}}`,
            `add {${value}}: what is agreed to is what "do: ${write}" writes`,
          ]),
        );
      }
      const write = 'do' in step ? step.do : '';
      const said = 'do' in step ? saidAfter(flow, step.outcomes.committed) : undefined;
      return wordingsWithout(draft, said, named[write]?.after ?? [], (value) => [
        `"${said}" tells of the success of "do: ${write}", and not which {${value}}`,
        `add {${value}}, which comes from the calendar: other words may tell another time`,
      ]);
    }),
  );
}

/** The writes that a yes leads to without another question that is agreed to. */
function writesAfter(flow: Flow, first: string): string[] {
  const open = [first];
  const seen = new Set(open);
  const writes: string[] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = flow.steps[name];
    if (step === undefined || 'confirm' in step || 'find' in step) continue;
    if ('do' in step) {
      if (step.do in named) writes.push(step.do);
      continue;
    }
    const next = edgesOf(step).map(({ to }) => to);
    open.push(...next.filter((to) => !seen.has(to)));
    for (const to of next) seen.add(to);
  }
  return writes;
}

/** The first sentence behind a commit. */
function saidAfter(flow: Flow, committed: string | undefined): string | undefined {
  const step: Step | undefined = committed === undefined ? undefined : flow.steps[committed];
  return step !== undefined && 'say' in step ? step.say : undefined;
}

/** A finding for each wording of a sentence that tells none of the values. */
function wordingsWithout(
  draft: WholeDraft,
  sentence: string | undefined,
  values: readonly string[],
  say: (value: string) => [what: string, fix: string],
): Finding[] {
  const at = sentence === undefined ? undefined : draft.words.get(sentence);
  const [value] = values;
  if (at === undefined || value === undefined) return [];
  const [what, fix] = say(value);
  const lacks = (text: string) => !placeholdersOf(text).some((each) => values.includes(each));
  return Array.isArray(at.value)
    ? at.value.flatMap((text, index) => (lacks(text) ? [findingAt(at, [index], what, fix)] : []))
    : lacks(at.value)
      ? [findingAt(at, [], what, fix)]
      : [];
}
