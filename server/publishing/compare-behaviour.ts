/** What callers will notice of a draft: the published version's calls, made on both. */
import { Worker } from 'node:worker_threads';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import type { BehaviourChange } from '../scenarios/approved/behaviour-changes.ts';
import type { BehaviourNews, BehaviourTask } from './behaviour-worker.ts';

export interface BehaviourDifference {
  /** Each thing that goes otherwise, once, the most frequent first. */
  changes: BehaviourChange[];
  /** Calls that the change concerns, of those that the version in force has. */
  calls: number;
  callsAll: number;
  seconds: number;
}

export type CompareBehaviour = (
  published: Definition,
  draft: Definition,
) => Promise<BehaviourDifference>;

/** In a thread of its own, so that the draft's own calls are made meanwhile. */
export function createCompareBehaviour(clock: Clock): CompareBehaviour {
  return async (published, draft) => {
    const beganMs = clock.now();
    const news = await inThread({ published, draft });
    return { ...news, seconds: (clock.now() - beganMs) / 1_000 };
  };
}

function inThread(task: BehaviourTask): Promise<BehaviourNews> {
  return new Promise((resolve, reject) => {
    const url = new URL('behaviour-worker.ts', import.meta.url);
    const thread = new Worker(url, { workerData: task });
    thread.on('message', resolve);
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('a thread ended without its result')));
  });
}
