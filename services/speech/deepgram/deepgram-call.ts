/** One caller heard through Deepgram: connected, kept alive, and reconnected with the missed audio. */
import type { DeepgramClient } from '@deepgram/sdk';
import { type Expectation, expectNothing } from '../../../machines/vocabulary.ts';
import type { Clock } from '../../clock.ts';
import { ServiceError } from '../../errors.ts';
import { createAudioRing } from '../audio-ring.ts';
import { createLevelMeter } from '../level-meter.ts';
import type { KeyTerms, Listening, SpeechListener } from '../speech.ts';
import {
  type DeepgramAddress,
  type DeepgramLine,
  openDeepgramLine,
  type SdkSocket,
} from './deepgram-line.ts';
import { createUntold } from './untold.ts';
import type { WordsReader, WordsSink } from './words-reader.ts';

/** What the recogniser is told about the state of the call. */
export interface Hints {
  expectation: Expectation;
  keyTerms: string[];
}

/** How one of Deepgram's protocols is spoken; the rest of a call is the same for both. */
export interface Protocol<Socket extends SdkSocket> {
  connect(client: DeepgramClient, hints: Hints): Promise<Socket>;
  reader(sink: WordsSink): WordsReader;
  /** Tells an open connection what is expected now. */
  configure(socket: Socket, hints: Hints): void;
  /** No audio has come for `idleMs`. Returns audio to be heard in its place, if any. */
  idle(socket: Socket, idleMs: number, pending: boolean): Uint8Array | undefined;
}

/** Audio kept for a new connection; a turn that lasts longer loses its beginning. */
const heldMsMax = 20_000;
/** Audio is sent after a cut in parts of this many frames: fewer, larger messages. */
const replayFrames = 10;
/** Waits between attempts double up to the last one. */
const backOffMsMin = 100;
const backOffMsMax = 1_000;
/** Longer than this the caller would notice; another maker is asked instead. */
const outageMsMax = 4_000;
/** A line that opens and breaks again and again is as good as none. */
const dropsMax = 5;
const dropsWindowMs = 60_000;
/** So many lines in a row that answered nothing: it is not the line. */
const muteLinesMax = 2;
const idleMsMin = 200;
const malformedInRowMax = 20;

export function listenThroughDeepgram<Socket extends SdkSocket>(
  options: { clock: Clock; address: DeepgramAddress; protocol: Protocol<Socket> },
  listener: SpeechListener,
  keyTerms: KeyTerms = () => [],
): Listening {
  const { clock, address, protocol } = options;
  const ring = createAudioRing(heldMsMax);
  const meter = createLevelMeter(heldMsMax);
  let hints: Hints = { expectation: expectNothing, keyTerms: keyTerms(expectNothing) };
  let line: DeepgramLine<Socket>;
  let open = false;
  let over = false;
  let attempts = 0;
  let malformed = 0;
  let muteLines = 0;
  let drops: number[] = [];
  let lastAudioAtMs = clock.now();
  let takeBackRetry = () => {};
  let takeBackOutage = clock.after(outageMsMax, () => fail('did not open in time'));
  let takeBackIdle = () => {};

  const untold = createUntold((behind) => {
    if (!over) listener.behind?.(behind);
  });
  const reader = protocol.reader({
    words(words) {
      if (!over) listener.words(words);
    },
    levelBetween: meter.levelBetween,
    broken: (why) => line.abandon(why),
  });

  function connect(): void {
    const asked = hints;
    line = openDeepgramLine(
      { clock, address, connect: (client) => protocol.connect(client, asked) },
      {
        opened() {
          open = true;
          attempts = 0;
          untold.begun(clock.now());
          takeBackOutage();
          takeBackOutage = () => {};
          replay();
          if (hints !== asked) line.send((socket) => protocol.configure(socket, hints));
        },
        message,
        lost,
      },
    );
  }

  function replay(): void {
    const { startMs, frames } = ring.from(reader.settledMs);
    reader.connected(startMs);
    for (let at = 0; at < frames.length; at += replayFrames) {
      const part = Buffer.concat(frames.slice(at, at + replayFrames));
      line.send((socket) => socket.sendMedia(part));
    }
    let atMs = startMs;
    for (const frame of frames) {
      atMs += frame.length / 8;
      untold.sent(frame, atMs, clock.now());
    }
  }

  function message(raw: unknown): void {
    if (reader.read(raw)) {
      malformed = 0;
      if (untold.told(reader.heardMs, clock.now())) {
        muteLines = 0;
        listener.behind?.(false);
      }
      ring.release(reader.settledMs);
      return;
    }
    malformed += 1;
    if (malformed >= malformedInRowMax) line.abandon('speaks another language');
  }

  function lost(why: string, retryable: boolean): void {
    if (over) return;
    const nowMs = clock.now();
    if (open) drops = [...drops.filter((atMs) => atMs > nowMs - dropsWindowMs), nowMs];
    if (!retryable || drops.length > dropsMax) {
      fail(why);
      return;
    }
    if (open) takeBackOutage = clock.after(outageMsMax, () => fail(why));
    open = false;
    malformed = 0;
    const waitMs = Math.min(backOffMsMin * 2 ** attempts, backOffMsMax);
    attempts += 1;
    takeBackRetry = clock.after(waitMs, connect);
  }

  function fail(why: string): void {
    stop();
    listener.failed(new ServiceError('speech-failed', `Deepgram ${why}`));
  }

  function stop(): void {
    over = true;
    takeBackRetry();
    takeBackOutage();
    takeBackIdle();
    line.close();
  }

  function hear(frame: Uint8Array): void {
    ring.push(frame);
    meter.push(frame);
    if (open) line.send((socket) => socket.sendMedia(frame));
  }

  /** A line that pings but never answers speech has lost its mind; silence needs no answer. */
  function judge(): void {
    untold.judge(clock.now());
    if (!open || !untold.unanswered(clock.now())) return;
    muteLines += 1;
    if (muteLines >= muteLinesMax) fail('answers no speech');
    else line.abandon('answers no speech');
  }

  function waitForIdle(): void {
    takeBackIdle = clock.after(idleMsMin, () => {
      const idleMs = clock.now() - lastAudioAtMs;
      if (idleMs >= idleMsMin) {
        judge();
        line.send((socket) => {
          const instead = protocol.idle(socket, idleMs, reader.pending);
          if (instead !== undefined) hear(instead);
        });
      }
      waitForIdle();
    });
  }

  connect();
  waitForIdle();
  return {
    push(frame) {
      if (over) return;
      lastAudioAtMs = clock.now();
      hear(frame);
      untold.sent(frame, ring.endMs, lastAudioAtMs);
      judge();
    },
    expect(expectation) {
      if (over) return;
      const next = { expectation, keyTerms: keyTerms(expectation) };
      hints = next;
      if (open) line.send((socket) => protocol.configure(socket, next));
    },
    turnTaken: () => reader.turnTaken(),
    close() {
      if (!over) stop();
    },
  };
}
