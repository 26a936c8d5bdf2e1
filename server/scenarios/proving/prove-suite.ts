/** Whether the suite notices: every mutant and every planted bug, and each level that noticed it. */
import { callChart } from '../../../machines/call/build-call-chart.ts';
import type { Edge } from '../../../machines/call/chart-types.ts';
import type { CallEventType } from '../../../machines/events.ts';
import { type ChartTree, chartTree } from '../../../machines/flow/proofs/chart-nodes.ts';
import type { DeclaredEdge } from '../../../machines/paths/declared.ts';
import type { GeneratedPath, Suite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { chartMutants, type Mutant } from './chart-mutants.ts';
import { type Caught, type Changed, createChartJudge } from './judge-chart.ts';
import { plantedBugs, type Touches } from './planted-bugs.ts';

export interface Judged {
  kind: string;
  what: string;
  touches: Touches;
  /** The levels that noticed it; none for a survivor. */
  caught: Caught[];
}

export interface ProvenSuite {
  business: string;
  version: string;
  judged: Judged[];
  /** Mutants that nothing could show: no call takes their edge, or their guard always holds. */
  unreachable: number;
}

/** What a thread is given: plain data only. */
export interface ProveTask {
  definition: Definition;
  suite: Pick<Suite, 'paths'>;
  /** The calls that only the suite of all found pairs has. */
  pairs?: GeneratedPath[];
  /** The mutants to be judged, by their ids; the planted bugs come with them. */
  mutants: string[];
  otherNames: string[];
  days: { first: string; second: string };
  /** This thread takes every `of`th of them, from its own on. */
  nth: number;
  of: number;
}

export function showingMutants(suite: Suite, definition: Definition, eachMax: number) {
  const chart = callChart(definition);
  const all = chartMutants(chart, Number.POSITIVE_INFINITY);
  const byPlace = Map.groupBy(suite.declared.edges, ({ path }) => path);
  const tree = chartTree(chart);
  const shows = (mutant: Mutant) =>
    canShow(suite, byPlace.get(mutant.edge.path) ?? [], mutant) &&
    !isInherited(tree, mutant, definition);
  return {
    mutants: chartMutants(chart, eachMax, shows).map(({ id }) => id),
    unreachable: all.filter((mutant) => !shows(mutant)).length,
  };
}

export function proveSuite(task: ProveTask, done: () => void = () => undefined): Judged[] {
  const judge = createChartJudge(task);
  return bugsOf(task)
    .filter((_, index) => index % task.of === task.nth)
    .map(({ kind, what, touches, changed }) => {
      const caught = judge.judge(changed());
      done();
      return { kind, what, touches, caught };
    });
}

interface Bug {
  kind: string;
  what: string;
  touches: Touches;
  changed(): Changed;
}

export function bugsOf({ definition, mutants }: Pick<ProveTask, 'definition' | 'mutants'>): Bug[] {
  const chosen = new Set(mutants);
  const planted = plantedBugs.flatMap((bug): Bug[] => {
    try {
      const { chart, definition: changed } = bug.plant(definition);
      const made = { chart, ...(changed === definition ? {} : { definition: changed }) };
      return [{ kind: 'planted', what: bug.what, touches: bug.touches, changed: () => made }];
    } catch {
      // This business has no such conversation.
      return [];
    }
  });
  const made = chartMutants(callChart(definition), Number.POSITIVE_INFINITY)
    .filter(({ id }) => chosen.has(id))
    .map((mutant): Bug => {
      const { operator: kind, what, edge } = mutant;
      const changed = () => ({ chart: mutant.chart(), near: edge.path });
      return { kind, what, touches: touchesOf(mutant), changed };
    });
  return [...planted, ...made];
}

/** Without it, the very same edge further out is taken, or one that leaves what there is not besides. */
function isInherited(tree: ChartTree, mutant: Mutant, definition: Definition): boolean {
  const { operator, edge } = mutant;
  if (operator !== 'transition deleted') return false;
  const [own, ...around] = tree
    .at(edge.path)
    .around.map(({ state }) => state.on?.[edge.name as CallEventType]);
  const deleted = own?.[edge.nth];
  const [outer] = around.filter((edges) => edges !== undefined);
  const [instead] = outer ?? [];
  if (deleted === undefined || instead === undefined) return false;
  const same = (one: Edge, other: Edge) => JSON.stringify(one) === JSON.stringify(other);
  return (
    own?.length === 1 &&
    outer?.length === 1 &&
    (same(instead, deleted) ||
      (leavesNothing(edge.path, instead, definition) && same(withoutLeaving(instead), deleted)))
  );
}

/** Outside of any conversation there is none to leave; what callers can have told by then is kept. */
function leavesNothing(path: string, { actions = [] }: Edge, { flows }: Definition): boolean {
  const kept = actions.flatMap((each) => (each.type === 'leaveFlow' ? each.params.keep : []));
  const told = Object.values(flows).flatMap(({ slots }) =>
    Object.entries(slots).filter(([, slot]) => slot.kind !== 'text' || slot['said-as']),
  );
  return !path.startsWith('serving') && told.every(([slot]) => kept.includes(slot));
}

function withoutLeaving(edge: Edge): Edge {
  return { ...edge, actions: (edge.actions ?? []).filter(({ type }) => type !== 'leaveFlow') };
}

/** Operators that change something only where the guard can be true, and can be false. */
const ofTheGuard = new Set(['guard removed', 'guard negated', 'cap moved']);

function canShow(
  { reachable }: Suite,
  declared: readonly DeclaredEdge[],
  { operator, edge: { path, name, nth } }: Mutant,
): boolean {
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
  return declared.some(
    (edge) =>
      edge.nth === nth &&
      fits(edge.event) &&
      reachable.has(`transitions ${edge.id}`) &&
      (!ofTheGuard.has(operator) || reachable.has(`guards ${edge.id} false`)),
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
