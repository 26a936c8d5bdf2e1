/** One generated call by telephone: spoken, heard, and answered by the world when its move has come. */
import { randomBytes } from 'node:crypto';
import type { Move } from '../../machines/paths/moves.ts';
import { openLine } from '../../server/handset/line-client.ts';
import type { MediaLeg } from '../../server/handset/media-leg.ts';
import { dial } from '../../server/handset/terminal-handset.ts';
import type { ForcedWorld } from '../../server/scenarios/forced-world.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { Phrase } from '../emulators/deepgram/phrase-book.ts';
import type { VoiceDesk } from '../server/voice-desk.ts';
import type { PatientPath } from './patient-paths.ts';

export interface WireCallDeps {
  desk: VoiceDesk;
  world(callId: string): ForcedWorld;
  /** What the caller says for a move. */
  words(move: Extract<Move, { kind: 'say' }>): string;
  /** Puts in its way what goes wrong while these are said; asked once it is over, whether it struck. */
  strike(phrases: readonly Phrase[]): () => boolean;
  from: string;
  to: string;
  voice: string;
}

export interface WireCall {
  callId: string;
  /** Where it went another way than the chart says; null when it did not. */
  astray: string | null;
  /** Whether the fault that was in store for it came. */
  struck: boolean;
}

const hex = () => randomBytes(16).toString('hex');
/** The agent has ended, and not only drawn breath. */
const quietMs = 500;
/** Longer than a recogniser may be away, and a caller may be silent. */
const moveMsMax = 20_000;
const lookEveryMs = 30;

const is = (wanted: string) => (state: string) => place(state) === wanted;
/** Whether the filler has been said by now is a matter of milliseconds, and none of the path's. */
const place = (state: string) => state.replace(/\.(?:quietly|audibly)$/, '');

