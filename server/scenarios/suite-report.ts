/** A run and its verdict: whether every rule held and all that was promised was covered. */
import type { Coverage } from '../../machines/paths/coverage.ts';
import type { Suite } from '../../machines/paths/suite.ts';
import type { SuiteRun } from './run-suite.ts';

export interface SuiteReport extends SuiteRun {
  business: string;
  version: string;
  seed: number;
  cover: Suite['cover'];
  seconds: number;
  /** Faults of the chart itself, found before any call was made. */
  chartFaults: string[];
  good: boolean;
}

/** What each level promises, and so must be covered whole. */
export const promised: Record<Suite['cover'], readonly (keyof Coverage)[]> = {
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
