/** Checks that every answer can be given to a caller who named nothing: no service, no place. */
import type { Business } from '../../machines/policy/business.ts';
import { placeholdersOf } from '../words/template.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt } from './finding.ts';

export function checkAnswers(draft: WholeDraft): Finding[] {
  const known = knownToEveryCall(draft.business.value);
  const missing = (text: string) => placeholdersOf(text).filter((name) => !known.has(name));
  return draft.questions.flatMap((question) => {
    const { answer, otherwise } = question.value;
    if (otherwise !== undefined) {
      return missing(otherwise).map((name) =>
        findingAt(
          question,
          ['otherwise'],
          `{${name}} is not known in every call`,
          'say it without a value that the caller must name first',
        ),
      );
    }
    // The sentences without a gap are said; an answer needs at least one.
    const parts = answer.split(/(?<=[.!?])\s+/);
    if (parts.some((part) => missing(part).length === 0)) return [];
    const names = [...new Set(missing(answer))].map((name) => `{${name}}`).join(' and ');
    const what = `a caller who named nothing gets no answer, for lack of ${names}`;
    const fix = 'add "otherwise:" with what to say then';
    return [findingAt(question, ['answer'], what, fix)];
  });
}

/** The facts that hold whatever the caller said and whichever number they dialled. */
export function knownToEveryCall(business: Business): Set<string> {
  const { locations, services, staff } = business;
  const known = new Set(['business']);
  if (locations.length > 0) known.add('locations');
  if (services.length > 0) known.add('services');
  if (staff.length > 0) known.add('staff');
  const [only] = locations;
  if (!only || locations.length > 1) return known;
  for (const name of [
    'address',
    'hours',
    'hours-today',
    'location',
    'location-name',
    'next-open',
  ]) {
    known.add(name);
  }
  if (only.parking !== undefined) known.add('parking');
  if (only.directions !== undefined) known.add('directions');
  if (only.phone !== undefined || business.numbers.some((entry) => 'number' in entry)) {
    known.add('phone-number');
  }
  return known;
}
