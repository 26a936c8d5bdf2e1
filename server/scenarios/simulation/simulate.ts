/** Thousands of callers made of chance on the real engine, in virtual time, each call judged. */
import { startsOf } from '../../../machines/paths/starts.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { settlePromises, type VirtualClock } from '../../../services/virtual-clock.ts';
import { type DialogueLine, dialogueOf } from '../dialogue.ts';
import { houseOf, limitsOf } from '../gather-evidence.ts';
import type { Evidence, House } from '../oracles/evidence.ts';
import { judge } from '../oracles/judge.ts';
import type { BareCall } from './bare-call.ts';
import { createChance } from './chance.ts';
import { anyFault, liveCall } from './live-call.ts';
import { createMemoryBooks, type MemoryBooks } from './memory-calendar.ts';
import { type Books, openRehearsals } from './open-rehearsals.ts';
import { createRandomCaller, temperBy } from './random-caller.ts';

export interface SimulationOptions {
  definition: Definition;
  otherNames: string[];
  days: { first: string; second: string };
  startMs: number;
  /** The first call's seed; each call after it has the next one. */
  seed: number;
  calls: number;
  done?(calls: number): void;
}

export interface Violation {
  seed: number;
  rule: string;
  what: string;
  dialogue: DialogueLine[];
}

export interface SimulationRun {
  calls: number;
  turns: number;
  outcomes: Record<string, number>;
  /** How often each rule had something to judge. */
  armed: Record<string, number>;
  /** How many calls broke each rule. */
  broken: Record<string, number>;
  /** The first few, with their seeds. */
  violations: Violation[];
}

/** Enough to begin with; the seeds of the others are found by running them again. */
const violationsMax = 20;
/** Every third effect fails in a call that has faults at all. */
const faultShare = 0.3;
const toldEvery = 500;
/**
 * Minutes after the Friday afternoon on which practice begins: Monday morning, Friday evening, itself,
 * and Sunday noon. Rules look at the clock, and a shop that is open is another one than one that is not.
 */
const laterMinutes = [4_050, 350, 0, 2_760] as const;

/** Lives the call of a seed, and gathers what is judged of it. */
export type LiveSeed = (seed: number) => Promise<Evidence>;

/** As many calls at a time as there are `lanes`; without any, one after the other, in memory. */
export async function simulate(
  options: SimulationOptions,
  lanes: readonly LiveSeed[] = [inMemory(options)],
): Promise<SimulationRun> {
  const { seed, calls } = options;
  const run: SimulationRun = {
    calls: 0,
    turns: 0,
    outcomes: {},
    armed: {},
    broken: {},
    violations: [],
  };
  let begun = 0;
  await Promise.all(
    lanes.map(async (live) => {
      while (begun < calls) {
        const own = seed + begun;
        begun += 1;
        count(run, own, await live(own));
        if (run.calls % toldEvery === 0 || run.calls === calls) options.done?.(run.calls);
      }
    }),
  );
  run.violations.sort((one, other) => one.seed - other.seed);
  return run;
}

function inMemory(options: SimulationOptions): LiveSeed {
  const { definition, days } = options;
  const live = openSimulation(options, () => createMemoryBooks(definition.business, days));
  return async (seed) => {
    const { call, callId, books } = await live(seed);
    return evidenceOf({ call, callId, books, verdicts: 'published' }, options);
  };
}

/** One call by its seed. */
export function openSimulation<OfBooks extends Books>(
  options: Pick<SimulationOptions, 'definition' | 'days' | 'startMs'>,
  booksOf: (clock: VirtualClock) => OfBooks,
) {
  const { definition, days } = options;
  const starts = startsOf(definition);
  const rehearse = openRehearsals({
    ...options,
    books: booksOf,
    verdicts: 'published',
    bookedOn: days.first,
  });
  return async (seed: number) => {
    const chance = createChance(seed);
    const callId = `CA${seed}`;
    const start = chance.pick(starts) ?? (starts[0] as never);
    const later = laterMinutes[seed % laterMinutes.length] ?? 0;
    const { call, books, world } = rehearse(callId, start, {
      atMs: options.startMs + later * 60_000,
      // One service has one person who does it, and the next one several.
      had: 1 - (Math.floor(seed / laterMinutes.length) % 2),
    });
    const temper = temperBy(chance, definition);
    const faults = chance.happens(0.5) ? faultShare : 0;
    await liveCall({
      call,
      world,
      definition,
      chance,
      temper,
      caller: createRandomCaller({ definition, days, chance, temper }),
      fault: anyFault(chance, faults),
      oddAnswers: 0.25,
      rest: settlePromises,
    });
    return { call, callId, books };
  };
}

/** A call that is over, with what it left. */
interface LivedCall extends Pick<House, 'verdicts'> {
  call: BareCall;
  callId: string;
  books: Pick<MemoryBooks, 'rows' | 'kept'>;
}

export function evidenceOf(
  { call, callId, books, verdicts }: LivedCall,
  { definition, otherNames }: Pick<SimulationOptions, 'definition' | 'otherNames'>,
): Evidence {
  return {
    callId,
    entries: call.journal.entries(),
    appointments: books.rows,
    messages: books.kept,
    house: houseOf(definition, { realCalendar: false, verdicts }),
    ...limitsOf(definition),
    otherNames,
    broken: [],
  };
}

function count(run: SimulationRun, seed: number, evidence: Evidence): void {
  run.calls += 1;
  const verdict = judge(evidence);
  for (const entry of evidence.entries) {
    if (entry.kind === 'caller-words') run.turns += 1;
    if (entry.kind === 'call-ended') {
      run.outcomes[entry.outcome] = (run.outcomes[entry.outcome] ?? 0) + 1;
    }
  }
  for (const rule of verdict.armed) run.armed[rule] = (run.armed[rule] ?? 0) + 1;
  for (const rule of new Set(verdict.breaches.map((breach) => breach.rule))) {
    run.broken[rule] = (run.broken[rule] ?? 0) + 1;
  }
  for (const { rule, what } of verdict.breaches) {
    if (run.violations.length >= violationsMax) break;
    run.violations.push({ seed, rule, what, dialogue: dialogueOf(evidence.entries) });
  }
}
