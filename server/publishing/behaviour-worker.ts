/** A thread that makes the published version's calls on a draft, where the change concerns them. */
import { parentPort, workerData } from 'node:worker_threads';
import { generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { type BehaviourChange, behaviourChanges } from '../scenarios/approved/behaviour-changes.ts';
import { behavioursOf } from '../scenarios/approved/call-behaviour.ts';
import { concernedPaths } from '../scenarios/approved/concerned.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../scenarios/practice-days.ts';

export interface BehaviourTask {
  published: Definition;
  draft: Definition;
}

export interface BehaviourNews {
  calls: number;
  callsAll: number;
  changes: BehaviourChange[];
}

/** The version's own calls, the same every time. */
const seed = 1;

async function compared({ published, draft }: BehaviourTask): Promise<BehaviourNews> {
  const { paths } = generateSuite(published, { seed, cover: 'transitions', days });
  const concerned = concernedPaths(published, draft, paths);
  const approved = await behavioursOf(published, concerned, { days, startMs });
  return {
    calls: concerned.length,
    callsAll: paths.length,
    changes: await behaviourChanges(approved, draft, { days, startMs }),
  };
}

parentPort?.postMessage(await compared(workerData as BehaviourTask));
