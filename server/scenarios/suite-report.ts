/** A run as other programs read it, and as one table on a terminal. */
import type { Coverage } from '../../machines/paths/coverage.ts';
import { itemKinds } from '../../machines/paths/items.ts';
import type { Suite } from '../../machines/paths/suite.ts';
import { printDialogue } from './dialogue.ts';
import type { SuiteRun } from './run-suite.ts';

export interface SuiteReport extends SuiteRun {
  business: string;
  version: string;
  seed: number;
  cover: string;
  seconds: number;
  /** Faults of the chart itself, found before any call was made. */
  chartFaults: string[];
  good: boolean;
}

/** What the level promises, and so must be covered whole. */
const promised: Record<Suite['cover'], readonly (keyof Coverage)[]> = {
  states: ['states', 'outcomes'],
  transitions: ['states', 'transitions', 'guards', 'cells', 'payloads', 'repairs', 'outcomes'],
  pairs: ['states', 'transitions', 'guards', 'cells', 'payloads', 'repairs', 'outcomes', 'pairs'],
};

/** One call alone covers little, and is not held to the bar. */
export function reportOf(
  suite: Suite,
  run: SuiteRun,
  options: { seconds: number; whole: boolean },
): SuiteReport {
  const covers = promised[suite.cover].every((kind) => run.coverage[kind].missing.length === 0);
  const chartFaults = suite.faults.map(({ leaf, move, message }) => `${leaf}, ${move}: ${message}`);
  return {
    business: suite.business,
    version: suite.version,
    seed: suite.seed,
    cover: suite.cover,
    ...run,
    seconds: options.seconds,
    chartFaults,
    good: run.failures.length === 0 && chartFaults.length === 0 && (covers || !options.whole),
  };
}

/** The document that `--json` prints: coverage, failures with their dialogues, and nothing to scroll. */
export function jsonOf(report: SuiteReport): object {
  const { paths, failures, coverage, ...rest } = report;
  return {
    ...rest,
    coverage,
    paths: paths.length,
    failures: failures.map(({ id, rule, what, dialogue, replay }) => ({
      id,
      rule: `${rule}: ${what}`,
      dialogue,
      replay,
    })),
  };
}

const missingShownMax = 8;

function coverageLines({ coverage }: SuiteReport): string[] {
  return itemKinds
    .filter((kind) => coverage[kind].declared > 0)
    .flatMap((kind) => {
      const { declared, covered, unreachable, missing } = coverage[kind];
      const numbers = [covered, unreachable.length, missing.length, declared];
      const [done, never, left, all] = numbers.map((number) => String(number).padStart(7));
      return [
        `  ${kind.padEnd(12)}${done} covered${never} unreachable${left} missing of${all}`,
        ...missing.slice(0, missingShownMax).map((id) => `      missing: ${id}`),
      ];
    });
}

function reasonLines({ coverage }: SuiteReport): string[] {
  const reasons = coverage.transitions.unreachable.map(({ why }) => why);
  const counted = Map.groupBy(reasons, (why) => why);
  return [...counted]
    .map(([why, all]): [string, number] => [why, all.length])
    .sort((one, other) => other[1] - one[1])
    .map(([why, times]) => `  ${String(times).padStart(5)}  ${why}`);
}

const misreadShownMax = 12;

function misreadLines({ misreadings }: SuiteReport): string[] {
  return misreadings
    .filter(({ text }) => text !== '')
    .slice(0, misreadShownMax)
    .map(
      ({ times, text, move, state }) =>
        `  ${String(times).padStart(5)}  "${text}" (${move}, in ${state})`,
    );
}

export function printReport(report: SuiteReport): string {
  const { business, version, paths, turns, seconds, failures, armed, chartFaults } = report;
  const lines = [
    `${business} ${version}: ${paths.length} calls, ${turns} turns, ${seconds.toFixed(1)} s`,
    ...coverageLines(report),
    'transitions that no call can take, and why',
    ...reasonLines(report),
    'rules, and how many calls they judged',
    ...Object.entries(armed).map(([rule, times]) => `  ${String(times).padStart(5)}  ${rule}`),
  ];
  const misread = misreadLines(report);
  if (misread.length > 0)
    lines.push('sentences read otherwise than meant (no failure)', ...misread);
  for (const fault of chartFaults) lines.push(`chart: ${fault}`);
  for (const { rule, what, dialogue, replay } of failures) {
    lines.push('', `FAILED ${rule}: ${what}`, printDialogue(dialogue), `  again: ${replay}`);
  }
  lines.push(report.good ? 'all is well' : `${failures.length} failures`);
  return lines.join('\n');
}
