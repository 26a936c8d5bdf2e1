/** The agent's half of a call: pieces queued, sent a little ahead of time, and known to be heard. */
import type { Clock } from '../clock.ts';
import type { MediaListener, PhoneLine, PieceToPlay } from './media.ts';
import { createPieceSource, type PieceSource } from './piece-source.ts';

const bytesPerMs = 8;
/**
 * Audio sent beyond what the caller can have heard by now. Enough to ride out a slow voice or a busy
 * moment; `clear` throws it away at the other end, so an interruption never waits for it.
 */
const aheadMsMax = 2_000;
/**
 * One message holds at most this much. Each costs its way through the network, whatever its size;
 * with these, 1.2 s at least are always ahead.
 */
const sliceMsMax = 800;
/** Sending goes on when there is room for a whole message again: the fewest, about one a second. */
const aheadStepMs = sliceMsMax;
/** Pieces waiting to be sent. A piece beyond is refused: dropping the oldest would cut a sentence. */
const waitingMax = 64;
/** Pieces whose audio is asked for: the one being sent and the one after it. */
const fetchedMax = 2;
/** A piece that has no next audio after this long is given up: the caller would hear silence. */
const voiceStallMs = 8_000;
/** A mark this much later than its audio's end will not come: the other end is dead. */
const markPatienceMs = 3_000;
/** Marks given up but still known, should they come after all; the oldest are forgotten. */
const overdueMax = 32;
/** Half of a mark's delay is the way to the caller's ear; more than this is a stall, not a way. */
const lagMsMax = 500;

interface Entry {
  piece: PieceToPlay;
  source: PieceSource;
  sentBytes: number;
  /** When its first audio had been made. */
  madeAtMs: number | undefined;
  /** When the last byte sent will have been played, by the clock. */
  endAtMs: number;
  mark: string;
}

export interface SpokenQueueDeps {
  line: PhoneLine;
  clock: Clock;
  listener: Pick<MediaListener, 'started' | 'pieceHeard' | 'quiet' | 'cut'>;
  oddity(what: string): void;
  /** Runs work so that an error in it ends this call only. */
  guard(run: () => void): void;
}

export interface SpokenQueue {
  play(piece: PieceToPlay): void;
  takeBack(utterance: string, piece: number): number;
  markReturned(name: string): void;
  clear(): void;
  readonly playing: boolean;
  close(): void;
}

/**
 * Memory stays flat: two seconds in flight, two pieces' buffers, and descriptions of 64 pieces. A
 * piece counts as heard only when its mark comes back in its own generation.
 */
