/** A whole suite on the real engine: its calls run, and what they covered counted from the journals. */
import { type Coverage, coverageOf } from '../../machines/paths/coverage.ts';
import type { Suite } from '../../machines/paths/suite.ts';
import type { Misreading } from './misreading.ts';
import {
  type Failure,
  type PathSummary,
  type PathsRun,
  type RunPathsOptions,
  runPaths,
} from './run-paths.ts';

export type { Failure, PathSummary } from './run-paths.ts';

export interface SuiteRun {
  coverage: Coverage;
  paths: PathSummary[];
  failures: Failure[];
  misreadings: (Misreading & { times: number })[];
  /** How often each rule had something to judge; one that never had is no proof of anything. */
  armed: Record<string, number>;
  turns: number;
}

export interface RunSuiteOptions extends Omit<RunPathsOptions, 'suite' | 'declared' | 'paths'> {
  suite: Suite;
  /** Runs only the calls with these ids. */
  only?: readonly string[];
  progress?(done: number, all: number): void;
}

export async function runSuite(options: RunSuiteOptions): Promise<SuiteRun> {
  const { suite, only, progress } = options;
  const { declared } = suite;
  const paths = chosenPaths(suite, only);
  let count = 0;
  const done = () => {
    count += 1;
    progress?.(count, paths.length);
  };
  return suiteRunOf(suite, await runPaths({ ...options, declared, paths, done }));
}

export function chosenPaths({ paths }: Suite, only: readonly string[] | undefined) {
  return paths.filter(({ id }) => only === undefined || only.includes(id));
}

export function suiteRunOf({ declared, reachable }: Suite, run: PathsRun): SuiteRun {
  const { covered, prints: _prints, misreadings, ...rest } = run;
  return {
    ...rest,
    coverage: coverageOf({ declared, reachable, covered }),
    misreadings: counted(misreadings),
  };
}

function counted(misreadings: PathsRun['misreadings']): PathsRun['misreadings'] {
  const known = new Map<string, PathsRun['misreadings'][number]>();
  for (const each of misreadings) {
    const key = `${each.move} ${each.state} ${each.text}`;
    const times = (known.get(key)?.times ?? 0) + each.times;
    known.set(key, { ...each, times });
  }
  return [...known.values()].sort((one, other) => other.times - one.times);
}
