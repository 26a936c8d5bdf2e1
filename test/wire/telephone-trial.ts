/** The calls by telephone, as a trial that QA reads. */
import type { TrialDocument, TrialHead } from '../../server/scenarios/trials/trial.ts';
import type { WireResult } from './make-telephone-call.ts';
import { providerFaults } from './provider-faults.ts';

const ruleOfFaults = 'each fault strikes at least one call';

export function telephoneTrial(head: TrialHead, results: readonly WireResult[]): TrialDocument {
  const failed = results.filter(({ breaches }) => breaches.length > 0);
  const withFaults = results.filter(({ fault }) => fault !== null);
  const rows = providerFaults
    .map(({ name }) => ({ name, of: withFaults.filter(({ fault }) => fault === name) }))
    .filter(({ of }) => of.length > 0)
    .map(({ name, of }) => {
      const struck = of.filter((one) => one.struck).length;
      const broken = of.filter(({ breaches }) => breaches.length > 0).length;
      return { name, cells: [of.length, struck, broken], bad: broken > 0 || struck === 0 };
    });
  const idle = rows.filter(({ cells }) => cells[1] === 0).map(({ name }) => name);
  const faultsCase = { name: ruleOfFaults, wrong: idle.join(', ') };
  return {
    ...head,
    format: 1,
    kind: 'telephone',
    good: failed.length === 0 && idle.length === 0,
    what: `${results.length} calls by telephone, ${withFaults.length} of them with a provider that fails`,
    figures: idle.map((name) => `struck no call: ${name}`),
    tables: [
      { title: 'Calls with each fault', columns: ['calls', 'struck', 'failed'], rows },
      {
        title: 'Every call',
        columns: ['verdict'],
        rows: results.map((one) => ({
          name: nameOf(one),
          cells: [one.breaches.length === 0 ? 'ok' : 'failed'],
          ...(one.breaches.length === 0 ? {} : { bad: true }),
        })),
        long: true,
      },
    ],
    cases: [
      ...results.map((one) => ({
        name: nameOf(one),
        wrong: one.breaches.map(({ rule, what }) => `${rule}: ${what}`).join('; '),
      })),
      ...(rows.length === 0 ? [] : [faultsCase]),
    ],
    failures: failed.flatMap((one) =>
      one.breaches.map(({ rule, what }) => ({
        case: nameOf(one),
        rule,
        what,
        dialogue: one.dialogue,
        again: againOf(one, head),
      })),
    ),
  };
}

const nameOf = ({ target, fault }: WireResult) => (fault === null ? target : `${target}, ${fault}`);

function againOf({ target, fault }: WireResult, { business, seed }: TrialHead): string {
  const faults = fault === null ? 'none' : 'all';
  return `npm run scenarios -- --over wire --business ${business} --seed ${seed} --faults ${faults} --only "${target}"`;
}
