/** The drafting thread: checks, judges, compares and draws drafts where no call has to wait for it. */
import { parentPort } from 'node:worker_threads';
import type { AnyStateMachine } from 'xstate';
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import { compare } from '../../machines/flow/compare/compare.ts';
import { systemClock } from '../../services/clock.ts';
import { checkDefinitions } from '../../services/definitions/definitions.ts';
import { picturesOf } from '../console/chart-picture.ts';
import { drawChanges } from '../drawing/draw-changes.ts';
import { createCompareBehaviour } from '../publishing/compare-behaviour.ts';
import { createFindSuite } from '../publishing/find-suite.ts';
import { judgeDraft } from '../publishing/gate.ts';
import { createRehearse } from '../publishing/rehearse.ts';
import { callsOfVersion } from '../publishing/version-calls.ts';
import type { Checked, DraftSources, DraftWork } from './draft-work.ts';
import { numbersTaken } from './numbers-taken.ts';

parentPort?.on('message', async ({ id, work }: { id: number; work: DraftWork }) => {
  try {
    parentPort?.postMessage({ id, answer: await done(work) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.stack : String(error) });
  }
});

async function done(work: DraftWork): Promise<unknown> {
  switch (work.work) {
    case 'check':
      return check(work.sources);
    case 'judge': {
      const { sources, databaseUrl, callsFolder } = work;
      const verdict = await judgeDraft({
        ...sources,
        findSuite: createFindSuite(callsFolder),
        rehearse: createRehearse({ databaseUrl, clock: systemClock }),
        compareBehaviour: createCompareBehaviour(systemClock, callsFolder),
      });
      const taken = numbersTaken(sources, verdict.definition);
      if (taken.length === 0) return verdict;
      const { definition: _unusable, ...rest } = verdict;
      return { ...rest, findings: [...verdict.findings, ...taken], passed: false };
    }
    case 'compare':
      return compare(work.before, work.after, {
        now: work.now,
        callsOf: (version) => callsOfVersion(version, work.callsFolder),
      });
    case 'draw': {
      const machine = buildCallChart(work.definition) as unknown as AnyStateMachine;
      return await picturesOf(machine, systemClock);
    }
    case 'draw-changes':
      return await drawChanges(work.before, work.after, systemClock);
  }
}

function check(sources: DraftSources): Checked {
  const { folder, files, business } = sources;
  const { definitions, disproved, findings } = checkDefinitions(folder, files);
  const definition = [...definitions, ...disproved].find((each) => each.business.id === business);
  const taken = numbersTaken(sources, definition);
  return {
    ...(definition === undefined || taken.length > 0 ? {} : { definition }),
    findings: [...findings, ...taken],
  };
}
