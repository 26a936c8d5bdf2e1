/** Calls of a suite on the real engine, one after the other: each run, judged and, if it fails, shrunk. */
import type { Declared } from '../../machines/paths/declared.ts';
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
import { replayLine } from './replay-line.ts';
import { type PathRun, runPath } from './run-path.ts';
import { printOf } from './run-print.ts';
import { shrinkPath } from './shrink-path.ts';
import { draftScenario } from './written/draft-scenario.ts';

export interface Failure {
  id: string;
  rule: string;
  what: string;
  /** How the shortest call begins that fails in the same way, its moves, and where each led. */
  start: string;
  moves: string[];
  leaves: string[];
  dialogue: DialogueLine[];
  /** The command that runs that call again. */
  replay: string;
  /** The same call as a file of the written ones. */
  scenario: string;
}

export interface PathSummary {
  id: string;
  target: string;
  start: string;
  moves: string[];
  leaves: string[];
  /** What the engine went through in it. */
  items: string[];
  outcome: string;
  failed: boolean;
  dialogue: DialogueLine[];
}

/** What some calls of a suite showed: plain data, so that it can come from another thread. */
export interface PathsRun {
  /** Items of the chart that the engine went through. */
  covered: Set<string>;
  paths: PathSummary[];
  failures: Failure[];
  misreadings: (Misreading & { times: number })[];
  /** How often each rule had something to judge; one that never had is no proof of anything. */
  armed: Record<string, number>;
  turns: number;
  /** What each call left behind, as one short text: two runs of a call leave the same. */
  prints: Map<string, string>;
}

export interface RunPathsOptions {
  store: Store;
  definition: Definition;
  suite: Pick<Suite, 'business' | 'cover' | 'seed'>;
  declared: Declared;
  paths: readonly GeneratedPath[];
  phrases: Phrases;
  otherNames: string[];
  days: { first: string; second: string };
  startMs: number;
  done?(): void;
  /** Asked before each call: true ends the run early. */
  enough?(failures: number): boolean;
}

/** Shrinking takes many runs; the first few failures are enough to begin with. */
const shrunkMax = 10;

interface Judged {
  run: PathRun;
  armed: string[];
  breaches: Breach[];
}

export type RunnerOptions = Pick<
  RunPathsOptions,
  'store' | 'definition' | 'suite' | 'phrases' | 'startMs'
>;

export async function openRunner(options: RunnerOptions) {
  const { store, definition, suite, phrases } = options;
  const house = await openPracticeHouse({ store, definition, startMs: options.startMs });
  const words = callerWords(definition, phrases);
  return {
    house,
    run: (path: GeneratedPath, callId: string) =>
      runPath(path, { house, words, callId, seed: suite.seed }),
  };
}

export async function runPaths(options: RunPathsOptions): Promise<PathsRun> {
  const { definition, suite, declared, paths } = options;
  const runner = await openRunner(options);
  const made: PathsRun = {
    covered: new Set(),
    paths: [],
    failures: [],
    misreadings: [],
    armed: {},
    turns: 0,
    prints: new Map(),
  };
  let runs = 0;

  async function judged(path: GeneratedPath): Promise<Judged> {
    runs += 1;
    const run = await runner.run(path, `CA${path.id}n${runs}`);
    const verdict = judge(await gatherEvidence(run, options));
    return { run, armed: verdict.armed, breaches: [...verdict.breaches, ...astray(run)] };
  }

  async function failureOf(path: GeneratedPath, breach: Breach): Promise<Failure> {
    const fails = async (shorter: GeneratedPath) => {
      const { breaches } = await judged(shorter);
      return breaches.some(({ rule }) => rule === breach.rule);
    };
    const few = made.failures.length < shrunkMax;
    const rewalk = createRewalk(definition, options.days);
    const shrunk = few ? await shrinkPath(path, { rewalk, fails }) : path;
    const { run } = await judged(shrunk);
    const why = `${breach.rule}: ${breach.what}`;
    return {
      id: path.id,
      ...breach,
      ...wayOf(shrunk),
      dialogue: dialogueOf(run.entries),
      replay: replayLine(suite, shrunk),
      scenario: draftScenario(run, { definition, startMs: options.startMs, why }),
    };
  }

  for (const path of paths) {
    if (options.enough?.(made.failures.length)) break;
    const { run, armed, breaches } = await judged(path);
    // What is tried only to make a failing call shorter is no call of the suite.
    for (const rule of armed) made.armed[rule] = (made.armed[rule] ?? 0) + 1;
    made.turns += run.marks.length;
    made.prints.set(path.id, printOf(run));
    const items = new Set(engineItems(declared, run));
    for (const item of items) made.covered.add(item);
    made.misreadings.push(...run.misreadings.map((each) => ({ ...each, times: 1 })));
    // A rule that one call breaks again and again has failed in it once.
    for (const [first] of Map.groupBy(breaches, ({ rule }) => rule).values()) {
      if (first !== undefined) made.failures.push(await failureOf(path, first));
    }
    made.paths.push(summaryOf(run, items, breaches.length > 0));
    options.done?.();
  }
  await runner.house.clear();
  return made;
}

/** The same calls once more: each must leave behind what it left before. */
export async function printPaths(options: RunPathsOptions): Promise<Map<string, string>> {
  const runner = await openRunner(options);
  const prints = new Map<string, string>();
  for (const path of options.paths) {
    prints.set(path.id, printOf(await runner.run(path, `CA${path.id}again`)));
    options.done?.();
  }
  await runner.house.clear();
  return prints;
}

export function astray({ detour }: PathRun): Breach[] {
  if (detour === null) return [];
  const { move, found, expected } = detour;
  return [
    {
      rule: 'the call goes the way the chart says',
      what: `after "${move}" ${found} instead of ${expected}`,
    },
  ];
}

/** Of a path, what tells where it went. */
function wayOf({ start, moves, leaves }: GeneratedPath) {
  return { start: start.name, moves: moves.map(({ key }) => key), leaves };
}

function summaryOf(
  { path, entries }: PathRun,
  items: ReadonlySet<string>,
  failed: boolean,
): PathSummary {
  const end = entries.findLast((entry) => entry.kind === 'call-ended');
  return {
    id: path.id,
    target: path.target,
    ...wayOf(path),
    items: [...items],
    outcome: end?.outcome ?? 'never ended',
    failed,
    dialogue: dialogueOf(entries),
  };
}
