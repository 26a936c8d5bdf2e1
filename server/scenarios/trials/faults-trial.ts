/** Generated calls on which the world failed, as a trial that QA reads. */
import { type WorldFault, worldFaults } from '../simulation/chance-world.ts';
import { type Duration, durations, durationTold } from '../simulation/fault-points.ts';
import type { FaultsRun } from '../simulation/run-faults.ts';
import type { TrialDocument, TrialHead } from './trial.ts';

/** Each fault at each effect is a case; the first of two gives a pair its place. */
export function faultsTrial(head: TrialHead, run: FaultsRun): TrialDocument {
  const { runs, struck, astray, failures, broken } = run;
  const effects = [...new Set(Object.keys(struck).map((key) => key.split(' ')[0] ?? ''))].sort();
  const cell = (effect: string, fault: WorldFault) => {
    const struckBy = (lasts: Duration) => struck[`${effect} ${fault}${durationTold(lasts)}`];
    const [once = 0, ...longer] = durations.map(struckBy);
    return [once, ...longer.filter((count) => count !== undefined)].join(' / ');
  };
  const failed = Map.groupBy(failures, ({ struck }) => struck);
  const went = { name: 'every call comes to where it is to fail', wrong: astray.join(', ') };
  return {
    ...head,
    format: 1,
    kind: 'faults',
    good: Object.keys(broken).length === 0 && astray.length === 0,
    what: `${runs} generated calls, the world failing at each of their answers`,
    figures: [
      `${Math.round(runs / Math.max(head.seconds, 0.001))} calls a second`,
      ...Object.entries(broken).map(([rule, count]) => `broken in ${count} calls: ${rule}`),
      ...(astray.length > 0 ? [`${astray.length} calls did not come to their fault`] : []),
    ],
    tables: [
      {
        title:
          'Calls with each fault: once or first / for ever / with all else a while / with all else',
        columns: [...worldFaults],
        rows: effects.map((effect) => ({
          name: effect,
          cells: worldFaults.map((fault) => cell(effect, fault)),
          ...([...failed.keys()].some((key) => key.startsWith(`${effect} `)) ? { bad: true } : {}),
        })),
      },
    ],
    cases: [
      went,
      ...Object.keys(struck)
        .sort()
        .map((name) => ({ name, wrong: failed.get(name)?.[0]?.what ?? '' })),
    ],
    failures: failures.map(({ struck, plan, rule, what, dialogue }) => ({
      case: struck,
      rule,
      what: `${plan}: ${what}`,
      dialogue,
      again: `npm run scenarios -- --faults single --business ${head.business} --seed ${head.seed} --only "${plan}"`,
    })),
  };
}
