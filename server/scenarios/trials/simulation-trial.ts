/** Callers made of chance, as a trial that QA reads. */
import type { SimulationRun } from '../simulation/simulate.ts';
import { wishesHad } from '../simulation/wishes-had.ts';
import type { TrialDocument, TrialHead } from './trial.ts';

export interface SimulationFindings {
  where: 'simulation' | 'database';
  /** What the line offers, and none of so many calls ended as. */
  never: readonly string[];
}

export function simulationTrial(
  head: TrialHead,
  run: SimulationRun,
  { where, never }: SimulationFindings = { where: 'simulation', never: [] },
): TrialDocument {
  const { calls, turns, outcomes, armed, broken } = run;
  const onDatabase = where === 'database';
  const perSecond = (count: number) => Math.round(count / Math.max(head.seconds, 0.001));
  const again = (many: number, seed: number) =>
    `npm run scenarios -- --simulate ${many}${onDatabase ? ' --with-database' : ''} --business ${head.business} --seed ${seed}`;
  const last = head.seed + calls - 1;
  const rules = [...new Set([...Object.keys(armed), ...Object.keys(broken)])];
  const wrongOf = (rule: string) =>
    broken[rule] === undefined ? '' : `broken in ${broken[rule]} of ${calls} calls`;
  return {
    ...head,
    format: 1,
    kind: where,
    good: Object.keys(broken).length === 0 && never.length === 0,
    what: `${calls} calls of callers made of chance, seeds ${head.seed} to ${last}${onDatabase ? ', on the database' : ''}`,
    figures: [
      `${turns} turns of callers`,
      `${perSecond(calls)} calls and ${perSecond(turns)} turns a second`,
    ],
    tables: [
      {
        title: 'How they ended',
        columns: ['calls'],
        rows: Object.entries(outcomes)
          .sort()
          .map(([name, count]) => ({ name, cells: [count] })),
      },
      {
        title: 'The rules',
        columns: ['judged', 'broken'],
        rows: rules.map((rule) => ({
          name: rule,
          cells: [armed[rule] ?? 0, broken[rule] ?? 0],
          ...(broken[rule] === undefined ? {} : { bad: true }),
        })),
        long: true,
      },
    ],
    cases: [
      ...rules.map((rule) => ({ name: rule, wrong: wrongOf(rule) })),
      { name: wishesHad, wrong: never.join('; ') },
    ],
    failures: [
      ...never.map((what) => ({
        case: wishesHad,
        rule: wishesHad,
        what,
        dialogue: [],
        again: again(calls, head.seed),
      })),
      ...run.violations.map(({ seed, rule, what, dialogue }) => ({
        case: rule,
        rule,
        what,
        dialogue,
        again: again(1, seed),
      })),
    ],
  };
}
