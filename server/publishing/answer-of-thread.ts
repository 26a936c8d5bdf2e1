/** One question to a thread of its own, which ends with its answer. */
import { Worker } from 'node:worker_threads';

/** A search makes much that is soon forgotten: with more room for it, it takes a tenth less time. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

export function answerOfThread<Task, Result>(worker: URL, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: task, resourceLimits });
    thread.on('message', resolve);
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended without its answer')));
  });
}
