/** A thread that makes the published version's calls on a draft, where the change concerns them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Definition } from '../../machines/policy/definition.ts';
import { type BehaviourChange, behaviourChanges } from '../scenarios/approved/behaviour-changes.ts';
import { behavioursOf } from '../scenarios/approved/call-behaviour.ts';
import { concernedPaths } from '../scenarios/approved/concerned.ts';
import { practiceStartMs as startMs } from '../scenarios/practice-days.ts';
import { callsOfVersion } from './version-calls.ts';

export interface BehaviourTask {
  published: Definition;
  draft: Definition;
  callsFolder: string;
}

export interface BehaviourNews {
  calls: number;
  callsAll: number;
  changes: BehaviourChange[];
}

async function compared({ published, draft, callsFolder }: BehaviourTask): Promise<BehaviourNews> {
  const { paths, days } = callsOfVersion(published, callsFolder);
  const concerned = concernedPaths(published, draft, paths);
  const approved = await behavioursOf(published, concerned, { days, startMs });
  return {
    calls: concerned.length,
    callsAll: paths.length,
    changes: await behaviourChanges(approved, draft, { days, startMs }),
  };
}

parentPort?.postMessage(await compared(workerData as BehaviourTask));
