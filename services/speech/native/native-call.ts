/** One caller heard by a model that also understands: connected, watched, reconnected, replayed. */
import { type Expectation, expectNothing } from '../../../machines/vocabulary.ts';
import type { Clock } from '../../clock.ts';
import { ServiceError } from '../../errors.ts';
import { createAudioRing } from '../audio-ring.ts';
import { isLoud } from '../is-loud.ts';
import type { LabelTask, LabelTaskOf, Listening, SpeechListener } from '../speech.ts';
import { createNativeItems, type NativeItems } from './native-items.ts';
import { createOwed } from './owed.ts';

/** What is told to an open session: how long to wait for more words, and which labels fit. */
export interface NativeHints {
  expectation: Expectation;
  task: LabelTask | undefined;
}

export interface NativeSession {
  /** Mu-law, as the telephone sends it. */
  audio(mulaw: Uint8Array): void;
  configure(hints: NativeHints): void;
  /** Asks for a sign of life, which is told as `alive`. */
  ping(): void;
  /** Bytes that the network has not taken. */
  readonly unsentBytes: number;
  close(): void;
}

/** What a session tells; nothing of it comes after it was closed. */
export interface NativeEvents
  extends Pick<NativeItems, 'heard' | 'settled' | 'labelled' | 'unlabelled'> {
  opened(): void;
  /** The other side is alive: it answered, or said something that makes sense. */
  alive(): void;
  /** It noticed that the caller speaks, or spoke. */
  noticed(): void;
  /** It hears somebody speak, and will settle the words under that name. */
  speechBegan(id: string): void;
  /** A message that nobody can read. */
  garbled(): void;
  /** `retryable` is false when another attempt would end the same. */
  lost(why: string, retryable: boolean): void;
}

export interface NativeProtocol {
  name: string;
  open(hints: NativeHints, events: NativeEvents): NativeSession;
}

/** Audio kept for a new connection; a turn that lasts longer loses its beginning. */
const heldMsMax = 20_000;
const openMsMax = 3_000;
const backOffMs = 200;
/** Longer than this the caller would notice; another maker is asked instead. */
const outageMsMax = 4_000;
const dropsMax = 4;
const dropsWindowMs = 60_000;
/** A line that answers no ping until the next one is due is dead, whatever TCP believes. */
const pingMs = 2_000;
/** Speech of which nobody takes notice: this much of it, and the caller has been quiet for so long. */
const unansweredSpeechMs = 600;
const answerMsMax = 2_500;
/** Or goes on speaking: a model may well say nothing before the end of a long sentence. */
const longSpeechMsMax = 10_000;
/** So many lines in a row that took notice of nothing: it is not the line. */
const muteLinesMax = 2;
const garbledInRowMax = 20;
/** Some seconds of audio: it would only arrive late. */
const unsentBytesMax = 200_000;

