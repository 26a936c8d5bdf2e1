/** What a run is asked for, and what is told of it: what passes between the server and its process. */
import type { CoverLevel } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Progress } from '../scenarios/progress-words.ts';

/** What can be run from the console; proofs and telephone calls take too long to be waited for. */
export const runKinds = ['generated', 'written', 'faults', 'simulation'] as const;
export type RunKind = (typeof runKinds)[number];

export interface RunOrder {
  kind: RunKind;
  /** Ids, in the order in which they are run. */
  businesses: string[];
  /** Callers made of chance, for each business. */
  calls: number;
  cover: CoverLevel;
}

export interface RunWork extends RunOrder {
  work: 'run';
  /** As callers are answered now, those of businesses that are not run among them. */
  definitions: Definition[];
  dataFolder: string;
}

/** The page of what is kept, made anew where another version of the program made it. */
export interface PageWork {
  work: 'page';
  dataFolder: string;
}

export type ProcessWork = RunWork | PageWork;
/** Whatever it does, it cleans up after itself, and ends. */
export const stopWord = 'stop';

export type RunNews =
  | { news: 'business'; business: string }
  | { news: 'progress'; progress: Progress }
  /** What was run of this business is kept, and on the page. */
  | { news: 'kept'; business: string; good: boolean }
  | { news: 'over' }
  /** It could not be done, and why, in words for whoever asked for it. */
  | { news: 'impossible'; why: string };
