/** A draft answers its generated calls before callers do: on the real engine, for some seconds. */
import { randomUUID } from 'node:crypto';
import type { Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import type { DialogueLine } from '../scenarios/dialogue.ts';
import { phrasesFile as phrasesShipped, readPhrases } from '../scenarios/phrases.ts';
import { practiceDays, practiceStartMs } from '../scenarios/practice-days.ts';
import { runSuite } from '../scenarios/run-suite.ts';
import { withScratchStore } from '../scenarios/scratch-store.ts';

export interface Rehearsal {
  /** Calls that were made, of those that there are; fewer when the time was over. */
  calls: number;
  callsAll: number;
  seconds: number;
  /** The shortest first. */
  failures: RehearsedFailure[];
}

export interface RehearsedFailure {
  what: string;
  dialogue: DialogueLine[];
  /** The command that runs the call again. */
  replay: string;
}

/** Makes the calls of a suite that was generated from this definition. */
export type Rehearse = (definition: Definition, suite: Suite) => Promise<Rehearsal>;

export interface RehearseDeps {
  /** Where a database for the rehearsal can be made: its owner's url. */
  databaseUrl: string;
  clock: Clock;
  phrasesFile?: string;
}

/** Somebody waits for the verdict: calls that were not made by then are told, and left to QA. */
const secondsMax = 20;
/** The first few say what is wrong; each is made shorter before it is shown. */
const failuresMax = 3;

export function createRehearse(deps: RehearseDeps): Rehearse {
  const { clock, databaseUrl, phrasesFile = phrasesShipped } = deps;
  return async (definition, suite) => {
    const beganMs = clock.now();
    const secondsGone = () => (clock.now() - beganMs) / 1_000;
    const name = `frontdesk_rehearsal_${randomUUID().replaceAll('-', '')}`;
    const run = await withScratchStore(databaseUrl, name, (store) =>
      runSuite({
        store,
        definition,
        suite,
        phrases: readPhrases(phrasesFile),
        otherNames: [],
        days: practiceDays,
        startMs: practiceStartMs,
        enough: (failures) => failures >= failuresMax || secondsGone() >= secondsMax,
      }),
    );
    const shortest = run.failures.sort((one, other) => one.moves.length - other.moves.length);
    return {
      calls: run.paths.length,
      callsAll: suite.paths.length,
      seconds: secondsGone(),
      failures: shortest.map(({ rule, what, dialogue, replay }) => ({
        what: `${rule}: ${what}`,
        dialogue,
        replay,
      })),
    };
  };
}