export async function makeWireCall(path: PatientPath, deps: WireCallDeps): Promise<WireCall> {
  const { desk } = deps;
  const { clock } = desk;
  const spoken = new Map<Move, Phrase>();
  for (const move of path.moves) {
    if (move.kind !== 'say') continue;
    const text = digitByDigit(deps.words(move));
    const audio = await desk.spokenBy(deps.voice, text);
    const phrase: Phrase = { text, audio };
    spoken.set(move, phrase);
  }
  const struck = deps.strike([...spoken.values()]);
  for (const phrase of spoken.values()) desk.deepgram.book.add(phrase);
  const callId = `CA${hex()}`;
  const world = deps.world(callId);
  const entries: JournalEntry[] = [];
  let leg: MediaLeg | undefined;
  let began = false;
  let over = false;
  const handset = dial({
    ...{ url: desk.frontdesk.url, authToken: desk.frontdesk.authToken },
    ...{ from: deps.from, to: deps.to, clock, desk: 'no-answer' },
    ids: { accountSid: `AC${hex()}`, callSid: callId, streamSid: () => `MZ${hex()}` },
    connected(opened) {
      leg = opened;
    },
    agentAudio() {
      began = true;
    },
  });
  const ended = handset.over.finally(() => {
    over = true;
  });

  const when = (holds: () => boolean) =>
    new Promise<boolean>((resolve) => {
      const untilMs = clock.now() + moveMsMax;
      const look = () => {
        if (holds()) resolve(true);
        else if (clock.now() > untilMs) resolve(false);
        else clock.after(lookEveryMs, look);
      };
      look();
    });
  const state = () =>
    entries.findLast((entry) => entry.kind === 'transition')?.to.at(-1) ?? 'arriving';
  /** Was there since: rules and people who are rung move a call on by themselves. */
  const came = (expected: string, since: number) =>
    place(state()) === place(expected) ||
    entries
      .slice(since)
      .some((entry) => entry.kind === 'transition' && entry.to.some(is(place(expected))));
  const count = (kind: JournalEntry['kind']) =>
    entries.filter((entry) => entry.kind === kind).length;
  /** A voice that breaks off within a sentence is quiet, and has not ended. */
  const isHeardOut = () => {
    const heard = new Set(entries.flatMap((one) => (one.kind === 'heard' ? [one.utterance] : [])));
    return entries.every((one) => one.kind !== 'said' || heard.has(one.utterance));
  };
  const isQuiet = () =>
    began && leg !== undefined && clock.now() - leg.agentEndsAtMs > quietMs && isHeardOut();

  async function make(move: Move): Promise<void> {
    switch (move.kind) {
      case 'open':
        await when(() => began || over);
        return;
      case 'say': {
        await when(() => isQuiet() || over);
        const understood = count('understood');
        leg?.speak(spoken.get(move)?.audio ?? new Uint8Array());
        await when(() => count('understood') > understood || over);
        return;
      }
      case 'hear':
        await when(() => isQuiet() || over);
        return;
      case 'silence':
        await when(() => entries.some(isSilence) || over);
        return;
      case 'hang-up':
        handset.hangUp();
        return;
      case 'answer':
      case 'error':
        await answer(move);
    }
  }

  async function answer(move: Extract<Move, { kind: 'answer' | 'error' }>): Promise<void> {
    const { effect } = move;
    // The rules are the published ones, and answer by themselves.
    if (effect === 'check-policy') return;
    await when(() => world.waiting === effect);
    const settled = path.moves.some(
      (other) => other.kind === 'answer' && other.key === 'settle committed',
    );
    const cue =
      move.kind === 'error'
        ? { class: 'error', answer: { outcome: 'unknown' } }
        : { class: move.class, answer: move.answer };
    await world.give({ effect, ...cue, happens: effect !== 'settle' && settled });
  }

  await when(() => leg !== undefined || over);
  const journal = openLine({
    ...{ url: desk.frontdesk.url, ticketSecret: desk.frontdesk.ticketSecret, callId, clock },
    nonce: hex,
    entry: (entry) => entries.push(entry),
    lost: () => undefined,
  });
  let astray: string | null = null;
  for (const [at, move] of path.moves.entries()) {
    // The rules answer in the same breath as what they are asked after.
    const expected = path.leaves[at + (verdictAfter(path, at) ? 1 : 0)] ?? '';
    const since = entries.length;
    await make(move);
    const there = await when(() => came(expected, since) || (over && expected === 'ended'));
    if (there) continue;
    astray = `after "${move.key}" ${state()} instead of ${expected}`;
    break;
  }
  handset.hangUp();
  await letGo(world, () => over || count('call-ended') > 0, when);
  await ended;
  journal.close();
  return { callId, astray, struck: struck() };
}

/** As callers say a number, and not as one of six hundred and fourteen. */
function digitByDigit(text: string): string {
  return text.replaceAll(/\b\d{3} \d{3} \d{4}\b/g, (number) =>
    [...number].join(' ').replaceAll(/ +/g, ' '),
  );
}

const isSilence = (entry: JournalEntry) =>
  entry.kind === 'event' && entry.event.type === 'caller.was-silent';

function verdictAfter({ moves }: PatientPath, at: number): boolean {
  const next = moves[at + 1];
  return next?.kind === 'answer' && next.effect === 'check-policy';
}

/** Whatever is still asked for is answered: nobody waits for it any more. */
async function letGo(
  world: ForcedWorld,
  over: () => boolean,
  when: (holds: () => boolean) => Promise<boolean>,
): Promise<void> {
  for (let answers = 0; answers < letGoMax; answers += 1) {
    await when(() => world.waiting !== null || over());
    const { waiting } = world;
    if (waiting === null) return;
    const answer = { outcome: 'unknown' };
    await world.give({ effect: waiting, class: 'unknown', answer, happens: false });
  }
}

/** A write, its settling and a message: more is a call that hangs. */
const letGoMax = 6;
