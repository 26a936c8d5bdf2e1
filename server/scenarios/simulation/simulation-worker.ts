/** A thread that lives simulated calls, or walks generated ones into their faults. */
import { parentPort, workerData } from 'node:worker_threads';
import type { GeneratedPath } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { openStore } from '../../../services/store/pool.ts';
import { chosenPlans, faultPoints, type PlanChoice } from './fault-points.ts';
import { lanesPerThread, onDatabase } from './on-database.ts';
import { type FaultsRun, runFaults } from './run-faults.ts';
import { type SimulationOptions, type SimulationRun, simulate } from './simulate.ts';

interface Common {
  definition: Definition;
  otherNames: string[];
  days: { first: string; second: string };
  startMs: number;
  seed: number;
}

/** What a thread is given: plain data only. */
export type SimulationTask = Common &
  (
    | {
        kind: 'simulate';
        calls: number;
        /** Where effects are carried out; without it, in memory. */
        databaseUrl?: string;
      }
    | ({
        kind: 'faults';
        paths: GeneratedPath[];
        /** This thread takes every `of`th plan, from its own on. */
        nth: number;
        of: number;
      } & PlanChoice)
  );

export type SimulationNews =
  | { kind: 'done'; count: number }
  | { kind: 'simulated'; run: SimulationRun }
  | { kind: 'failed'; run: FaultsRun };

const tell = (news: SimulationNews) => parentPort?.postMessage(news);

function* everyNth<Value>(values: Iterable<Value>, nth: number, of: number): Generator<Value> {
  let index = 0;
  for (const value of values) {
    if (index % of === nth) yield value;
    index += 1;
  }
}

async function simulated(options: SimulationOptions, url?: string): Promise<SimulationRun> {
  if (url === undefined) return simulate(options);
  const store = await openStore({ url, connectionsMax: lanesPerThread });
  try {
    return await simulate(options, onDatabase(options, store));
  } finally {
    await store.close();
  }
}

async function work(task: SimulationTask): Promise<void> {
  if (task.kind === 'simulate') {
    let before = 0;
    const done = (calls: number) => {
      tell({ kind: 'done', count: calls - before });
      before = calls;
    };
    tell({ kind: 'simulated', run: await simulated({ ...task, done }, task.databaseUrl) });
    return;
  }
  const points = faultPoints(task.paths);
  const { seed, nth, of } = task;
  const done = (count: number) => tell({ kind: 'done', count });
  const own = everyNth(chosenPlans(points, task), nth, of);
  tell({ kind: 'failed', run: await runFaults({ ...task, suite: { seed }, plans: own, done }) });
}

await work(workerData as SimulationTask);
