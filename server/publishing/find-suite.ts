/** The calls that a draft is rehearsed with: kept ones, or searched for in a thread of its own. */
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import { declaredBy } from '../../machines/paths/declared.ts';
import type { Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { answerOfThread } from './answer-of-thread.ts';
import { keptCalls, type VersionCalls } from './version-calls.ts';

export type FindSuite = (definition: Definition) => Promise<Suite>;

export interface SuiteTask {
  definition: Definition;
  callsFolder: string;
}

export function createFindSuite(callsFolder: string): FindSuite {
  return async (definition) => {
    const suite = keptCalls(definition, callsFolder)?.suite ?? (await found(definition));
    return { ...suite, declared: declaredBy(buildCallChart(definition) as never) };
  };

  function found(definition: Definition): Promise<VersionCalls['suite']> {
    const worker = new URL('find-suite-worker.ts', import.meta.url);
    return answerOfThread<SuiteTask, VersionCalls['suite']>(worker, { definition, callsFolder });
  }
}
