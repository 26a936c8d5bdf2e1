/** What callers will notice of a draft: the published version's calls, made on both. */
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import type { BehaviourChange } from '../scenarios/approved/behaviour-changes.ts';
import { answerOfThread } from './answer-of-thread.ts';
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
export function createCompareBehaviour(clock: Clock, callsFolder: string): CompareBehaviour {
  const worker = new URL('behaviour-worker.ts', import.meta.url);
  return async (published, draft) => {
    const beganMs = clock.now();
    const task = { published, draft, callsFolder };
    const news = await answerOfThread<BehaviourTask, BehaviourNews>(worker, task);
    return { ...news, seconds: (clock.now() - beganMs) / 1_000 };
  };
}
