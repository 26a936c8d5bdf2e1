/** Checks that no two businesses claim the same number, or the same beginning of numbers. */
import type { Business } from '../../machines/policy/business.ts';
import { type Finding, findingAt, type Sourced } from './finding.ts';

/** Findings by the business that must give way: the later one in the order of the folders. */
export function checkNumbers(businesses: Sourced<Business>[]): Map<string, Finding[]> {
  const owners = new Map<string, string>();
  const findings = new Map<string, Finding[]>();
  for (const business of businesses) {
    const { id } = business.value;
    for (const [index, entry] of business.value.numbers.entries()) {
      const claim = 'number' in entry ? entry.number : `${entry.starting}…`;
      const owner = owners.get(claim);
      if (owner === undefined) {
        owners.set(claim, id);
        continue;
      }
      const where = owner === id ? 'twice in this file' : `by "${owner}" as well`;
      const what = `${claim} is claimed ${where}`;
      const found = findingAt(business, ['numbers', index], what, 'remove it from one of them');
      findings.set(id, [...(findings.get(id) ?? []), found]);
    }
  }
  return findings;
}
