/** Checks that what a flow says about its slots fits their kinds. */
import type { Flow } from '../../machines/flow/schema.ts';
import { type Finding, findingAt, type Sourced } from './finding.ts';

export function checkSlots(flow: Sourced<Flow>): Finding[] {
  return [...checkLastName(flow), ...checkSaidAs(flow)];
}

function checkLastName(flow: Sourced<Flow>): Finding[] {
  return Object.entries(flow.value.slots)
    .filter(([, slot]) => slot['last-name'] !== undefined && slot.kind !== 'name')
    .map(([name, { kind }]) =>
      findingAt(
        flow,
        ['slots', name, 'last-name'],
        `"last-name" is for slots of kind name, and "${name}" is a ${kind}`,
        'remove it',
      ),
    );
}

/** A wording without words around the gap would take every sentence for the text. */
function checkSaidAs(flow: Sourced<Flow>): Finding[] {
  return Object.entries(flow.value.slots).flatMap(([name, { kind, 'said-as': wordings = [] }]) => {
    const path = ['slots', name, 'said-as'];
    if (kind !== 'text' && wordings.length > 0) {
      const what = `"said-as" is for slots of kind text, and "${name}" is a ${kind}`;
      return [findingAt(flow, path, what, 'remove it: such a value is known wherever it is said')];
    }
    const gap = `{${name}}`;
    return wordings.flatMap((wording, at) => {
      const parts = wording.split(gap);
      const fits = parts.length === 2 && parts.some((part) => /[a-z]/i.test(part));
      if (fits && !/[{}]/.test(parts.join(''))) return [];
      const what = `"${wording}" does not say where "${name}" stands between other words`;
      return [findingAt(flow, [...path, at], what, `write ${gap} in it once, beside other words`)];
    });
  });
}