export function listenNatively(
  { clock, protocol }: { clock: Clock; protocol: NativeProtocol },
  listener: SpeechListener,
  taskOf: LabelTaskOf = () => undefined,
): Listening {
  const ring = createAudioRing(heldMsMax);
  let hints: NativeHints = { expectation: expectNothing, task: taskOf(expectNothing) };
  let session: NativeSession | undefined;
  let open = false;
  let over = false;
  let garbled = 0;
  let muteLines = 0;
  let drops: number[] = [];
  let unanswered: { sinceMs: number; loudMs: number; lastLoudMs: number } | undefined;
  let aliveSincePing = true;
  let takeBackOpen = () => {};
  let takeBackPing = () => {};
  let takeBackRetry = () => {};
  let takeBackOutage = clock.after(outageMsMax, () => fail('did not open in time'));

  const items = createNativeItems((words) => {
    if (over) return;
    if (words.final) ring.release(ring.endMs);
    listener.words(words);
  });

  const owed = createOwed((behind) => {
    if (!over) listener.behind?.(behind);
  });

  function connect(): void {
    const asked = hints;
    let gone = false;
    const ifHere =
      <Args extends unknown[]>(run: (...args: Args) => void) =>
      (...args: Args) => {
        if (!gone && !over) run(...args);
      };
    const lost = ifHere((why: string, retryable: boolean) => {
      gone = true;
      takeBackOpen();
      takeBackPing();
      session?.close();
      session = undefined;
      recover(why, retryable);
    });
    takeBackOpen = clock.after(openMsMax, () => lost('did not open in time', true));
    session = protocol.open(asked, {
      opened: ifHere(() => {
        open = true;
        takeBackOpen();
        takeBackOutage();
        unanswered = undefined;
        aliveSincePing = true;
        ping();
        if (hints !== asked) session?.configure(hints);
        for (const frame of ring.from(0).frames) send(frame);
        // Whoever listened before may have owed words that were not in the audio left to hear.
        if (!owed.behind) listener.behind?.(false);
      }),
      alive: ifHere(() => {
        garbled = 0;
        aliveSincePing = true;
      }),
      noticed: ifHere(() => {
        muteLines = 0;
        unanswered = undefined;
      }),
      garbled: ifHere(() => {
        garbled += 1;
        if (garbled >= garbledInRowMax) lost('speaks another language', true);
      }),
      heard: ifHere(items.heard),
      speechBegan: ifHere(owed.noticed),
      settled: ifHere((id, text) => {
        items.settled(id, text);
        owed.told(id, clock.now());
      }),
      labelled: ifHere(items.labelled),
      unlabelled: ifHere(items.unlabelled),
      lost,
    });
    abandon = (why) => lost(why, true);
  }
  let abandon = (_why: string): void => {};

  function ping(): void {
    takeBackPing = clock.after(pingMs, () => {
      if (!aliveSincePing) {
        abandon('answers no ping');
        return;
      }
      aliveSincePing = false;
      session?.ping();
      ping();
    });
  }

  function recover(why: string, retryable: boolean): void {
    const nowMs = clock.now();
    items.broken(why);
    owed.reconnected();
    drops = [...drops.filter((atMs) => atMs > nowMs - dropsWindowMs), nowMs];
    garbled = 0;
    if (!retryable || drops.length > dropsMax) {
      fail(why);
      return;
    }
    if (open) takeBackOutage = clock.after(outageMsMax, () => fail(why));
    open = false;
    takeBackRetry = clock.after(backOffMs, connect);
  }

  function stop(): void {
    over = true;
    takeBackOpen();
    takeBackPing();
    takeBackRetry();
    takeBackOutage();
    items.broken('the listening is over');
    session?.close();
    session = undefined;
  }

  function fail(why: string): void {
    stop();
    listener.failed(new ServiceError('speech-failed', `${protocol.name} ${why}`));
  }

  function send(frame: Uint8Array): void {
    if (!open || session === undefined) return;
    session.audio(frame);
    const loud = isLoud(frame);
    owed.sent(loud, clock.now());
    watch(frame, loud, session.unsentBytes);
  }

  /** A line that takes audio and answers no speech has lost its mind; silence needs no answer. */
  function watch(frame: Uint8Array, loud: boolean, unsentBytes: number): void {
    const nowMs = clock.now();
    if (loud) {
      unanswered ??= { sinceMs: nowMs, loudMs: 0, lastLoudMs: nowMs };
      unanswered.loudMs += frame.length / 8;
      unanswered.lastLoudMs = nowMs;
    }
    const { sinceMs = nowMs, loudMs = 0, lastLoudMs = nowMs } = unanswered ?? {};
    const late = nowMs - lastLoudMs >= answerMsMax || nowMs - sinceMs >= longSpeechMsMax;
    if (unsentBytes > unsentBytesMax) abandon('takes no audio');
    else if (loudMs >= unansweredSpeechMs && late) {
      unanswered = undefined;
      muteLines += 1;
      if (muteLines >= muteLinesMax) fail('answers no speech');
      else abandon('answers no speech');
    }
  }

  connect();
  return {
    push(frame) {
      if (over) return;
      ring.push(frame);
      send(frame);
    },
    expect(expectation) {
      if (over) return;
      hints = { expectation, task: taskOf(expectation) };
      if (open) session?.configure(hints);
    },
    turnTaken: () => items.turnTaken(),
    labelsOf: (text) => items.labelsOf(text),
    close() {
      if (!over) stop();
    },
  };
}
