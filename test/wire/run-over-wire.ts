/**
 * The generated calls by telephone: signed webhook, media socket, mu-law audio, and every provider
 * behind its own SDK; the same paths and the same rules as over text, few enough for real time.
 */
import { status } from '@grpc/grpc-js';
import { generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { callerWords } from '../../server/scenarios/caller-words.ts';
import { type DialogueLine, dialogueOf } from '../../server/scenarios/dialogue.ts';
import { gatherEvidence } from '../../server/scenarios/gather-evidence.ts';
import { type Breach, judge } from '../../server/scenarios/oracles/judge.ts';
import type { Phrases } from '../../server/scenarios/phrases.ts';
import { practiceDays as days } from '../../server/scenarios/practice-days.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { readEntries } from '../../services/store/journal-rows.ts';
import { openStore, type Store } from '../../services/store/pool.ts';
import { openVoiceDesk, type VoiceDesk } from '../server/voice-desk.ts';
import { labels } from '../services/understanding/openai-desk.ts';
import { type PatientPath, patientPaths } from './patient-paths.ts';
import { makeWireCall } from './wire-call.ts';
import { createWorlds, type Worlds } from './worlds.ts';

export interface WireResult {
  target: string;
  /** What a provider did wrong meanwhile. */
  fault: ProviderFault | null;
  callId: string;
  breaches: Breach[];
  dialogue: DialogueLine[];
}

/** Whom the fault strikes, and how; the call goes on as if nothing had happened. */
export const providerFaults = [
  'the recogniser drops its connection',
  'the recogniser falls silent',
  'the recogniser freezes',
  'the voice breaks off',
  'the voice refuses',
] as const;
export type ProviderFault = (typeof providerFaults)[number];

export interface WireOptions {
  databaseUrl: string;
  definition: Definition;
  otherNames: string[];
  phrases: Phrases;
  seed: number;
  /** Calls at the same time. */
  together: number;
  /** Only calls for these targets; without it, all. */
  only?: readonly string[];
  faults: readonly ProviderFault[];
  done?(count: number, all: number): void;
}

const number = '+16145550142';
/** Each call is told by its own voice and its own number. */
const voices = ['m1', 'f1', 'm2', 'f2', 'm3', 'f3', 'm4', 'f4', 'm5', 'f5', 'm6', 'm7'];

function strike(desk: VoiceDesk, fault: ProviderFault | null): void {
  const words = /./;
  const path = '/v2/listen';
  const hears = {
    'the recogniser drops its connection': { words, path, fault: 'drops', times: 1 },
    'the recogniser falls silent': { words, path, fault: 'mute', times: 1 },
    'the recogniser freezes': { words, path, fault: 'frozen', times: 1 },
  } as const;
  const speaks = {
    'the voice breaks off': { words, times: 1, as: { chunkBytes: 400, breakAfterBytes: 800 } },
    'the voice refuses': { words, times: 9, as: { refuseWith: status.UNAVAILABLE } },
  } as const;
  const heard = fault !== null && fault in hears ? [hears[fault as keyof typeof hears]] : [];
  const spoken = fault !== null && fault in speaks ? [speaks[fault as keyof typeof speaks]] : [];
  desk.deepgram.behave({ wordFaults: heard });
  desk.google.behave({ textFaults: spoken });
}

interface Crossing {
  path: PatientPath;
  fault: ProviderFault | null;
}

interface Room extends WireOptions {
  desk: VoiceDesk;
  store: Store;
  worlds: Worlds;
}

/** A sentence that is read otherwise than meant is put in other words: the reader has its own tests. */
async function madeCall(room: Room, crossing: Crossing, nth: number): Promise<WireResult> {
  for (let wording = 0; ; wording += 1) {
    const made = await madeOnce(room, crossing, { nth, wording });
    if (made.misread === false || wording === wordingsMax) return made.result;
  }
}

const wordingsMax = 3;

interface Told {
  nth: number;
  wording: number;
}

async function madeOnce(room: Room, { path, fault }: Crossing, { nth, wording }: Told) {
  const { desk, store, worlds, definition, otherNames } = room;
  const bank = callerWords(definition, room.phrases);
  const { callId, astray } = await makeWireCall(path, {
    desk,
    world: worlds.open,
    words: (move) => bank.of(move, `${room.seed + wording} ${path.target} ${move.key}`) ?? move.key,
    from: `+1614555${1_000 + nth * (wordingsMax + 1) + wording}`,
    to: number,
    voice: `en-us+${voices[nth % voices.length]}`,
  });
  const { id } = definition.business;
  let entries = await readEntries(store, id, callId);
  for (
    let look = 0;
    look < looksMax && !entries.some(({ kind }) => kind === 'call-ended');
    look += 1
  ) {
    await new Promise<void>((resolve) => desk.clock.after(looksEveryMs, resolve));
    entries = await readEntries(store, id, callId);
  }
  const run = { callId, entries, path: { moves: path.moves } };
  const { breaches } = judge(await gatherEvidence(run, { store, definition, otherNames }));
  const rule = 'the call goes the way the chart says';
  const result: WireResult = {
    target: path.target,
    fault,
    callId,
    breaches: [...breaches, ...(astray === null ? [] : [{ rule, what: astray }])],
    dialogue: dialogueOf(entries),
  };
  return { result, misread: astray !== null && isMisread(path, entries) };
}

/** What was heard is something else than what was meant, where the call went astray. */
function isMisread({ moves }: PatientPath, entries: readonly JournalEntry[]): boolean {
  const meant = moves.flatMap((move) => (move.kind === 'say' ? [meaningOf(move.event)] : []));
  const heard = entries.flatMap((entry) =>
    entry.kind === 'event' && /^caller\.(?!hung-up|was-silent)/.test(entry.event.type)
      ? [meaningOf(entry.event)]
      : [],
  );
  return heard.some((one, at) => at < meant.length && one !== meant[at]);
}

function meaningOf(event: object): string {
  const { type, flow, values = {} } = event as { type: string; flow?: string; values?: object };
  return JSON.stringify([type, flow, Object.keys(values).sort()]);
}

const looksMax = 100;
const looksEveryMs = 100;

/** Two that write at the same time would be rivals for the same place: those wait for one another. */
const isWriting = ({ moves }: PatientPath) =>
  moves.some((move) => move.kind === 'answer' && ['book', 'reschedule'].includes(move.effect));

export function wirePaths(definition: Definition, seed: number): PatientPath[] {
  const suite = generateSuite(definition, { seed, cover: 'transitions', days });
  return patientPaths(definition, suite, days);
}

export async function runOverWire(options: WireOptions): Promise<WireResult[]> {
  const { definition, seed, only, together, faults, done } = options;
  const all = wirePaths(definition, seed);
  const paths = all.filter(({ target }) => only === undefined || only.includes(target));
  const worlds = createWorlds(definition.business);
  const desk = await openVoiceDesk(options.databaseUrl, () => labels(), worlds.around);
  const store = await openStore({ url: options.databaseUrl, connectionsMax: 4 });
  const room: Room = { ...options, desk, store, worlds };
  const results: WireResult[] = [];
  const count = paths.length + faults.length;
  let nth = 0;
  const make = async (crossing: Crossing) => {
    nth += 1;
    results.push(await madeCall(room, crossing, nth));
    done?.(results.length, count);
  };
  const lane = async (queue: PatientPath[]) => {
    for (let path = queue.shift(); path; path = queue.shift()) await make({ path, fault: null });
  };
  try {
    const [writing, others] = [paths.filter(isWriting), paths.filter((one) => !isWriting(one))];
    await Promise.all([
      lane(writing),
      ...Array.from({ length: Math.max(1, together - 1) }, () => lane(others)),
    ]);
    // A fault strikes whoever speaks next: these are made one after the other.
    const booking = all.find(({ target }) => target === 'book committed') ?? all[0];
    for (const fault of booking === undefined ? [] : faults) {
      strike(desk, fault);
      await make({ path: booking as PatientPath, fault });
    }
  } finally {
    await store.close();
    await desk.close();
  }
  return results;
}
