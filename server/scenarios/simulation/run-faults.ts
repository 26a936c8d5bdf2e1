/** Generated calls on which the world fails: after the fault a patient caller goes on, and is judged for. */
import type { Suite } from '../../../machines/paths/suite.ts';
import { hash32 } from '../../../machines/paths/text-hash.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { EffectName } from '../../../machines/ports.ts';
import { settlePromises } from '../../../services/virtual-clock.ts';
import { type DialogueLine, dialogueOf } from '../dialogue.ts';
import type { Evidence } from '../oracles/evidence.ts';
import { judge } from '../oracles/judge.ts';
import { createChance } from './chance.ts';
import type { WorldFault } from './chance-world.ts';
import { durationTold, type FaultPlan, planName } from './fault-points.ts';
import { liveCall } from './live-call.ts';
import { createMemoryBooks } from './memory-calendar.ts';
import { openRehearsals } from './open-rehearsals.ts';
import { createRandomCaller, type Temper } from './random-caller.ts';
import { evidenceOf } from './simulate.ts';
import { walkMoves } from './walk-moves.ts';

export interface FaultsOptions {
  definition: Definition;
  suite: Pick<Suite, 'seed'>;
  plans: Iterable<FaultPlan>;
  otherNames: string[];
  days: { first: string; second: string };
  startMs: number;
  done?(runs: number): void;
}

export interface FaultFailure {
  plan: string;
  /** The first fault and where it struck, as `struck` counts it. */
  struck: string;
  rule: string;
  what: string;
  dialogue: DialogueLine[];
}

export interface FaultsRun {
  runs: number;
  /** Runs of each fault at each effect. */
  struck: Record<string, number>;
  /** Ways that could not be walked to the fault; none of them may be. */
  astray: string[];
  broken: Record<string, number>;
  failures: FaultFailure[];
}

const failuresMax = 20;
const toldEvery = 200;
/** Says what is asked, hears everything out, and stays. */
const patient: Temper = { helpful: 1, talksOver: 0, silent: 0, leaves: 0, wish: undefined };

export async function runFaults(options: FaultsOptions): Promise<FaultsRun> {
  const run: FaultsRun = { runs: 0, struck: {}, astray: [], broken: {}, failures: [] };
  const walked = openWalks(options);
  for (const plan of options.plans) {
    run.runs += 1;
    const evidence = await walked(plan);
    if (evidence === null) run.astray.push(planName(plan));
    else count(run, plan, evidence);
    if (run.runs % toldEvery === 0) options.done?.(toldEvery);
  }
  options.done?.(run.runs % toldEvery);
  return run;
}

function openWalks(options: FaultsOptions) {
  const { definition, days, suite } = options;
  const books = () => createMemoryBooks(definition.business, days);
  const rehearse = openRehearsals({ ...options, books, verdicts: 'of-the-path' });
  return async (plan: FaultPlan): Promise<Evidence | null> => {
    const { path, moves } = plan.point;
    const chance = createChance(hash32(`${suite.seed} ${planName(plan)}`));
    const callId = `CA${path.id}`;
    const { call, books, world, rules } = rehearse(callId, path.start);
    await settlePromises();
    const there = await walkMoves(path, moves, { call, world, definition, rules });
    if (!there || world.waiting !== plan.point.effect) return null;
    const before = path.moves.slice(0, moves);
    await liveCall({
      call,
      world,
      definition,
      chance,
      temper: patient,
      caller: createRandomCaller({ definition, days, chance, temper: patient }),
      fault: faultsOf(plan),
      oddAnswers: 0,
      rest: settlePromises,
      begun: true,
      gone: before.some(({ kind }) => kind === 'hang-up'),
    });
    const broke = before.some(({ kind }) => kind === 'break');
    const evidence = evidenceOf({ call, callId, books, verdicts: 'of-the-path' }, options);
    return { ...evidence, broken: broke ? ['speech'] : [] };
  };
}

/** A write, its settling, the message and its second try: then the database is back. */
const awayAnswers = 4;

/** Which answers fail: the first one, every one of its kind, all of them, or a later one as well. */
function faultsOf({ point, fault, lasts, then }: FaultPlan) {
  let answers = 0;
  const isAway = (effect: EffectName) =>
    lasts === 'everywhere' ||
    (lasts === 'for ever' && effect === point.effect) ||
    (lasts === 'everywhere for a while' && answers <= awayAnswers);
  return (effect: EffectName): WorldFault | null => {
    answers += 1;
    if (answers === 1 || isAway(effect)) return fault;
    return then !== undefined && answers === 1 + then.answersLater ? then.fault : null;
  };
}

function count(run: FaultsRun, plan: FaultPlan, evidence: Evidence): void {
  const key = `${plan.point.effect} ${plan.fault}${durationTold(plan.lasts)}`;
  run.struck[key] = (run.struck[key] ?? 0) + 1;
  const { breaches } = judge(evidence);
  for (const rule of new Set(breaches.map((breach) => breach.rule))) {
    run.broken[rule] = (run.broken[rule] ?? 0) + 1;
  }
  for (const breach of breaches) {
    if (run.failures.length >= failuresMax) return;
    const dialogue = dialogueOf(evidence.entries);
    run.failures.push({ plan: planName(plan), struck: key, ...breach, dialogue });
  }
}
