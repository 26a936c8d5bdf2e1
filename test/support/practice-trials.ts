/** Real trials of the smallest line, as QA's commands keep them: one that is well, one that is not. */

import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../server/scenarios/practice-days.ts';
import type { ProvenSuite } from '../../server/scenarios/proving/prove-suite.ts';
import { simulate } from '../../server/scenarios/simulation/simulate.ts';
import { proofTrial } from '../../server/scenarios/trials/proof-trial.ts';
import { simulationTrial } from '../../server/scenarios/trials/simulation-trial.ts';
import type { TrialDocument } from '../../server/scenarios/trials/trial.ts';
import { shippedDefinition } from './chart-call.ts';

const unlisted = shippedDefinition('unlisted');
export const practiceHead = {
  business: unlisted.business.id,
  name: unlisted.business.name,
  version: unlisted.version,
  seed: 1,
  at: '2026-11-20T20:00:00.000Z',
  seconds: 1.5,
};

/** `otherNames` are names of other businesses, which must not be said: one that is said is a failure. */
export async function practiceSimulation(otherNames: string[] = []): Promise<TrialDocument> {
  const options = { definition: unlisted, otherNames, days, startMs, seed: 1, calls: 6 };
  return simulationTrial(practiceHead, await simulate(options));
}

/** Two bugs, of which one was noticed by nobody. */
export function practiceProof(): TrialDocument {
  const { business, version } = practiceHead;
  const proven: ProvenSuite = {
    business,
    version,
    unreachable: 3,
    judged: [
      {
        kind: 'planted',
        what: 'nothing says that an AI answers',
        touches: 'disclosure',
        caught: [
          { level: 'calls', by: 'the first thing said is whose line it is' },
          { level: 'approved behaviour', by: 'call 1 goes otherwise' },
        ],
      },
      { kind: 'guard negated', what: 'a guard <somewhere>', touches: 'conduct', caught: [] },
    ],
  };
  return proofTrial(practiceHead, proven, 30);
}
