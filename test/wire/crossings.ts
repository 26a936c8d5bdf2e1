/** Which call by telephone meets which fault of a provider: each by turns, or every call each of them. */
import type { PatientPath } from './patient-paths.ts';
import { type ProviderFault, providerFaults } from './provider-faults.ts';
import type { Crossing } from './run-over-wire.ts';

/** Every call as it is, and then with faults: one each (single), or each of them (all). */
export function crossings(
  paths: readonly PatientPath[],
  faults: 'none' | 'single' | 'all',
): Crossing[] {
  const plain = paths.map((path) => ({ path, fault: null }));
  if (faults === 'none') return plain;
  if (faults === 'all') {
    return [...plain, ...paths.flatMap((path) => fitting(path).map((fault) => ({ path, fault })))];
  }
  // The fault that has struck least so far.
  const times = new Map(providerFaults.map(({ name }) => [name, 0]));
  const timesOf = ({ name }: ProviderFault) => times.get(name) ?? 0;
  const crossed = paths.flatMap((path): Crossing[] => {
    const [fault] = fitting(path).sort((one, other) => timesOf(one) - timesOf(other));
    if (fault === undefined) return [];
    times.set(fault.name, timesOf(fault) + 1);
    return [{ path, fault }];
  });
  return [...plain, ...crossed];
}

/** Only what the caller is read their own number in is made by the voice for this call alone. */
function fitting({ moves, leaves }: PatientPath): ProviderFault[] {
  const speaks = moves.some(({ kind }) => kind === 'say');
  const readBack = leaves.some((leaf) => leaf.startsWith('serving.book.read-back.'));
  return providerFaults.filter(({ at }) => (at === 'voice' ? readBack : speaks));
}
