/** Whether the suite notices: every mutant and every planted bug, and the level that caught it. */
import { callChart } from '../../../machines/call/build-call-chart.ts';
import { generateSuite, type Suite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { chartMutants, type Mutant } from './chart-mutants.ts';
import { type Caught, createChartJudge } from './judge-chart.ts';
import { plantedBugs, type Touches } from './planted-bugs.ts';

export interface Judged {
  kind: string;
  what: string;
  touches: Touches;
  /** Null for a survivor. */
  caught: Caught | null;
}

export interface ProvenSuite {
  business: string;
  judged: Judged[];
  /** Mutants of edges that no call can take: nothing could show them. */
  unreachable: number;
}

export interface ProveOptions {
  definition: Definition;
  otherNames: string[];
  days: { first: string; second: string };
  seed: number;
  /** Mutants of each kind, at most. */
  eachMax: number;
  progress?(done: number, all: number): void;
}

export function proveSuite(options: ProveOptions): ProvenSuite {
  const { definition, days, seed, eachMax, progress } = options;
  const suite = generateSuite(definition, { seed, cover: 'transitions', days });
  const judge = createChartJudge({ ...options, suite });
  const all = chartMutants(callChart(definition), eachMax);
  const mutants = all.filter((mutant) => canShow(suite, mutant));
  const planted = plantedBugs.flatMap((bug) => {
    try {
      return [{ bug, made: bug.plant(definition) }];
    } catch {
      // This business has no such conversation.
      return [];
    }
  });
  const judged: Judged[] = [];
  const count = mutants.length + planted.length;
  const add = (one: Judged) => {
    judged.push(one);
    progress?.(judged.length, count);
  };
  for (const { bug, made } of planted) {
    const caught = judge.judge(made.chart, made.definition);
    add({ kind: 'planted', what: bug.what, touches: bug.touches, caught });
  }
  for (const mutant of mutants) {
    const { operator: kind, what } = mutant;
    add({ kind, what, touches: touchesOf(mutant), caught: judge.judge(mutant.chart()) });
  }
  return { business: suite.business, judged, unreachable: all.length - mutants.length };
}

function canShow({ declared, reachable }: Suite, { edge: { path, name, nth } }: Mutant): boolean {
  if (name === 'entry') {
    return [...reachable].some(
      (item) => item === `states ${path}` || item.startsWith(`states ${path}.`),
    );
  }
  const fits = (event: string) => {
    if (name === 'always') return event === '';
    if (name.startsWith('after ')) return event.startsWith(`xstate.after.${name.slice(6)}.`);
    if (name === 'done' || name === 'error') return event.startsWith(`xstate.${name}.actor.`);
    return event === name;
  };
  return declared.edges.some(
    (edge) =>
      edge.path === path &&
      edge.nth === nth &&
      fits(edge.event) &&
      reachable.has(`transitions ${edge.id}`),
  );
}

const touching: [RegExp, Touches][] = [
  [/^greeting\.disclosing/, 'disclosure'],
  [/^escalating|^serving\.human/, 'hand-over'],
  [
    /(?:book|reschedule|cancel)\.(?:write|settle|read-back|allowed|booked|moved|cancelled)/,
    'booking',
  ],
];

function touchesOf({ what }: Mutant): Touches {
  return touching.find(([pattern]) => pattern.test(what))?.[1] ?? 'conduct';
}
