/** `npm run bench -- capacity`: how many calls a core holds, beside a bare echo of the same messages. */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { findRunningServer } from '../../server/handset/running-server.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { type Child, canPin, moveSelf, startChild } from './lib/child.ts';
import { type CapacityRun, type CapacityStep, climb } from './lib/climb.ts';
import { newCallSid } from './lib/dial-in.ts';
import { type FrontdeskChild, startFrontdeskChild } from './lib/frontdesk-child.ts';
import { loadQuestions, openLoadCall } from './lib/load-call.ts';
import { openLoadLine } from './lib/load-line.ts';
import { speakPhrases } from './lib/phrase-voice.ts';
import { makeRunFolder, type RunFolder } from './lib/run-folder.ts';
import { rounded } from './lib/statistics.ts';

export interface CapacityOptions {
  /** No more calls than these are tried. */
  callsMost: number;
  /** How long each number of calls is held. */
  holdMs: number;
  /** How many share the machine in the last run. */
  processes: number;
  progress(text: string): void;
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
  minutes: number;
}

const businessId = 'bright-smile';
const serverCore = 0;
const callsSecond = 50;
const echoPace = { openTogether: 16, settleMs: 1_000 };
/** A caller hears the greeting first. */
const frontdeskPace = { openTogether: 4, settleMs: 6_000 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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

/** From the first number of calls to the greatest, for each call more. */
function growthKb(steps: readonly CapacityStep[]): number {
  const known = steps.flatMap(({ calls, memoryMb }) => (memoryMb ? [{ calls, memoryMb }] : []));
  const [first, last] = [known[0], known.at(-1)];
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
  const startedAtMs = performance.now();
  const allCores = cpus().map((_, core) => core);
  // Callers and database, which is started from here, leave the core under measurement alone.
  moveSelf(allCores.filter((core) => core !== serverCore));
  const run = await makeRunFolder();
  const started: Child[] = [];
  const measure = async (name: string, count: number, second: number): Promise<CapacityRun> => {
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
    const system = { name, children: servers, open, ...frontdeskPace };
    const result = await climb(system, { ...options, callsSecond: second });
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
    const address = { url, headers: {}, parameters: {} };
    const openEcho = async () => ({
      line: await openLoadLine({ ...address, callSid: newCallSid() }, { deaf: true }),
    });
    const bare = await climb(
      { name: 'echo', children: [echo], open: openEcho, ...echoPace },
      { ...options, callsSecond },
    );
    await echo.stop();
    const frontdesk = await measure('frontdesk', 1, callsSecond);
    const { processes } = options;
    moveSelf(allCores);
    const together = await measure(
      `${processes} processes`,
      processes,
      Math.max(callsSecond, frontdesk.held),
    );
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
      minutes: rounded((performance.now() - startedAtMs) / 60_000),
    };
  } finally {
    for (const child of started) await child.stop();
    await run.clear();
  }
}
