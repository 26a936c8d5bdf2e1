/** `npm run bench -- capacity`: how many calls a core holds, beside a bare echo of the same messages. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { findRunningServer } from '../../server/handset/running-server.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { type Child, canPin, startChild } from './lib/child.ts';
import { newCallSid } from './lib/dial-in.ts';
import { type FrontdeskChild, startFrontdeskChild } from './lib/frontdesk-child.ts';
import { type LoadCall, loadQuestions, openLoadCall } from './lib/load-call.ts';
import { type LoadLine, openLoadLine } from './lib/load-line.ts';
import { createPacer, type Pacer } from './lib/pacer.ts';
import { speakPhrases } from './lib/phrase-voice.ts';
import { makeRunFolder, type RunFolder } from './lib/run-folder.ts';
import { percentile, rounded } from './lib/statistics.ts';

export interface CapacityOptions {
  /** The steps of the ramp, in calls; a system climbs until it is too late. */
  steps: readonly number[];
  /** How long each step is held. */
  holdMs: number;
  /** How many share the machine in the last run. */
  processes: number;
  progress(text: string): void;
}

/** One step of the ramp. */
export interface CapacityStep {
  calls: number;
  /** How late frames were taken, p99, and the share of a core that was busy. */
  lateMsP99: number;
  cpuShare: number;
  memoryMb: number;
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
  steps: CapacityStep[];
  /** The most calls held with frames no later than the limit. */
  held: number;
  /** Calls that one whole core would carry by the work that each call makes. */
  callsPerCore: number;
}

export interface CapacityReport {
  echo: CapacityRun;
  frontdesk: CapacityRun;
  together: CapacityRun;
  processes: number;
  ratio: { held: number; callsPerCore: number };
  memoryKbPerCall: number;
  pinned: boolean;
  loadAverage: number;
}

export const lateMsMax = 20;
const businessId = 'bright-smile';
const serverCore = 0;
const openTogether = 4;
const openEveryMs = 100;
const converseEveryMs = 50;
/** After a step's last call has come, before it is measured: the greeting, and the first thoughts. */
const settleMs = 8_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Carried {
  line: LoadLine;
  call?: LoadCall;
}

interface Measured {
  name: string;
  children: readonly Child[];
  open(): Promise<Carried>;
}

async function fill(carried: Carried[], calls: number, system: Measured, pacer: Pacer) {
  while (carried.length < calls) {
    const missing = Math.min(openTogether, calls - carried.length);
    const opened = await Promise.all(Array.from({ length: missing }, () => system.open()));
    for (const one of opened) {
      pacer.add(one.line);
      carried.push(one);
    }
    await wait(openEveryMs);
  }
}

async function hold(carried: Carried[], system: Measured, holdMs: number): Promise<CapacityStep> {
  await wait(settleMs);
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

/** Climbs until frames are late, then once more to the middle of the last two steps. */
async function climb(system: Measured, options: CapacityOptions): Promise<CapacityRun> {
  const pacer = createPacer();
  const carried: Carried[] = [];
  const talking = setInterval(() => {
    for (const { call } of carried) call?.converse();
  }, converseEveryMs);
  const steps: CapacityStep[] = [];
  const good = (step: CapacityStep) => step.lateMsP99 < lateMsMax && step.callsLost === 0;
  try {
    for (const calls of options.steps) {
      options.progress(`${system.name}: ${calls} calls`);
      await fill(carried, calls, system, pacer);
      let step = await hold(carried, system, options.holdMs);
      // One stall of the machine is no limit of the system, and with few calls it is every hundredth frame.
      if (!good(step)) step = await hold(carried, system, options.holdMs);
      steps.push(step);
      if (!good(step)) break;
    }
  } finally {
    clearInterval(talking);
    pacer.stop();
    for (const { line, call } of carried) {
      if (call === undefined) line.hangUp();
      else await call.hangUp();
    }
  }
  const held = Math.max(0, ...steps.filter(good).map(({ calls }) => calls));
  const busiest = steps.filter(good).at(-1);
  const perCore = busiest === undefined ? Number.NaN : busiest.calls / busiest.cpuShare;
  return { name: system.name, steps, held, callsPerCore: Math.round(perCore) };
}

async function withSecret(child: FrontdeskChild, folder: string) {
  const found = await findRunningServer(folder);
  if ('missing' in found) throw new Error(found.missing);
  return { ...child, ticketSecret: found.ticketSecret };
}

async function startServers(run: RunFolder, count: number, name: string) {
  const databaseUrl = await run.database(`of_${name}`);
  const servers = [];
  for (let index = 0; index < count; index += 1) {
    const folder = join(run.folder, `${name}-${index}`);
    const core = count === 1 ? { core: serverCore } : {};
    const child = await startFrontdeskChild({ folder, databaseUrl, ...core });
    servers.push(await withSecret(child, folder));
  }
  return servers;
}

/** From the first step to the last one, for each call more. */
function growthKb(steps: readonly CapacityStep[]): number {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || last.calls === first.calls) return Number.NaN;
  return Math.round(((last.memoryMb - first.memoryMb) * 1024) / (last.calls - first.calls));
}

/** Fixed sentences are made at the start; a ramp begins when nothing is being made any more. */
async function idle(child: Child): Promise<void> {
  for (let busy = true; busy; ) {
    const before = child.cpuMs();
    await wait(1_500);
    busy = child.cpuMs() - before > 150;
  }
}

export async function runCapacity(options: CapacityOptions): Promise<CapacityReport> {
  const { definitions } = loadDefinitions('policies');
  const numbers = definitions.find(({ business }) => business.id === businessId)?.business.numbers;
  const [number] = numbers ?? [];
  if (number === undefined || !('number' in number)) throw new Error(`no number: ${businessId}`);
  const voice = await speakPhrases(loadQuestions);
  const run = await makeRunFolder();
  const started: Child[] = [];
  const measure = async (name: string, count: number): Promise<CapacityRun> => {
    options.progress(`${name}: starting`);
    const servers = await startServers(run, count, name.replaceAll(/\W/g, '_'));
    started.push(...servers);
    for (const server of servers) await idle(server);
    let opened = 0;
    const open = async () => {
      const server = servers[opened++ % count];
      if (server === undefined) throw new Error('no server');
      const call = await openLoadCall({ server, to: number.number, voice });
      return { line: call.line, call };
    };
    const result = await climb({ name, children: servers, open }, options);
    for (const server of servers) await server.stop();
    return result;
  };
  try {
    const echo = await startChild({
      file: 'test/bench/lib/echo-process.ts',
      core: serverCore,
      ready: /^ready /,
    });
    started.push(echo);
    const url = echo.said.replace('ready ', '');
    const openEcho = async () => ({
      line: await openLoadLine({ url, headers: {}, parameters: {}, callSid: newCallSid() }),
    });
    const bare = await climb({ name: 'echo', children: [echo], open: openEcho }, options);
    await echo.stop();
    const frontdesk = await measure('frontdesk', 1);
    const { processes } = options;
    const together = await measure(`${processes} processes`, processes);
    return {
      echo: bare,
      frontdesk,
      together,
      processes,
      ratio: {
        held: rounded(frontdesk.held / bare.held, 2),
        callsPerCore: rounded(frontdesk.callsPerCore / bare.callsPerCore, 2),
      },
      memoryKbPerCall: growthKb(frontdesk.steps),
      pinned: canPin,
      loadAverage: rounded(loadavg()[0] ?? Number.NaN, 2),
    };
  } finally {
    for (const child of started) await child.stop();
    await run.clear();
  }
}
