/** `npm run bench -- soak`: thousands of short calls on one process, and what they leave behind. */
import { join } from 'node:path';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { callCompleted, dialIn } from './lib/dial-in.ts';
import { type FrontdeskChild, startFrontdeskChild } from './lib/frontdesk-child.ts';
import { openLoadLine } from './lib/load-line.ts';
import { createPacer, type Pacer } from './lib/pacer.ts';
import { makeRunFolder } from './lib/run-folder.ts';
import { rounded } from './lib/statistics.ts';

export interface SoakOptions {
  calls: number;
  progress(text: string): void;
}

/** What the process holds at one moment. */
export interface Held {
  calls: number;
  memoryMb: number;
  openFiles: number;
  /** By kind, as Node counts them: timers, sockets, requests. */
  resources: Record<string, number>;
}

export interface SoakReport {
  calls: number;
  seconds: number;
  marks: Held[];
  /** After the last call, and the time an ended call is remembered in full. */
  rested: Held;
  /** From a fifth of the calls to all of them: the first fifth fills caches and pools. */
  growthKbPerCall: number;
  /** More than at the start, by kind; empty when nothing was left. */
  left: Record<string, number>;
}

const businessId = 'bright-smile';
const together = 20;
const markCount = 10;
/** Long enough for the first words of the greeting, its marks and its journal. */
const talkMs = 700;
/** An ended call's journal is kept for a minute. */
const restMs = 70_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function held(server: FrontdeskChild, calls: number): Promise<Held> {
  const metrics = await (await fetch(new URL('/metrics', server.url))).text();
  const counted = metrics.matchAll(/^nodejs_active_resources\{type="(\w+)"\} (\d+)/gm);
  return {
    calls,
    memoryMb: rounded(server.memoryBytes() / 2 ** 20),
    openFiles: server.openFiles(),
    resources: Object.fromEntries(
      [...counted].map(([, type = '', count]) => [type, Number(count)]),
    ),
  };
}

async function shortCall(server: FrontdeskChild, to: string, pacer: Pacer): Promise<void> {
  const dialled = { url: server.url, authToken: server.authToken, from: 'anonymous', to };
  const address = await dialIn(dialled);
  const line = await openLoadLine(address);
  pacer.add(line);
  await wait(talkMs);
  pacer.remove(line);
  line.hangUp();
  await callCompleted(dialled, address.callSid);
}

/** What there is more of than before; sockets of the measuring itself come and go by a few. */
function moreOf(before: Held, after: Held): Record<string, number> {
  const jitter = 3;
  const kinds = { ...after.resources, openFiles: after.openFiles };
  const was: Record<string, number> = { ...before.resources, openFiles: before.openFiles };
  return Object.fromEntries(
    Object.entries(kinds)
      .map(([kind, count]): [string, number] => [kind, count - (was[kind] ?? 0)])
      .filter(([, more]) => more > jitter),
  );
}

export async function runSoak({ calls, progress }: SoakOptions): Promise<SoakReport> {
  const { definitions } = loadDefinitions('policies');
  const business = definitions.find(({ business }) => business.id === businessId)?.business;
  const [number] = business?.numbers ?? [];
  if (number === undefined || !('number' in number)) throw new Error(`no number: ${businessId}`);
  const run = await makeRunFolder();
  const pacer = createPacer();
  let server: FrontdeskChild | undefined;
  try {
    const databaseUrl = await run.database('soak');
    server = await startFrontdeskChild({ folder: join(run.folder, 'soak'), databaseUrl });
    const soaked = server;
    for (let call = 0; call < together; call += 1) await shortCall(soaked, number.number, pacer);
    await wait(3_000);
    const before = await held(soaked, 0);
    const marks: Held[] = [];
    const startedAtMs = performance.now();
    let begun = 0;
    let done = 0;
    const lane = async () => {
      while (begun < calls) {
        begun += 1;
        await shortCall(soaked, number.number, pacer);
        done += 1;
        if (done % 50 === 0) progress(`${done} of ${calls} calls`);
        if (done % Math.ceil(calls / markCount) === 0) marks.push(await held(soaked, done));
      }
    };
    await Promise.all(Array.from({ length: together }, lane));
    const seconds = rounded((performance.now() - startedAtMs) / 1000);
    progress('resting');
    await wait(restMs);
    const rested = await held(soaked, calls);
    const early = marks[Math.floor(markCount / 5) - 1] ?? before;
    const grownKb = (rested.memoryMb - early.memoryMb) * 1024;
    const growthKbPerCall = rounded(grownKb / (calls - early.calls), 2);
    return { calls, seconds, marks, rested, growthKbPerCall, left: moreOf(before, rested) };
  } finally {
    pacer.stop();
    await server?.stop();
    await run.clear();
  }
}
