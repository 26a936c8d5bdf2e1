/** One generated path on the real engine: each move is made at the world's edge, in virtual time. */
import type { Move, Start } from '../../machines/paths/moves.ts';
import type { GeneratedPath } from '../../machines/paths/suite.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { settle } from '../../services/virtual-clock.ts';
import type { ConnectedCall } from '../phone/call-desk.ts';
import type { CallerWords } from './caller-words.ts';
import { closedIn } from './closed-in.ts';
import { type Cue, ruleForVerdict } from './forced-world.ts';
import { isLost, lostMax, type Mishaps, noMishap, worse } from './mishaps.ts';
import { type Misreading, misreadingOf } from './misreading.ts';
import { inFull } from './phrases.ts';
import type { PracticeHouse, PracticeRoom } from './practice-house.ts';
import { createPracticeLine, type PracticeLine } from './practice-line.ts';

/** The call went another way than the chart says it goes. */
export interface Detour {
  at: number;
  move: string;
  expected: string;
  found: string;
}

export interface PathRun {
  path: GeneratedPath;
  callId: string;
  entries: readonly JournalEntry[];
  /** Cells that were really tried: the state before the move, and the move. */
  cells: string[];
  /** Each of them once; after it, the sentence was read as it was meant. */
  misreadings: Misreading[];
  detour: Detour | null;
  /** How many entries the journal had after each move. */
  marks: number[];
  virtualMs: number;
}

export interface RunPathDeps {
  house: PracticeHouse;
  words: CallerWords;
  callId: string;
  seed: number;
}

const withheld = 'anonymous';

/**
 * Runs it; where the reader misreads a sentence, once more with that sentence read as meant. What was
 * lost over the agent's words is said again as callers do: first in more words, then when they were
 * heard.
 */
export async function runPath(path: GeneratedPath, deps: RunPathDeps): Promise<PathRun> {
  const mishaps: Mishaps = new Map();
  const misreadings: Misreading[] = [];
  for (;;) {
    await deps.house.clear();
    const { run, misread } = await runOnce(path, deps, mishaps);
    if (misread === null) return { ...run, misreadings };
    const { at, misreading } = misread;
    if (!mishaps.has(at)) misreadings.push(misreading);
    mishaps.set(at, worse(mishaps.get(at), misreading));
  }
}

interface Attempt {
  run: PathRun;
  misread: { at: number; misreading: Misreading } | null;
}

async function runOnce(path: GeneratedPath, deps: RunPathDeps, mishaps: Mishaps): Promise<Attempt> {
  const { house } = deps;
  const { start } = path;
  const room = house.open(
    start.remembered === undefined ? undefined : { flow: start.remembered, slots: {} },
  );
  const startedMs = room.clock.now();
  const run: PathRun = {
    path,
    callId: deps.callId,
    entries: [],
    cells: [],
    misreadings: [],
    detour: null,
    marks: [],
    virtualMs: 0,
  };
  const stage = createStage(path, deps, room, mishaps);
  let misread: Attempt['misread'] = null;
  await stage.arrive(start);
  for (const [index, move] of path.moves.entries()) {
    const before = stage.state;
    const from = stage.entries().length;
    const mishap = mishaps.get(index) ?? noMishap;
    if (move.kind === 'say' && mishap.misread) room.reader.tell(move.event);
    await stage.make(move, index);
    const found = stage.state;
    const expected = path.leaves[afterVerdicts(path, index)] ?? '';
    run.marks.push(stage.entries().length);
    const news = stage.entries().slice(from);
    const read = misreadingOf(move, before, news);
    const misreading = read !== null && mishap.misread && !isLost(read) ? null : read;
    const fits = found === expected || (stage.over && expected === 'ended');
    if (fits && misreading === null) {
      // A verdict was there before its move's turn came.
      const at = isVerdict(move) ? (path.leaves[index - 1] ?? before) : before;
      run.cells.push(`cells ${at} × ${move.key}`);
      continue;
    }
    // Words lost again and again changed nothing where the call is in the state they lead to.
    const lostForGood = misreading !== null && isLost(misreading) && mishap.lost === lostMax;
    if (fits && lostForGood) continue;
    if (misreading !== null && !lostForGood) misread = { at: index, misreading };
    // Otherwise what was heard meanwhile led elsewhere.
    else if (!lostForGood) {
      run.detour = { at: index, move: move.key, expected, found };
    }
    break;
  }
  await stage.leave();
  run.entries = stage.entries();
  run.virtualMs = room.clock.now() - startedMs;
  return { run, misread };
}

