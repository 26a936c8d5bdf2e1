/** Proofs that nothing goes on for ever: repeated questions, silences, and loops without the caller. */
import type { Guard } from '../../call/chart-types.ts';
import type { Definition } from '../../policy/definition.ts';
import { type Spot, spotKey, type WalkStep } from './abstract-walk.ts';
import { type ChartNode, type ChartTree, isAsking, isResting } from './chart-nodes.ts';
import type { Broken, ExampleStep } from './explore.ts';
import type { Reached } from './reached.ts';
import type { SpotGraph } from './spot-graph.ts';

/** Questions one behind the other that may each be asked again: a digression under a digression. */
const questionsInARowMax = 4;

/**
 * A caller who is never understood, and one who never says a word, are let go of after a number of
 * tries that the policy states.
 */
export function triesAreCapped(graph: SpotGraph, { repair }: Definition, reached: Reached) {
  const unclear = (repair['misses-max'] + 1) * questionsInARowMax;
  const silent = repair['silences-max'] + 1;
  const broken: Broken[] = [];
  let looked = 0;
  for (const [leaf, spots] of reached.spots) {
    if (!isResting(leaf)) continue;
    for (const spot of distinct(spots)) {
      looked += 1;
      const tries = [
        isAsking(leaf) ? outlast(graph, spot, 'caller.was-unclear', unclear) : null,
        silenceCounts(leaf) ? outlast(graph, spot, 'caller.was-silent', silent) : null,
      ];
      for (const path of tries) {
        if (path === null) continue;
        const what = `"${leaf.path}" goes on asking for ever after ${path[0]?.event}`;
        if (broken.some((known) => known.what === what)) continue;
        broken.push({ what, state: leaf.path, path: [...reached.wayTo(leaf), ...path] });
      }
    }
  }
  return { broken, looked };
}

function silenceCounts(leaf: ChartNode): boolean {
  return isAsking(leaf) && leaf.state.meta?.silenceAllowed === true;
}

function distinct(spots: Spot[]): Spot[] {
  return [...new Map(spots.map((spot) => [`${spot.back?.path} ${spot.place}`, spot])).values()];
}

interface Try {
  spot: Spot;
  missesOf: string;
  misses: number;
  /** Once a flow was left, slots other than these are empty; nothing is known before. */
  kept: string[] | null;
}

/** Of a way that never ends, a few rounds tell enough. */
const roundsShownMax = 6;

/** The same thing again and again: the path along which it never ends, or nothing. */
function outlast(graph: SpotGraph, from: Spot, event: string, max: number): ExampleStep[] | null {
  let tries: Try[] = [{ spot: from, missesOf: '', misses: 0, kept: null }];
  const path: ExampleStep[] = [];
  for (let nth = 1; nth <= max + 1; nth += 1) {
    tries = distinctTries(tries.flatMap((each) => onceMore(graph, each, event, nth)));
    const [first] = tries;
    if (first === undefined) return null;
    path.push({ event, state: first.spot.leaf.path });
  }
  return path.slice(0, roundsShownMax);
}

/** Where one more of it leads, as long as that is a question again. */
function onceMore(graph: SpotGraph, at: Try, event: string, nth: number): Try[] {
  const steps = graph.stepsAt(at.spot).filter((step) => step.event === event);
  const step = steps.find(({ edge }) => holdsNow(edge.guard, at, nth) !== false);
  if (step === undefined) return [];
  return settled(graph, { ...countedBy(step, at), spot: step.to });
}

/** Goes on through what needs no caller, whatever the rules say, to the next questions. */
function settled(graph: SpotGraph, from: Try): Try[] {
  const open = [from];
  const questions: Try[] = [];
  const seen = new Set<string>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(keyOf(at))) continue;
    seen.add(keyOf(at));
    if (isAsking(at.spot.leaf)) {
      questions.push(at);
      continue;
    }
    for (const step of graph.stepsAt(at.spot)) {
      const written = step.answer !== null && step.answer.effect !== 'check-policy';
      if (step.event !== '' && (step.answer === null || written)) continue;
      const held = holdsNow(step.edge.guard, at, 0);
      if (held !== false) open.push({ ...countedBy(step, at), spot: step.to });
      if (held === true && step.answer === null) break;
    }
  }
  return questions;
}

function keyOf({ spot, missesOf, misses, kept }: Try): string {
  return `${spotKey(spot)} ${missesOf} ${misses} ${kept}`;
}

function distinctTries(tries: Try[]): Try[] {
  return [...new Map(tries.map((each) => [keyOf(each), each])).values()];
}

/** Nothing where the guard rests on what is not remembered here. */
function holdsNow(
  guard: Guard | undefined,
  { missesOf, misses, kept }: Try,
  nth: number,
): boolean | undefined {
  if (guard === undefined) return true;
  if (kept !== null && guard.type === 'unsure') return false;
  if (kept !== null && guard.type === 'needs' && !kept.includes(guard.params.slot)) return true;
  if (guard.type === 'missesBelow') {
    return (missesOf === guard.params.state ? misses : 0) < guard.params.max;
  }
  if (guard.type === 'givesOnly' && guard.params.below !== undefined) {
    const { max, state } = guard.params.below;
    if ((missesOf === state ? misses : 0) >= max) return false;
  }
  if (guard.type === 'givenUp') {
    return missesOf.startsWith(`${guard.params.flow}.`) && misses >= guard.params.max;
  }
  return guard.type === 'silencesUpTo' ? nth <= guard.params.max : undefined;
}

function countedBy({ actions }: WalkStep, at: Try): Try {
  let { missesOf, misses, kept } = at;
  for (const action of actions) {
    if (action.type === 'leaveFlow') kept = action.params.keep;
    if (action.type !== 'countMiss') continue;
    const { state } = action.params;
    misses = (missesOf === state ? misses : 0) + 1;
    missesOf = state;
  }
  return { ...at, missesOf, misses, kept };
}

/**
 * A round in which nobody says anything must pass a breaker, which counts its steps: otherwise the
 * call would turn in it without end.
 */
export function loopsAreCapped(tree: ChartTree, reached: Reached) {
  const broken: Broken[] = [];
  const done = new Set<ChartNode>();
  for (const leaf of reached.spots.keys()) {
    if (done.has(leaf)) continue;
    const ring = ringFrom(leaf, reached, done);
    if (ring === null) continue;
    const names = ring.map(({ path }) => path).join(' → ');
    broken.push({
      what: `these follow one another for ever, without a word of the caller: ${names}`,
      state: ring[0]?.path ?? '',
      path: reached.wayTo(ring[0] as ChartNode),
    });
  }
  return { broken, looked: tree.leaves.length };
}

function isBreaker({ state }: ChartNode): boolean {
  return (state.always ?? []).some(({ guard }) => guard?.type === 'tooManySteps');
}

/** A ring of steps that need no caller, found depth first; `done` holds what was looked through. */
function ringFrom(start: ChartNode, reached: Reached, done: Set<ChartNode>): ChartNode[] | null {
  const way: ChartNode[] = [];
  const visit = (leaf: ChartNode): ChartNode[] | null => {
    const at = way.indexOf(leaf);
    if (at >= 0) return way.slice(at);
    if (done.has(leaf) || isBreaker(leaf)) return null;
    way.push(leaf);
    for (const { to, step } of reached.next.get(leaf) ?? []) {
      const alone = step.event === '' || step.answer !== null;
      const ring = alone ? visit(to) : null;
      if (ring !== null) return ring;
    }
    way.pop();
    done.add(leaf);
    return null;
  };
  return visit(start);
}
