/** Simulated calls and faults over several threads, and what they found put together. */
import { Worker } from 'node:worker_threads';
import type { FaultsRun } from './run-faults.ts';
import type { SimulationRun } from './simulate.ts';
import type { SimulationNews, SimulationTask } from './simulation-worker.ts';

type Counts = Record<string, number>;
type Task<Kind> = Extract<SimulationTask, { kind: Kind }>;

function inThread(task: SimulationTask, done: (count: number) => void): Promise<SimulationNews> {
  return new Promise((resolve, reject) => {
    const url = new URL('simulation-worker.ts', import.meta.url);
    const thread = new Worker(url, { workerData: task });
    thread.on('message', (news: SimulationNews) => {
      if (news.kind === 'done') done(news.count);
      else resolve(news);
    });
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended without its result')));
  });
}

function sums(counts: readonly Counts[]): Counts {
  const all: Counts = {};
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) {
    all[name] = (all[name] ?? 0) + count;
  }
  return all;
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

export async function simulateInThreads(
  task: Omit<Task<'simulate'>, 'kind' | 'databaseUrl'>,
  threads: number,
  done: (count: number) => void,
  /** One for each thread, where effects are carried out. */
  databases: readonly string[] = [],
): Promise<SimulationRun> {
  const share = Math.ceil(task.calls / threads);
  const tasks = Array.from({ length: threads }, (_, nth): SimulationTask => {
    const calls = Math.min(share, Math.max(0, task.calls - nth * share));
    const database = databases[nth] === undefined ? {} : { databaseUrl: databases[nth] };
    return { ...task, ...database, kind: 'simulate', seed: task.seed + nth * share, calls };
  });
  const news = await Promise.all(tasks.map((each) => inThread(each, done)));
  const runs = news.flatMap((each) => (each.kind === 'simulated' ? [each.run] : []));
  return {
    calls: total(runs.map(({ calls }) => calls)),
    turns: total(runs.map(({ turns }) => turns)),
    outcomes: sums(runs.map(({ outcomes }) => outcomes)),
    armed: sums(runs.map(({ armed }) => armed)),
    broken: sums(runs.map(({ broken }) => broken)),
    violations: runs.flatMap(({ violations }) => violations),
  };
}

export async function faultsInThreads(
  task: Omit<Task<'faults'>, 'kind' | 'nth' | 'of'>,
  threads: number,
  done: (count: number) => void,
): Promise<FaultsRun> {
  const tasks = Array.from(
    { length: threads },
    (_, nth): SimulationTask => ({ ...task, kind: 'faults', nth, of: threads }),
  );
  const news = await Promise.all(tasks.map((each) => inThread(each, done)));
  const runs = news.flatMap((each) => (each.kind === 'failed' ? [each.run] : []));
  return {
    runs: total(runs.map((each) => each.runs)),
    struck: sums(runs.map(({ struck }) => struck)),
    astray: runs.flatMap(({ astray }) => astray),
    broken: sums(runs.map(({ broken }) => broken)),
    failures: runs.flatMap(({ failures }) => failures),
  };
}
