/** The same generated calls on two versions: which of them end in another way, and where they part. */
import { buildCallChart, callChart } from '../../call/build-call-chart.ts';
import type { ChartState } from '../../call/chart-types.ts';
import type { ExampleDays } from '../../paths/slot-values.ts';
import type { GeneratedPath } from '../../paths/suite.ts';
import { surroundings } from '../../paths/surroundings.ts';
import type { Definition } from '../../policy/definition.ts';
import { chartTree } from '../proofs/chart-nodes.ts';

export interface PathChange {
  before: string;
  /** `not-possible` when the new version has no such call. */
  after: string;
  /** Where the two part: what happened last, and the states each was in then. */
  at: { move: string; before: string; after: string };
  /** The shortest such call, up to there. */
  way: string[];
  calls: number;
}

/** Calls of a version, and the days that callers name in them. */
export interface CallsOfVersion {
  paths: readonly GeneratedPath[];
  days: ExampleDays;
}

/** Only calls that come through a state which is another one now can end in another way. */
export function comparePaths(
  before: Definition,
  after: Definition,
  callsOf: (version: Definition) => CallsOfVersion,
): { calls: number; changed: PathChange[] } {
  const different = changedStates(callChart(before), callChart(after));
  if (different.size === 0) return { calls: 0, changed: [] };
  const touched = (leaf: string) =>
    [...different].some((state) => state === '' || leaf === state || leaf.startsWith(`${state}.`));
  const { paths: all, days } = callsOf(before);
  const paths = all.filter(({ leaves }) => leaves.some(touched));
  const around = surroundings({
    definition: after,
    machine: buildCallChart(after) as never,
    days,
  });
  const changed = new Map<string, PathChange>();
  for (const { start, moves, leaves, outcome } of paths) {
    let moment = around.begin(start);
    let parted: (PathChange['at'] & { nth: number }) | undefined;
    let walked = 0;
    for (const [index, move] of moves.entries()) {
      const there = leaves[index] ?? '';
      const together = parted === undefined && !touched(moment.leaf);
      const same = together ? move : around.moves(moment).find(({ key }) => key === move.key);
      if (same === undefined) {
        parted ??= { move: move.key, before: there, after: moment.leaf, nth: index };
        break;
      }
      moment = around.make(moment, same);
      walked = index + 1;
      if (moment.leaf !== there)
        parted ??= { move: move.key, before: there, after: moment.leaf, nth: index };
    }
    const ended = (moment.snapshot.output as { outcome: string } | undefined)?.outcome;
    const now = walked === moves.length ? (ended ?? 'open') : 'not-possible';
    if (now === (outcome ?? 'open') || parted === undefined) continue;
    const until = parted.nth + 1;
    const way = moves.slice(0, until).map(({ key }, index) => `${key} → ${leaves[index]}`);
    const { nth: _nth, ...at } = parted;
    const change = { before: outcome ?? 'open', after: now, at, way, calls: 1 };
    keepShortest(changed, change);
  }
  const shortestFirst = [...changed.values()].sort(
    (one, other) => one.way.length - other.way.length,
  );
  return { calls: paths.length, changed: shortestFirst };
}

/** The states that are written in another way, or are there in one version only. */
function changedStates(before: ChartState, after: ChartState): Set<string> {
  const [old, now] = [writtenOut(before), writtenOut(after)];
  const paths = new Set([...old.keys(), ...now.keys()]);
  return new Set([...paths].filter((path) => old.get(path) !== now.get(path)));
}

function writtenOut(chart: ChartState): Map<string, string> {
  return new Map(
    chartTree(chart).nodes.map(({ path, state: { states: _states, ...own } }) => [
      path,
      JSON.stringify(own),
    ]),
  );
}

function keepShortest(changed: Map<string, PathChange>, change: PathChange): void {
  const { before, after, at } = change;
  const key = [before, after, at.before, at.after].join('|');
  const known = changed.get(key);
  if (known === undefined) changed.set(key, change);
  else {
    known.calls += 1;
    if (change.way.length < known.way.length) Object.assign(known, { way: change.way, at });
  }
}
