/** A whole suite on the real engine: every call run and judged, coverage counted from the journals. */
import { type Coverage, coverageOf } from '../../machines/paths/coverage.ts';
import { createRewalk } from '../../machines/paths/rewalk.ts';
import type { GeneratedPath, Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Store } from '../../services/store/pool.ts';
import { callerWords } from './caller-words.ts';
import { type DialogueLine, dialogueOf } from './dialogue.ts';
import { engineItems } from './engine-items.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { Misreading } from './misreading.ts';
import { type Breach, judge } from './oracles/judge.ts';
import type { Phrases } from './phrases.ts';
import { openPracticeHouse } from './practice-house.ts';
import { type PathRun, runPath } from './run-path.ts';
import { shrinkPath } from './shrink-path.ts';

export interface Failure {
  id: string;
  rule: string;
  what: string;
  /** The moves of the shortest call that fails in the same way. */
  moves: string[];
  dialogue: DialogueLine[];
  replay: string;
}

export interface SuiteRun {
  coverage: Coverage;
  paths: PathSummary[];
  failures: Failure[];
  misreadings: (Misreading & { times: number })[];
  /** How often each rule had something to judge; one that never had is no proof of anything. */
  armed: Record<string, number>;
  turns: number;
}

export interface PathSummary {
  id: string;
  target: string;
  start: string;
  moves: string[];
  leaves: string[];
  failed: boolean;
  dialogue: DialogueLine[];
}

export interface RunSuiteOptions {
  store: Store;
  definition: Definition;
  suite: Suite;
  phrases: Phrases;
  otherNames: string[];
  days: { first: string; second: string };
  startMs: number;
  /** Runs only the calls with these ids. */
  only?: readonly string[];
  progress?(done: number, all: number): void;
  /** Asked before each call: true ends the run early. */
  enough?(failures: number): boolean;
}

/** Shrinking takes many runs; the first few failures are enough to begin with. */
const shrunkMax = 10;

export async function runSuite(options: RunSuiteOptions): Promise<SuiteRun> {
  const { store, definition, suite, phrases, only, progress } = options;
  const house = await openPracticeHouse({ store, definition, startMs: options.startMs });
  const words = callerWords(definition, phrases);
  const paths = suite.paths.filter(({ id }) => only === undefined || only.includes(id));
  const covered = new Set<string>();
  const misreadings = new Map<string, Misreading & { times: number }>();
  const armed: Record<string, number> = {};
  const failures: Failure[] = [];
  const summaries: PathSummary[] = [];
  let turns = 0;
  let runs = 0;

  async function judged(path: GeneratedPath): Promise<{ run: PathRun; breaches: Breach[] }> {
    runs += 1;
    const callId = `CA${path.id}n${runs}`;
    const run = await runPath(path, { house, words, callId, seed: suite.seed });
    const verdict = judge(await gatherEvidence(run, options));
    for (const rule of verdict.armed) armed[rule] = (armed[rule] ?? 0) + 1;
    const { detour } = run;
    const astray = detour
      ? [
          {
            rule: 'the call goes the way the chart says',
            what: `after "${detour.move}" ${detour.found} instead of ${detour.expected}`,
          },
        ]
      : [];
    return { run, breaches: [...verdict.breaches, ...astray] };
  }

  async function failureOf(path: GeneratedPath, breach: Breach): Promise<Failure> {
    const fails = async (shorter: GeneratedPath) => {
      const { breaches } = await judged(shorter);
      return breaches.some(({ rule }) => rule === breach.rule);
    };
    const rewalk = createRewalk(definition, options.days);
    const shrunk = failures.length < shrunkMax ? await shrinkPath(path, { rewalk, fails }) : path;
    const { run } = await judged(shrunk);
    return {
      id: path.id,
      ...breach,
      moves: shrunk.moves.map(({ key }) => key),
      dialogue: dialogueOf(run.entries),
      replay: replayOf(suite, path.id),
    };
  }

  for (const [index, path] of paths.entries()) {
    if (options.enough?.(failures.length)) break;
    const { run, breaches } = await judged(path);
    turns += run.marks.length;
    for (const item of engineItems(suite.declared, run)) covered.add(item);
    for (const misreading of run.misreadings) {
      const key = `${misreading.move} ${misreading.state} ${misreading.text}`;
      const known = misreadings.get(key);
      misreadings.set(key, { ...misreading, times: (known?.times ?? 0) + 1 });
    }
    for (const breach of breaches) failures.push(await failureOf(path, breach));
    summaries.push({
      id: path.id,
      target: path.target,
      start: path.start.name,
      moves: path.moves.map(({ key }) => key),
      leaves: path.leaves,
      failed: breaches.length > 0,
      dialogue: dialogueOf(run.entries),
    });
    progress?.(index + 1, paths.length);
  }
  await house.clear();
  return {
    coverage: coverageOf({ declared: suite.declared, reachable: suite.reachable, covered }),
    paths: summaries,
    failures,
    misreadings: [...misreadings.values()].sort((one, other) => other.times - one.times),
    armed,
    turns,
  };
}

function replayOf({ business, cover, seed }: Suite, id: string): string {
  return `npm run scenarios -- --business ${business} --cover ${cover} --seed ${seed} --only ${id}`;
}
