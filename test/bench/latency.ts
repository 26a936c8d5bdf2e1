/** `npm run bench -- latency`: the gap a caller hears, beside that of the pipeline of the tutorials. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { readEntries } from '../../services/store/journal-rows.ts';
import { openStore } from '../../services/store/pool.ts';
import { openCallerLine } from './lib/caller-line.ts';
import { type CallerStep, callerScript, textsOf } from './lib/caller-script.ts';
import { type Child, startChild } from './lib/child.ts';
import { callCompleted, dialIn, newCallSid } from './lib/dial-in.ts';
import { emulatedKey } from './lib/emulated-delays.ts';
import { type FrontdeskChild, startFrontdeskChild } from './lib/frontdesk-child.ts';
import { type LatencyReport, latencyReport, type MeasuredCall } from './lib/latency-report.ts';
import { openDays } from './lib/open-days.ts';
import { cough, type PhraseVoice, speakPhrases } from './lib/phrase-voice.ts';
import { readAddresses } from './lib/provider-addresses.ts';
import { makeRunFolder } from './lib/run-folder.ts';
import { seeded } from './lib/seeded.ts';
import { talk } from './lib/talking-caller.ts';

export interface LatencyOptions {
  seed: number;
  /** Calls of each system, and how many of them at once. */
  calls: number;
  together: number;
  /** Where the measured process writes its profile when it ends. */
  profileFolder?: string;
  /** Where the journals of the run are written, to see why a turn took as long as it did. */
  journalsFile?: string;
  progress(text: string): void;
}

const businessId = 'bright-smile';
/** Between two first rings, so that no two callers speak in step. */
const staggerMs = 730;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function scripts({ seed, calls }: LatencyOptions): { to: string; scripts: CallerStep[][] } {
  const { definitions } = loadDefinitions('policies');
  const business = definitions.find(({ business }) => business.id === businessId)?.business;
  const [number] = business?.numbers ?? [];
  if (business === undefined || number === undefined || !('number' in number)) {
    throw new Error(`no number of ${businessId}`);
  }
  const random = seeded(seed);
  const day = openDays(business, new Date().toISOString().slice(0, 10));
  return {
    to: number.number,
    scripts: Array.from({ length: calls }, (_, index) => callerScript(index, { random, day })),
  };
}

interface Callable {
  /** Opens a call's line; the id is the one its journal is kept under. */
  open(): Promise<{ callId: string; line: Awaited<ReturnType<typeof openCallerLine>> }>;
  closed(callId: string): Promise<void>;
}

function frontdeskCalls(server: FrontdeskChild, to: string): Callable {
  const dialled = { url: server.url, authToken: server.authToken, from: 'anonymous', to };
  return {
    async open() {
      const address = await dialIn(dialled);
      return { callId: address.callSid, line: await openCallerLine(address) };
    },
    closed: (callId) => callCompleted(dialled, callId),
  };
}

function plainCalls(url: string): Callable {
  return {
    async open() {
      const callSid = newCallSid();
      return {
        callId: callSid,
        line: await openCallerLine({ url, headers: {}, parameters: {}, callSid }),
      };
    },
    closed: async () => undefined,
  };
}

/** All scripts on one system, a few calls at a time. */
async function callAll(
  callable: Callable,
  steps: readonly CallerStep[][],
  voice: PhraseVoice,
  options: LatencyOptions,
): Promise<MeasuredCall[]> {
  const random = seeded(options.seed + 1);
  const waiting = [...steps];
  const measured: MeasuredCall[] = [];
  async function oneAfterTheOther(lane: number): Promise<void> {
    await wait(lane * staggerMs);
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
      const { callId, line } = await callable.open();
      const call = await talk(script, { line, voice, cough: () => cough(random) });
      await callable.closed(callId);
      measured.push({ callId, violations: line.violations, ...call });
      options.progress(`${measured.length} of ${steps.length} calls`);
    }
  }
  await Promise.all(Array.from({ length: options.together }, (_, lane) => oneAfterTheOther(lane)));
  return measured;
}

/** Fixed sentences are made at the start; a run begins when the voice has nothing more to make. */
async function voiceIsIdle(emulators: Child): Promise<void> {
  const spoken = () => emulatorCounts(emulators).then((counts) => counts.spoken);
  for (let before = -1, current = await spoken(); before !== current; ) {
    before = current;
    await wait(1_500);
    current = await spoken();
  }
}

function emulatorCounts(emulators: Child): Promise<{ labelled: number; spoken: number }> {
  return new Promise((resolve) => {
    emulators.process.once('message', (counts) => resolve(counts as never));
    emulators.process.send('counts');
  });
}

async function journalsOf(databaseUrl: string, calls: readonly MeasuredCall[]) {
  const store = await openStore({ url: databaseUrl });
  try {
    const journals = new Map<string, Awaited<ReturnType<typeof readEntries>>>();
    for (const { callId } of calls) {
      journals.set(callId, await readEntries(store, businessId, callId));
    }
    return journals;
  } finally {
    await store.close();
  }
}

export async function runLatency(options: LatencyOptions): Promise<LatencyReport> {
  const plan = scripts(options);
  const texts = plan.scripts.flatMap((script) => textsOf(script));
  const voice = await speakPhrases(texts);
  const run = await makeRunFolder();
  const children: Child[] = [];
  const started = async <Started extends Child>(child: Promise<Started>): Promise<Started> => {
    children.unshift(await child);
    return child;
  };
  try {
    const bookFile = join(run.folder, 'phrases.json');
    voice.writeBook(bookFile);
    const emulators = await started(
      startChild({
        file: 'test/bench/lib/emulators-process.ts',
        env: { PHRASE_BOOK: bookFile },
        ready: /^ready /,
      }),
    );
    const at = readAddresses(emulators.said);
    const databaseUrl = await run.database('bench');
    const { profileFolder } = options;
    const frontdesk = await started(
      startFrontdeskChild({
        folder: join(run.folder, 'frontdesk'),
        databaseUrl,
        env: {
          DEEPGRAM_API_KEY: emulatedKey,
          DEEPGRAM_URL: at.deepgram,
          OPENAI_API_KEY: emulatedKey,
          OPENAI_BASE_URL: at.openai,
          GOOGLE_TTS_ENDPOINT: at.google,
        },
        ...(profileFolder ? { nodeFlags: ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] } : {}),
      }),
    );
    const plain = await started(
      startChild({
        file: 'test/bench/baseline/baseline-process.ts',
        env: { DEEPGRAM_URL: at.deepgram, OPENAI_URL: at.openai, GOOGLE_ENDPOINT: at.google },
        ready: /^ready /,
      }),
    );
    options.progress('waiting for the fixed sentences');
    await voiceIsIdle(emulators);
    const startedAtMs = systemClock.now();
    const [ours, theirs] = await Promise.all([
      callAll(frontdeskCalls(frontdesk, plan.to), plan.scripts, voice, options),
      callAll(plainCalls(plain.said.replace('ready ', '')), plan.scripts, voice, options),
    ]);
    const { labelled } = await emulatorCounts(emulators);
    const seconds = (systemClock.now() - startedAtMs) / 1_000;
    await frontdesk.stop();
    const journals = await journalsOf(databaseUrl, ours);
    if (options.journalsFile !== undefined) {
      writeFileSync(options.journalsFile, JSON.stringify({ ours, journals: [...journals] }));
    }
    return latencyReport({ ours, theirs, journals, labelled, seconds, options });
  } finally {
    for (const child of children) await child.stop();
    await run.clear();
  }
}
