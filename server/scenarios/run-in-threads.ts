/** A suite over several threads, each with its own database; every call is run in two of them. */
import { Worker } from 'node:worker_threads';
import type { GeneratedPath, Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { PathsNews, PathsTask } from './paths-worker.ts';
import { replayLine } from './replay-line.ts';
import type { Failure, PathsRun } from './run-paths.ts';
import { chosenPaths, type SuiteRun, suiteRunOf } from './run-suite.ts';

export interface RunInThreadsOptions
  extends Pick<PathsTask, 'otherNames' | 'days' | 'startMs' | 'phrasesFile'> {
  definition: Definition;
  suite: Suite;
  only?: readonly string[];
  /** One empty database for each thread. */
  databaseUrls: readonly string[];
  progress?(done: number, all: number): void;
}

export async function runInThreads(options: RunInThreadsOptions): Promise<SuiteRun> {
  const { suite, databaseUrls, progress } = options;
  const paths = chosenPaths(suite, options.only);
  const parts = databaseUrls.map((_, nth) =>
    paths.filter((_path, index) => index % databaseUrls.length === nth),
  );
  let done = 0;
  const count = () => {
    done += 1;
    progress?.(done, paths.length * 2);
  };
  const results = await Promise.all(
    databaseUrls.map((databaseUrl, nth) => {
      const again = parts[(nth + 1) % parts.length] ?? [];
      return runPart(taskOf(options, databaseUrl, parts[nth] ?? [], again), count);
    }),
  );
  const run = merged(results.map((result) => result.run));
  const again = new Map(results.flatMap((result) => [...result.again]));
  run.failures.push(...unsteady(suite, paths, run.prints, again));
  return suiteRunOf(suite, run);
}

function taskOf(
  options: RunInThreadsOptions,
  databaseUrl: string,
  paths: GeneratedPath[],
  again: GeneratedPath[],
): PathsTask {
  const { definition, suite, otherNames, days, startMs, phrasesFile } = options;
  const { business, cover, seed } = suite;
  return {
    definition,
    suite: { business, cover, seed },
    otherNames,
    days,
    startMs,
    phrasesFile,
    paths,
    again,
    databaseUrl,
  };
}

type Result = Extract<PathsNews, { kind: 'result' }>;

function runPart(task: PathsTask, done: () => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('paths-worker.ts', import.meta.url), { workerData: task });
    thread.on('message', (news: PathsNews) => {
      if (news.kind === 'done') done();
      else resolve(news);
    });
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended without its result')));
  });
}

function merged(runs: readonly PathsRun[]): PathsRun {
  const armed: Record<string, number> = {};
  for (const [rule, times] of runs.flatMap((run) => Object.entries(run.armed))) {
    armed[rule] = (armed[rule] ?? 0) + times;
  }
  return {
    covered: new Set(runs.flatMap(({ covered }) => [...covered])),
    paths: runs.flatMap(({ paths }) => paths),
    failures: runs.flatMap(({ failures }) => failures),
    misreadings: runs.flatMap(({ misreadings }) => misreadings),
    armed,
    turns: runs.reduce((sum, { turns }) => sum + turns, 0),
    prints: new Map(runs.flatMap(({ prints }) => [...prints])),
  };
}

/** A call that goes another way the second time is a fault of its own: nothing it shows can be trusted. */
function unsteady(
  suite: Suite,
  paths: readonly GeneratedPath[],
  first: ReadonlyMap<string, string>,
  again: ReadonlyMap<string, string>,
): Failure[] {
  return paths
    .filter(({ id }) => first.get(id) !== again.get(id))
    .map((path) => ({
      id: path.id,
      rule: 'the same call goes the same way every time',
      what: 'its second run left something else behind',
      start: path.start.name,
      moves: path.moves.map(({ key }) => key),
      leaves: path.leaves,
      dialogue: [],
      replay: replayLine(suite, path),
      scenario: '',
    }));
}
