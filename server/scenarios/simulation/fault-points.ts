/** Where the world can fail on generated calls: each effect that is waited for, on each way to it. */
import type { GeneratedPath } from '../../../machines/paths/suite.ts';
import { hash32 } from '../../../machines/paths/text-hash.ts';
import type { EffectName } from '../../../machines/ports.ts';
import { type WorldFault, worldFaults } from './chance-world.ts';

/** After `moves` moves of the path, the world is asked for `effect`. */
export interface FaultPoint {
  path: GeneratedPath;
  moves: number;
  effect: EffectName;
}

/** Each way to a point counts once, however many calls begin with it. */
export function faultPoints(paths: readonly GeneratedPath[]): FaultPoint[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    let way = path.start.name;
    return path.moves.flatMap((move, index): FaultPoint[] => {
      const asked = move.kind === 'answer' || move.kind === 'error' ? move.effect : null;
      const key = `${way} ? ${asked}`;
      way = `${way}\n${move.key}`;
      // A call that was outlasted is closing: nobody waits for anything any more.
      if (path.moves.slice(0, index).some(({ kind }) => kind === 'outlast')) return [];
      if (asked === null || asked === 'check-policy' || asked === 'transfer' || seen.has(key)) {
        return [];
      }
      seen.add(key);
      return [{ path, moves: index, effect: asked }];
    });
  });
}

/**
 * How long it lasts: one answer; every answer of that effect; or, as when the database is away in the
 * middle of a call, all answers of all effects, for a while or to the end of the call.
 */
export const durations = ['once', 'for ever', 'everywhere for a while', 'everywhere'] as const;
export type Duration = (typeof durations)[number];

/** One thing that goes wrong, and perhaps a second one at a later answer. */
export interface FaultPlan {
  point: FaultPoint;
  fault: WorldFault;
  lasts: Duration;
  then?: { fault: WorldFault; answersLater: number };
}

export function singlePlans(points: readonly FaultPoint[]): FaultPlan[] {
  return points.flatMap((point) =>
    worldFaults.flatMap((fault) => {
      const lasting = outages.has(fault) ? durations : durations.slice(0, 2);
      return lasting.map((lasts) => ({ point, fault, lasts }));
    }),
  );
}

/** What a database that is away looks like, whatever is asked of it. */
const outages: ReadonlySet<WorldFault> = new Set(['timeout', 'error', 'dropped']);

/** The second fault strikes the next answer, or one of the two after it. */
const answersLaterMax = 3;

export function* pairPlans(points: readonly FaultPoint[]): Generator<FaultPlan> {
  for (const point of points) {
    for (const fault of worldFaults) {
      for (const second of worldFaults) {
        for (let answersLater = 1; answersLater <= answersLaterMax; answersLater += 1) {
          yield { point, fault, lasts: 'once', then: { fault: second, answersLater } };
        }
      }
    }
  }
}

/** As it is told after the fault; what happens once need not be said. */
export const durationTold = (lasts: Duration) => (lasts === 'once' ? '' : ` ${lasts}`);

export function planName({ point, fault, lasts, then }: FaultPlan): string {
  const second = then === undefined ? '' : `, then ${then.fault} ${then.answersLater} later`;
  return `${point.path.id}+${point.moves} ${fault}${durationTold(lasts)}${second}`;
}

export interface PlanChoice {
  /** The share of all pairs of faults that is tried, from none to all of them. */
  pairs: number;
  seed: number;
  /** Only the one of this name. */
  only?: string | undefined;
}

/** Every single fault, and the chosen pairs of them. */
export function* chosenPlans(
  points: readonly FaultPoint[],
  { pairs, seed, only }: PlanChoice,
): Generator<FaultPlan> {
  if (only !== undefined) {
    yield* [...singlePlans(points), ...pairPlans(points)].filter((plan) => planName(plan) === only);
    return;
  }
  yield* singlePlans(points);
  yield* sampled(pairPlans(points), pairs, seed);
}

/** A share of them, the same ones for the same seed. */
export function* sampled(
  plans: Iterable<FaultPlan>,
  share: number,
  seed: number,
): Generator<FaultPlan> {
  for (const plan of plans) {
    if (share >= 1) yield plan;
    else if (hash32(`${seed} ${planName(plan)}`) % 1_000_000 < share * 1_000_000) yield plan;
  }
}
