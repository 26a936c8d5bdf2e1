/** How many calls a system holds: filled, left to settle, held and measured, again and again. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Child } from './child.ts';
import { nextToTry, type Tried } from './find-limit.ts';
import type { LoadCall } from './load-call.ts';
import type { LoadLine } from './load-line.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { percentile, rounded } from './statistics.ts';

/** What was measured with one number of calls. */
export interface CapacityStep {
  calls: number;
  /** How late frames were taken, p99, and the share of a core that was busy. */
  lateMsP99: number;
  cpuShare: number;
  /** Only while the calls become more: what was once taken is not given back at once. */
  memoryMb?: number;
  /** Words to the first audio of the answer, p95; absent for the echo. */
  gapMsP95?: number;
  /** Breaks in the agent's speech per call and minute. */
  breaksPerCallMinute?: number;
  callsLost: number;
  /** The callers' own lateness, p99: near the others' figure, they are the limit. */
  callersLateMsP99: number;
}

export interface CapacityRun {
  name: string;
  /** From few calls to many. */
  steps: CapacityStep[];
  /** The most calls held with frames no later than the limit. */
  held: number;
  /** Calls that one whole core would carry by the work that each call makes. */
  callsPerCore: number;
}

export interface Carried {
  line: LoadLine;
  call?: LoadCall;
}

export interface Measured {
  name: string;
  children: readonly Child[];
  open(): Promise<Carried>;
  /** Calls that are opened at the same moment. */
  openTogether: number;
  /** After a step's last call has come, before it is measured: the greeting, and the first thoughts. */
  settleMs: number;
}

export interface ClimbOptions {
  callsMost: number;
  /** The second number of calls that is tried; the first one is a single call. */
  callsSecond: number;
  /** How long each number of calls is held. */
  holdMs: number;
  progress(text: string): void;
}

export const lateMsMax = 20;
const openEveryMs = 100;
const converseEveryMs = 50;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function hangUp({ line, call }: Carried): Promise<void> {
  if (call === undefined) line.hangUp();
  else await call.hangUp();
}

/** More calls, or fewer of them. */
async function bringTo(calls: number, carried: Carried[], system: Measured, pacer: Pacer) {
  for (const one of carried.splice(calls)) {
    pacer.remove(one.line);
    await hangUp(one);
  }
  while (carried.length < calls) {
    const missing = Math.min(system.openTogether, calls - carried.length);
    const opened = await Promise.all(Array.from({ length: missing }, () => system.open()));
    for (const one of opened) {
      pacer.add(one.line);
      carried.push(one);
    }
    await wait(openEveryMs);
  }
}

async function hold(carried: Carried[], system: Measured, holdMs: number): Promise<CapacityStep> {
  const { children } = system;
  const work = () => children.reduce((sum, child) => sum + child.cpuMs(), 0);
  for (const { line, call } of carried) {
    line.takeLateness();
    line.takeBreaks();
    call?.takeGaps();
  }
  const own = monitorEventLoopDelay({ resolution: 1 });
  own.enable();
  const workedBeforeMs = work();
  const startedAtMs = performance.now();
  await wait(holdMs);
  const tookMs = performance.now() - startedAtMs;
  own.disable();
  const late = carried.flatMap(({ line }) => line.takeLateness());
  const gaps = carried.flatMap(({ call }) => call?.takeGaps() ?? []);
  const breaks = carried.reduce((sum, { line }) => sum + line.takeBreaks(), 0);
  const speaks = carried.some(({ call }) => call !== undefined);
  return {
    calls: carried.length,
    lateMsP99: rounded(percentile(late, 0.99)),
    cpuShare: rounded((work() - workedBeforeMs) / tookMs, 3),
    memoryMb: rounded(children.reduce((sum, child) => sum + child.memoryBytes(), 0) / 2 ** 20),
    ...(speaks
      ? {
          gapMsP95: rounded(percentile(gaps, 0.95)),
          breaksPerCallMinute: rounded(breaks / carried.length / (tookMs / 60_000), 2),
        }
      : {}),
    callsLost: carried.filter(({ line }) => line.over).length,
    callersLateMsP99: rounded(own.percentile(99) / 1e6 - 1),
  };
}

const isGood = (step: CapacityStep) => step.lateMsP99 < lateMsMax && step.callsLost === 0;

function withoutMemory({ memoryMb: _ofMoreCalls, ...step }: CapacityStep): CapacityStep {
  return step;
}

function summary(name: string, tried: readonly CapacityStep[]): CapacityRun {
  const steps = tried.toSorted((left, right) => left.calls - right.calls);
  const busiest = steps.filter(isGood).at(-1);
  const perCore = busiest === undefined ? Number.NaN : busiest.calls / busiest.cpuShare;
  return { name, steps, held: busiest?.calls ?? 0, callsPerCore: Math.round(perCore) };
}

/** Tries numbers of calls until the most that are held with frames in time is known. */
export async function climb(system: Measured, options: ClimbOptions): Promise<CapacityRun> {
  const { holdMs, callsMost, callsSecond } = options;
  const range = { first: 1, second: callsSecond, most: callsMost };
  const pacer = createPacer();
  const carried: Carried[] = [];
  const talking = setInterval(() => {
    for (const { call } of carried) call?.converse();
  }, converseEveryMs);
  const tried: (CapacityStep & Tried)[] = [];
  try {
    for (let calls = nextToTry(tried, range); calls; calls = nextToTry(tried, range)) {
      options.progress(`${system.name}: ${calls} calls`);
      const more = calls > Math.max(0, ...tried.map((step) => step.calls));
      await bringTo(calls, carried, system, pacer);
      await wait(system.settleMs);
      let step = await hold(carried, system, holdMs);
      // One stall of the machine is no limit of the system, and with few calls it is every hundredth frame.
      if (!isGood(step)) step = await hold(carried, system, holdMs);
      tried.push({ ...(more ? step : withoutMemory(step)), good: isGood(step) });
    }
  } finally {
    clearInterval(talking);
    pacer.stop();
    for (const one of carried) await hangUp(one);
  }
  return summary(system.name, tried);
}
