/** The suite of a business proved over several threads: each judges a share of the bugs. */
import { Worker } from 'node:worker_threads';
import { generateSuite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import {
  bugsOf,
  type Judged,
  type ProvenSuite,
  type ProveTask,
  showingMutants,
} from './prove-suite.ts';
import type { ProvingNews } from './proving-worker.ts';

export interface ProveOptions {
  definition: Definition;
  otherNames: string[];
  days: { first: string; second: string };
  seed: number;
  /** Mutants of each kind, at most. */
  eachMax: number;
  threads: number;
  progress?(done: number, all: number): void;
}

export async function proveInThreads(options: ProveOptions): Promise<ProvenSuite> {
  const { definition, otherNames, days, seed, eachMax, threads, progress } = options;
  const suite = generateSuite(definition, { seed, cover: 'transitions', days });
  const { mutants, unreachable } = showingMutants(suite, definition, eachMax);
  const all = bugsOf({ definition, mutants }).length;
  const { paths } = suite;
  const known = new Set(paths.map(({ id }) => id));
  const wider = generateSuite(definition, { seed, cover: 'pairs', days });
  const pairs = wider.paths.filter(({ id }) => !known.has(id));
  let count = 0;
  const done = () => {
    count += 1;
    progress?.(count, all);
  };
  const shares = await Promise.all(
    Array.from({ length: threads }, (_, nth) => {
      const own = { nth, of: threads };
      const task = { definition, suite: { paths }, pairs, mutants, otherNames, days, ...own };
      return inThread(task, done);
    }),
  );
  return { business: suite.business, version: suite.version, judged: shares.flat(), unreachable };
}

function inThread(task: ProveTask, done: () => void): Promise<Judged[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('proving-worker.ts', import.meta.url), { workerData: task });
    thread.on('message', (news: ProvingNews) => {
      if (news.kind === 'done') done();
      else resolve(news.judged);
    });
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended without its result')));
  });
}
