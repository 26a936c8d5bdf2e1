/** A thread that runs some calls of a suite on a database of its own, and another's calls once more. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import { declaredBy } from '../../machines/paths/declared.ts';
import type { GeneratedPath } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { openStore } from '../../services/store/pool.ts';
import { readPhrases } from './phrases.ts';
import { type PathsRun, printPaths, type RunPathsOptions, runPaths } from './run-paths.ts';

/** What a thread is given: plain data only. */
export interface PathsTask
  extends Pick<RunPathsOptions, 'suite' | 'otherNames' | 'days' | 'startMs'> {
  definition: Definition;
  paths: GeneratedPath[];
  /** Calls that another thread runs first: run here again, to see that they go the same way. */
  again: GeneratedPath[];
  databaseUrl: string;
  phrasesFile: string;
}

export type PathsNews =
  | { kind: 'done' }
  | { kind: 'result'; run: PathsRun; again: Map<string, string> };

async function work(task: PathsTask): Promise<void> {
  const tell = (news: PathsNews) => parentPort?.postMessage(news);
  const store = await openStore({ url: task.databaseUrl, connectionsMax: 3 });
  try {
    const options: RunPathsOptions = {
      ...task,
      store,
      declared: declaredBy(buildCallChart(task.definition) as never),
      phrases: readPhrases(task.phrasesFile),
      done: () => tell({ kind: 'done' }),
    };
    const run = await runPaths(options);
    const again = await printPaths({ ...options, paths: task.again });
    tell({ kind: 'result', run, again });
  } finally {
    await store.close();
  }
}

await work(workerData as PathsTask);