/** The rules answer at once: the state is that after every verdict the move brings about. */
function afterVerdicts({ moves }: GeneratedPath, index: number): number {
  let last = index;
  while (isVerdict(moves[last + 1])) last += 1;
  return last;
}

function isVerdict(move: Move | undefined): boolean {
  return move?.kind === 'answer' && move.effect === 'check-policy';
}

function createStage(path: GeneratedPath, deps: RunPathDeps, room: PracticeRoom, mishaps: Mishaps) {
  const { house, words, callId, seed } = deps;
  const { definition } = house;
  const { clock, world, switchboard, relayed } = room;
  const { desk } = switchboard;
  const { timing } = definition;
  let line: PracticeLine = createPracticeLine();
  let call: ConnectedCall | null = null;

  const entries = () => switchboard.journalOf(callId)?.entries() ?? [];
  const state = () =>
    entries()
      .findLast((entry) => entry.kind === 'transition')
      ?.to.at(-1) ?? 'arriving';
  const over = () => entries().some(({ kind }) => kind === 'call-ended');

  /** Nothing of the call is under way any more: what is left waits for a move. */
  async function rest(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await settle();
      await world.quiet();
    }
    await settle();
  }

  function connect(): void {
    line = createPracticeLine();
    const connected = desk.connect(callId, line.line);
    if ('refused' in connected) return;
    call = connected;
    line.attach(connected);
  }

  async function arrive(start: Start): Promise<void> {
    const to = numberFor(start);
    const from = start.phone === '' ? withheld : start.phone;
    const arrival = desk.arrive({ callId, from, to, vouched: start.vouched });
    await arrival;
    await rest();
  }

  /** The number that lands at the start's location, or at none. */
  function numberFor({ locationId }: Start): string {
    const { numbers } = definition.business;
    for (const each of numbers) {
      if ('number' in each && (each.at ?? undefined) === locationId) return each.number;
    }
    const open = numbers.find((each) => 'starting' in each);
    return open && 'starting' in open ? `${open.starting}0000`.slice(0, 12) : '';
  }

  async function make(move: Move, index: number): Promise<void> {
    const verdicts = path.moves.slice(index + 1, afterVerdicts(path, index) + 1);
    if (!isVerdict(move)) {
      room.rules(verdicts.map((verdict) => ruleForVerdict(definition.rules, verdict)));
    }
    await act(move, index);
    await rest();
  }

  async function act(move: Move, index: number): Promise<void> {
    switch (move.kind) {
      case 'open':
        return connect();
      case 'say':
        return say(move, index);
      case 'hear':
        return line.hear(0);
      case 'silence':
        return clock.advance(timing.silence);
      case 'hang-up':
        return hangUp();
      case 'break':
        return room.breakLine(callId);
      case 'answer':
        return answer(move, index);
      case 'error':
        await world.give(cueOf(move.effect, 'error', index));
        return;
      case 'wait':
        return wait(move.ms, index);
      case 'outlast':
        return outlast();
    }
  }

  async function say(move: Extract<Move, { kind: 'say' }>, index: number): Promise<void> {
    const { lost } = mishaps.get(index) ?? noMishap;
    const text = words.of(move, lost > 0 ? inFull : `${seed} ${path.id} ${index} ${move.key}`);
    if (text === undefined) throw new Error(`no phrase for ${move.key}`);
    // Over the agent: the values of a question were heard, unless the yes is an early one.
    if (lost === lostMax) await line.hear(0);
    else if (!move.key.endsWith('early')) await line.hear(1);
    const before = entries().length;
    relayed.relay(callId, { text, final: true, turnOver: true });
    await rest();
    // What is said while the chart waits is no turn of its own yet: time would only pass its deadline.
    if (move.key.endsWith('while waiting')) return;
    const stepMs = timing['patience-complete'];
    for (let waitedMs = 0; waitedMs <= timing['patience-unfinished']; waitedMs += stepMs) {
      if (
        over() ||
        entries()
          .slice(before)
          .some(({ kind }) => kind === 'understood')
      )
        return;
      await clock.advance(stepMs);
      await rest();
    }
  }

  function hangUp(): void {
    if (call === null || state() === 'escalating.dialing') desk.ended(callId);
    else call.hungUp();
    call = null;
  }

  /** Whether a write whose answer is lost happened: the settling later in the path tells. */
  function happens(index: number): boolean {
    const settling = path.moves
      .slice(index + 1)
      .find((move) => move.kind === 'answer' && move.effect === 'settle');
    return settling?.kind === 'answer' && settling.class === 'committed';
  }

  function cueOf(effect: Cue['effect'], name: string, index: number, answer = {}): Cue {
    return {
      effect,
      class: name,
      answer: { outcome: 'unknown', ...answer },
      happens: effect !== 'settle' && happens(index),
    };
  }

  async function answer(move: Extract<Move, { kind: 'answer' }>, index: number): Promise<void> {
    if (move.effect === 'check-policy') return;
    if (move.effect === 'transfer') return dialEnds(move.class);
    await world.give(cueOf(move.effect, move.class, index, move.answer));
  }

  /** The carrier's own words for how a dial went. */
  async function dialEnds(outcome: string): Promise<void> {
    if (outcome === 'connected') return desk.dialAnswered(callId);
    const status = outcome === 'unknown' ? 'gone-wrong' : outcome;
    for (let person = 0; person <= definition.business.people.length; person += 1) {
      const after = desk.dialEnded(callId, status);
      if (after.next === 'stream') connect();
      if (after.next !== 'dial') return;
    }
  }

  async function wait(ms: number, index: number): Promise<void> {
    const dialling = state() === 'escalating.dialing';
    if (ms >= timing['effect-max'] / 2 && happens(index)) await world.happenUnheard();
    await clock.advance(ms);
    await rest();
    // The carrier lets the caller back once its own deadline has passed.
    if (dialling) await dialEnds('no-answer');
  }

  /** "Hold on", again and again, until even the longest call is over. */
  async function outlast(): Promise<void> {
    const stepMs = Math.min(timing['closing-max'], timing['wait-for-caller']) / 2;
    const asking = Math.floor(timing['wait-for-caller'] / stepMs) - 1;
    const rounds = Math.ceil(timing['call-max'] / stepMs);
    for (let round = 0; round < rounds; round += 1) {
      if (state() === 'closing' || over()) return;
      if (round % asking === 0) {
        room.reader.tell({ type: 'caller.asked-wait' });
        relayed.relay(callId, { text: 'hold on a second', final: true, turnOver: true });
        await rest();
        await line.hear(0);
      }
      await clock.advance(stepMs);
    }
  }

  /** Whatever is left of the call ends; a caller who is gone does not wait. */
  async function leave(): Promise<void> {
    if (!over()) hangUp();
    await rest();
    for (let round = 0; round < leaveRoundsMax && !over(); round += 1) {
      const { waiting } = world;
      if (waiting !== null) await world.give(cueOf(waiting, 'unknown', path.moves.length));
      await clock.advance(timing['effect-max']);
      await rest();
    }
    await closedIn(clock, room.journal.close());
  }

  return {
    arrive,
    make,
    leave,
    entries,
    get state() {
      return state();
    },
    get over() {
      return over();
    },
  };
}

/** A write, its settling, a message and its second try: more waits than that is a call that hangs. */
const leaveRoundsMax = 8;