export function createSpokenQueue(deps: SpokenQueueDeps): SpokenQueue {
  const { line, clock, listener, oddity, guard } = deps;
  let waiting: Entry[] = [];
  let sent: Entry[] = [];
  const overdue = new Map<string, Entry>();
  let generation = 1;
  let serial = 0;
  let playEndAtMs = 0;
  let lagMs = 0;
  let startedUtterance: string | undefined;
  let closed = false;
  let stopTimer: (() => void) | undefined;
  let stopWatchdog: (() => void) | undefined;

  function later(delayMs: number, run: () => void): () => void {
    return clock.after(Math.max(0, delayMs), () => guard(run));
  }

  function sendSlice(entry: Entry, roomMs: number): void {
    const slice = entry.source.take(Math.floor(Math.min(roomMs, sliceMsMax)) * bytesPerMs);
    const audibleAtMs = Math.max(clock.now(), playEndAtMs);
    playEndAtMs = audibleAtMs + slice.length / bytesPerMs;
    entry.sentBytes += slice.length;
    entry.endAtMs = playEndAtMs;
    line.sendAudio(slice);
    if (startedUtterance === entry.piece.utterance) return;
    startedUtterance = entry.piece.utterance;
    const { madeAtMs = audibleAtMs } = entry;
    listener.started(entry.piece.utterance, audibleAtMs, { madeAtMs, lagMs });
  }

  function finish(entry: Entry): void {
    waiting.shift();
    if (entry.source.failed && entry.sentBytes === 0) return;
    // A piece without audio is "played" when what is before it has been.
    entry.endAtMs = Math.max(clock.now(), playEndAtMs);
    sent.push(entry);
    line.sendMark(entry.mark);
  }

  /** Sends what may be sent now; true while there is more to do at once. */
  function step(): boolean {
    const head = waiting[0];
    if (head === undefined) return false;
    if (head.source.available > 0) {
      const roomMs = aheadMsMax - Math.max(0, playEndAtMs - clock.now());
      if (roomMs < aheadStepMs) {
        stopTimer = later(aheadStepMs - roomMs, advance);
        return false;
      }
      sendSlice(head, roomMs);
      return true;
    }
    if (head.source.ended) {
      finish(head);
      return true;
    }
    stopTimer = later(voiceStallMs, () => {
      oddity('voice-stalled');
      head.source.fail();
      advance();
    });
    return false;
  }

  function advance(): void {
    if (closed) return;
    stopTimer?.();
    stopTimer = undefined;
    const hadWork = waiting.length > 0;
    while (!closed && step());
    for (const entry of waiting.slice(0, fetchedMax)) entry.source.fetch();
    watch();
    if (hadWork) reportQuiet();
  }

  function watch(): void {
    stopWatchdog?.();
    stopWatchdog = undefined;
    const oldest = sent[0];
    if (oldest === undefined || closed) return;
    stopWatchdog = later(oldest.endAtMs + markPatienceMs - clock.now(), () => giveUpOn(oldest));
  }

  function giveUpOn(entry: Entry): void {
    oddity('mark-missing');
    sent = sent.filter((one) => one !== entry);
    overdue.set(entry.mark, entry);
    const [first] = overdue.keys();
    if (overdue.size > overdueMax && first !== undefined) overdue.delete(first);
    watch();
    reportQuiet();
  }

  function reportQuiet(): void {
    if (!closed && waiting.length === 0 && sent.length === 0) listener.quiet(clock.now());
  }

  function heard(entries: Entry[]): void {
    const inGeneration = generation;
    for (const { piece, source } of entries) {
      // What the voice could not finish was not heard to its end.
      if (source.failed || generation !== inGeneration || closed) continue;
      listener.pieceHeard(piece.utterance, piece.piece, clock.now());
    }
  }

  /** The piece in the caller's ear, and how much of it was played. */
  function cutPoint(): { piece: PieceToPlay; heardMs: number } | undefined {
    const atEarMs = clock.now() - lagMs;
    let point: { piece: PieceToPlay; heardMs: number } | undefined;
    for (const entry of [...sent, ...waiting]) {
      const sentMs = entry.sentBytes / bytesPerMs;
      const unplayedMs = entry.sentBytes === 0 ? 0 : Math.max(0, entry.endAtMs - atEarMs);
      const heardMs = Math.max(0, sentMs - unplayedMs);
      if (point === undefined || heardMs > 0) point = { piece: entry.piece, heardMs };
    }
    return point;
  }

  function drop(): void {
    stopTimer?.();
    stopWatchdog?.();
    for (const entry of waiting) entry.source.cancel();
    waiting = [];
    sent = [];
    overdue.clear();
    generation += 1;
    playEndAtMs = 0;
    startedUtterance = undefined;
  }

  function findLate(name: string): void {
    const late = overdue.get(name);
    if (late === undefined) {
      // Marks of an older generation come back because of our own `clear`.
      if (name.startsWith(`${generation}.`) || !/^\d+\./.test(name)) oddity('unknown-mark');
      return;
    }
    overdue.delete(name);
    oddity('late-mark');
    heard([late]);
  }

  return {
    get playing() {
      return waiting.length > 0 || sent.length > 0;
    },
    play(piece) {
      if (closed) return;
      if (waiting.length >= waitingMax) {
        oddity('queue-full');
        return;
      }
      serial += 1;
      const source = createPieceSource(piece.audio, {
        changed() {
          entry.madeAtMs ??= clock.now();
          guard(advance);
        },
        oddity,
      });
      const mark = `${generation}.${serial}:${piece.utterance}:${piece.piece}`;
      const entry: Entry = { piece, source, sentBytes: 0, madeAtMs: undefined, endAtMs: 0, mark };
      waiting.push(entry);
      advance();
    },
    takeBack(utterance, piece) {
      const entry = waiting.find((one) => {
        return one.piece.utterance === utterance && one.piece.piece === piece;
      });
      if (entry === undefined) return 0;
      entry.source.dropUntaken();
      return entry.sentBytes / bytesPerMs;
    },
    markReturned(name) {
      if (closed) return;
      const at = sent.findIndex((entry) => entry.mark === name);
      if (at < 0) {
        findLate(name);
        return;
      }
      if (at > 0) oddity('mark-skipped');
      const played = sent.splice(0, at + 1);
      const last = played[at];
      if (last !== undefined) {
        lagMs = Math.min(lagMsMax, Math.max(0, clock.now() - last.endAtMs)) / 2;
      }
      const inGeneration = generation;
      // Audio is played in order, so what came before a returned mark was played as well.
      heard(played);
      watch();
      if (generation === inGeneration) reportQuiet();
    },
    clear() {
      if (closed) return;
      const point = cutPoint();
      drop();
      line.sendClear();
      if (point === undefined) return;
      const { utterance, piece } = point.piece;
      listener.cut(utterance, piece, point.heardMs, clock.now());
    },
    close() {
      if (closed) return;
      closed = true;
      drop();
    },
  };
}
