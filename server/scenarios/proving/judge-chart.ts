/** What is wrong with a chart, level by level: rules over its calls, checks of its graph, approved behaviour. */
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import type { ChartState } from '../../../machines/call/chart-types.ts';
import { prove } from '../../../machines/flow/proofs/prove.ts';
import { brokenChecks } from '../../../machines/paths/checks/chart-checks.ts';
import type { Move } from '../../../machines/paths/moves.ts';
import type { GeneratedPath, Suite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { limitsOf } from '../gather-evidence.ts';
import { judge } from '../oracles/judge.ts';
import {
  createPaperCaller,
  type Insisting,
  insisting,
  type PaperCall,
  type PaperCaller,
} from './paper-call.ts';

/** In the order in which they are added to each other: the first that objects has caught a bug. */
export const levels = [
  'calls',
  'single faults',
  'sticky faults',
  'graph checks',
  'all found pairs',
  'approved behaviour',
] as const;
export type Level = (typeof levels)[number];

export interface Caught {
  level: Level;
  /** The rule, the claim, or the call that differs. */
  by: string;
}

export interface Changed {
  chart: ChartState;
  /** Absent where only the chart is changed. */
  definition?: Definition;
  /** The state that the change is in: a call that never comes there goes as it did. */
  near?: string;
}

export interface ChartJudge {
  /** Each level that objects to the chart, or to the definition it is changed with. */
  judge(changed: Changed): Caught[];
}

export interface ChartJudgeDeps {
  /** The approved definition, and the suite that was made from it. */
  definition: Definition;
  suite: Pick<Suite, 'paths'>;
  /** The calls that only the suite of all found pairs has. */
  pairs?: GeneratedPath[];
  otherNames: string[];
  days: { first: string; second: string };
}

/** A generated call, or one that goes on for ever in the same way, with what it does as approved. */
interface Walk {
  level: Level;
  path: GeneratedPath;
  keys: string[];
  how: Insisting | null;
  approved: string[];
  /** The states that it comes to as approved. */
  visited: Set<string>;
}

const fails = ({ key, kind }: Move) =>
  kind === 'error' || kind === 'break' || / (?:unknown|nonsense)$|^deadline /.test(key);

const keysOf = ({ moves }: GeneratedPath) => moves.map(({ key }) => key);

/** The shortest beginning of a call for each state: where stubborn callers begin. */
function beginnings(paths: readonly GeneratedPath[]): { path: GeneratedPath; keys: string[] }[] {
  const seen = new Map<string, { path: GeneratedPath; keys: string[] }>();
  for (const path of paths) {
    for (const [at, leaf] of path.leaves.entries()) {
      const known = seen.get(leaf);
      if (leaf === 'ended' || (known !== undefined && known.keys.length <= at + 1)) continue;
      seen.set(leaf, { path, keys: keysOf(path).slice(0, at + 1) });
    }
  }
  return [...seen.values()];
}

function lived(caller: PaperCaller, { path, keys, how }: Pick<Walk, 'path' | 'keys' | 'how'>) {
  return how === null
    ? { call: caller.walk(path.start, keys), ends: true }
    : caller.insist(path.start, keys, how);
}

function walkOf(
  caller: PaperCaller,
  level: Level,
  path: GeneratedPath,
  { keys, how }: { keys: string[]; how: Insisting | null },
): Walk {
  const { trace, entries } = lived(caller, { path, keys, how }).call;
  const visited = new Set(
    entries.flatMap((entry) => (entry.kind === 'transition' ? [...entry.from, ...entry.to] : [])),
  );
  return { level, path, keys, how, approved: trace, visited };
}

function walksOf(paths: readonly GeneratedPath[], caller: PaperCaller): Walk[] {
  return [
    ...paths.map((path) => {
      const level = path.moves.some(fails) ? 'single faults' : 'calls';
      return walkOf(caller, level, path, { keys: keysOf(path), how: null });
    }),
    ...beginnings(paths).flatMap(({ path, keys }) =>
      insisting.map((how) => walkOf(caller, 'sticky faults', path, { keys, how })),
    ),
  ];
}

function comesNear({ visited }: Walk, near: string | undefined): boolean {
  if (near === undefined || near === '') return true;
  return [...visited].some((state) => state === near || state.startsWith(`${near}.`));
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((line, at) => line === other[at]);

export function createChartJudge(deps: ChartJudgeDeps): ChartJudge {
  const { definition: approved, suite, pairs = [], otherNames, days } = deps;
  const callerOf = (chart: ChartState | undefined, definition: Definition) =>
    createPaperCaller({
      definition,
      machine: buildCallChart(definition, chart) as never,
      days,
    });
  const caller = callerOf(undefined, approved);
  const walks = walksOf(suite.paths, caller);
  let pairWalks: Walk[] | undefined;

  function broken(call: PaperCall, { path, keys }: Walk): string | undefined {
    const { business } = approved;
    const named = business.numbers.some((each) => 'number' in each);
    const breaks = path.moves.slice(0, keys.length).some(({ kind }) => kind === 'break');
    const { breaches } = judge({
      callId: 'call',
      entries: call.entries,
      appointments: call.rows,
      messages: null,
      house: null,
      // What is approved to be said, not what the draft says of itself.
      businessName: named ? (business.spoken ?? business.name) : '',
      otherNames,
      limits: limitsOf(approved).limits,
      broken: breaks ? ['speech'] : [],
    });
    return breaches[0] && `${breaches[0].rule}: ${breaches[0].what}`;
  }

  function byCalls(walks: readonly Walk[], changed: Changed): Caught[] {
    const { chart, definition = approved, near } = changed;
    const draft = callerOf(chart, definition);
    const caught = new Map<Level, string>();
    for (const walk of walks) {
      const { level, path, how } = walk;
      if (caught.has(level) || !comesNear(walk, near)) continue;
      const { call, ends } = lived(draft, walk);
      const differs = !same(call.trace, walk.approved);
      // What goes as approved breaks no rule, unless other words were put in its mouth.
      if (!differs && definition === approved) continue;
      if (differs) caught.set('approved behaviour', `call ${path.id} goes otherwise`);
      const found = ends ? broken(call, walk) : `a call ends when ${how}`;
      if (found !== undefined) caught.set(level, found);
    }
    return [...caught].map(([level, by]) => ({ level, by }));
  }

  function byGraph({ chart, definition = approved }: Changed): Caught[] {
    const [check] = brokenChecks(definition, chart);
    const claim = check?.check ?? prove(definition, chart).find(({ kept }) => !kept)?.claim;
    return claim === undefined ? [] : [{ level: 'graph checks', by: claim }];
  }

  /** Six times as many calls: only for what everything before them let through. */
  function byPairs(changed: Changed): Caught[] {
    pairWalks ??= pairs.map((path) =>
      walkOf(caller, 'all found pairs', path, { keys: keysOf(path), how: null }),
    );
    return byCalls(pairWalks, changed);
  }

  return {
    judge: (changed) => {
      const found = [...byGraph(changed), ...byCalls(walks, changed)];
      if (found.every(({ level }) => level === 'approved behaviour')) {
        found.push(...byPairs(changed));
      }
      return levels.flatMap((wanted) => found.find(({ level }) => level === wanted) ?? []);
    },
  };
}
