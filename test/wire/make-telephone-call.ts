/** One crossing made by telephone and judged; words that are read otherwise than meant are put anew. */
import type { Definition } from '../../machines/policy/definition.ts';
import { callerWords } from '../../server/scenarios/caller-words.ts';
import { type DialogueLine, dialogueOf } from '../../server/scenarios/dialogue.ts';
import { gatherEvidence } from '../../server/scenarios/gather-evidence.ts';
import { type Breach, judge } from '../../server/scenarios/oracles/judge.ts';
import type { Phrases } from '../../server/scenarios/phrases.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { readEntries } from '../../services/store/journal-rows.ts';
import type { Store } from '../../services/store/pool.ts';
import type { VoiceDesk } from '../server/voice-desk.ts';
import type { PatientPath } from './patient-paths.ts';
import { type Stricken, strike } from './provider-faults.ts';
import type { Crossing } from './run-over-wire.ts';
import { makeWireCall } from './wire-call.ts';
import type { Worlds } from './worlds.ts';

export interface WireResult {
  target: string;
  /** What a provider did wrong meanwhile, and whether it came to that. */
  fault: string | null;
  struck: boolean;
  callId: string;
  breaches: Breach[];
  dialogue: DialogueLine[];
}

export interface MakeOptions extends Pick<Stricken, 'model' | 'voiceFaults'> {
  desk: VoiceDesk;
  store: Store;
  worlds: Worlds;
  definition: Definition;
  otherNames: string[];
  phrases: Phrases;
  seed: number;
  /** Which call of the run it is: each is told by its own voice and its own number. */
  nth: number;
}

/** Where a line answers every number that begins in some way. */
const anyNumber = '+16145550100';
const voices = ['m1', 'f1', 'm2', 'f2', 'm3', 'f3', 'm4', 'f4', 'm5', 'f5', 'm6', 'm7'];
const wordingsMax = 3;
const looksMax = 100;
const looksEveryMs = 100;

/** A sentence that is read otherwise than meant is put in other words: the reader has its own tests. */
export async function makeTelephoneCall(
  crossing: Crossing,
  options: MakeOptions,
): Promise<WireResult> {
  for (let wording = 0; ; wording += 1) {
    const made = await madeOnce(crossing, options, wording);
    if (!made.misread || wording === wordingsMax) return made.result;
  }
}

async function madeOnce({ path, fault }: Crossing, options: MakeOptions, wording: number) {
  const { desk, store, worlds, definition, otherNames, nth, seed } = options;
  const bank = callerWords(definition, options.phrases);
  const from = `+1614555${1_000 + nth * (wordingsMax + 1) + wording}`;
  const { callId, astray, struck } = await makeWireCall(path, {
    desk,
    world: worlds.open,
    words: (move) => bank.of(move, `${seed + wording} ${path.target} ${move.key}`) ?? move.key,
    strike: (phrases) =>
      fault === null ? () => false : strike(fault, { ...options, phrases, from }),
    from,
    to: numberOf(definition, path.start.locationId),
    voice: `en-us+${voices[nth % voices.length]}`,
  });
  const entries = await endedEntries(callId, options);
  const run = { callId, entries, path: { moves: path.moves } };
  const { breaches } = judge(await gatherEvidence(run, { store, definition, otherNames }));
  const rule = 'the call goes the way the chart says';
  const result: WireResult = {
    target: path.target,
    fault: fault?.name ?? null,
    struck,
    callId,
    breaches: [...breaches, ...(astray === null ? [] : [{ rule, what: astray }])],
    dialogue: dialogueOf(entries),
  };
  return { result, misread: astray !== null && isMisread(path, entries) };
}

/** The number of that place; otherwise one that belongs to none. */
function numberOf({ business: { numbers } }: Definition, locationId: string | undefined): string {
  for (const one of numbers) if ('number' in one && one.at === locationId) return one.number;
  for (const one of numbers) {
    if ('starting' in one) return one.starting + anyNumber.slice(one.starting.length);
  }
  throw new Error(`no number leads to ${locationId ?? 'this line'}`);
}

/** Writing the journal never holds up a call, and so may end a little after it. */
async function endedEntries(
  callId: string,
  { desk, store, definition }: MakeOptions,
): Promise<readonly JournalEntry[]> {
  for (let look = 0; ; look += 1) {
    const entries = await readEntries(store, definition.business.id, callId);
    if (look === looksMax || entries.some(({ kind }) => kind === 'call-ended')) return entries;
    await new Promise<void>((resolve) => desk.clock.after(looksEveryMs, resolve));
  }
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
