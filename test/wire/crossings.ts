/** Which call by telephone meets which fault of a provider: each by turns, or every call each of them. */
import type { Definition } from '../../machines/policy/definition.ts';
import type { PatientPath } from './patient-paths.ts';
import { type ProviderFault, providerFaults } from './provider-faults.ts';
import type { Crossing } from './run-over-wire.ts';

/**
 * Every call as it is, and then with faults: one each (single), or each of them (all). A model that
 * fails again and again rests, and would fail nobody any more: of its faults, one call each.
 */
export function crossings(
  definition: Definition,
  paths: readonly PatientPath[],
  faults: 'none' | 'single' | 'all',
): Crossing[] {
  const fitting = fittingIn(definition);
  const plain = paths.map((path) => ({ path, fault: null }));
  if (faults === 'none') return plain;
  if (faults === 'all') {
    return [...plain, ...paths.flatMap((path) => fitting(path).map((fault) => ({ path, fault })))];
  }
  // The fault that has struck least so far.
  const times = new Map(providerFaults.map(({ name }) => [name, 0]));
  const timesOf = ({ name }: ProviderFault) => times.get(name) ?? 0;
  const crossed = paths.flatMap((path): Crossing[] => {
    const [fault] = fitting(path)
      .filter((each) => each.at !== 'model' || timesOf(each) === 0)
      .sort((one, other) => timesOf(one) - timesOf(other));
    if (fault === undefined) return [];
    times.set(fault.name, timesOf(fault) + 1);
    return [{ path, fault }];
  });
  return [...plain, ...crossed];
}

/** Two that write at the same time would be rivals for the same place: those wait for one another. */
export const isWriting = ({ moves }: PatientPath) =>
  moves.some((move) => move.kind === 'answer' && ['book', 'reschedule'].includes(move.effect));

/** Only what the caller is read their own number in is made by the voice for this call alone. */
function fittingIn({ flows, words }: Definition) {
  const readsNumber = (leaf: string) => {
    const [, flow = '', step = '', state] = leaf.split('.');
    const asked = flows[flow]?.steps[step];
    return (
      state === 'reading-back' &&
      asked !== undefined &&
      'confirm' in asked &&
      [words[asked.confirm]].flat().some((wording) => wording?.includes('{phone}'))
    );
  };
  return (path: PatientPath): ProviderFault[] => {
    const first = path.moves.find(({ kind }) => kind === 'say');
    const readBack = path.leaves.some(readsNumber);
    return providerFaults.filter(({ at }) => {
      if (at === 'voice') return readBack;
      // Calls with a failing model have their own pace, and those that write have theirs.
      if (at === 'recogniser') return first !== undefined;
      // Danger is known without a model, at once.
      const asked = first !== undefined && !first.key.startsWith('caller.alarmed emergency');
      return asked && !isWriting(path);
    });
  };
}
