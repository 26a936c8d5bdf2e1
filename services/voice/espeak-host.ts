/** Who may speak next: requests to the voice process in order, each with a bound and a deadline. */
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { type AudioChannel, createAudioChannel } from './audio-channel.ts';
import { startEspeakChild } from './espeak-child.ts';
import type { VoiceFrame } from './voice-frames.ts';

/** Waiting requests; one more is refused, so that those who wait are served within the deadline. */
export const queuedRequestsMax = 32;
/** From the asking to the last sample. A text of the longest length takes about a tenth of it. */
export const requestMsMax = 8_000;
/** About a minute and a half of speech: the bound on the audio one request can hold. */
export const textLengthMax = 1_000;

/** What a request to the voice process holds, as JSON. */
export interface EspeakRequest {
  voice: string;
  text: string;
}

export interface EspeakHost {
  speak(request: EspeakRequest, signal: AbortSignal): AsyncGenerator<Uint8Array>;
  /** Resolves once the process can speak; rejects when it cannot be started. */
  ready(): Promise<void>;
  /** The running process, for whoever watches it. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

interface Waiting {
  number: number;
  request: EspeakRequest;
  channel: AudioChannel;
  takeBackDeadline: () => void;
}

export interface EspeakHostOptions {
  clock: Clock;
  /** The voice that is loaded before the first request. */
  voice: string;
}

/** Starts the voice process. It speaks one text at a time, so that the first asked is done first. */
export function createEspeakHost(options: EspeakHostOptions): EspeakHost {
  const { clock } = options;
  const queue: Waiting[] = [];
  const started = createStartSignal();
  let active: Waiting | undefined;
  let numbered = 0;
  let closed = false;

  const child = startEspeakChild(options, {
    ready() {
      started.settle();
      next();
    },
    frame,
    gone(error, wasReady) {
      if (active !== undefined) finish(active, error);
      // A process that cannot even start will not do so for those who wait either.
      if (!wasReady) {
        started.settle(error);
        for (const waiting of [...queue]) finish(waiting, error);
      }
    },
  });

  function frame({ kind, request, payload }: VoiceFrame): void {
    if (active === undefined || request !== active.number) return;
    if (kind === 'audio') active.channel.push(payload);
    if (kind === 'end') {
      child.worked();
      finish(active);
    }
    if (kind === 'failed') {
      const cause = new Error(new TextDecoder().decode(payload));
      finish(active, new ServiceError('voice-failed', 'the voice refused a text', { cause }));
    }
  }

  function next(): void {
    if (active !== undefined || !child.ready) return;
    active = queue.shift();
    if (active === undefined) return;
    const payload = new TextEncoder().encode(JSON.stringify(active.request));
    child.send({ kind: 'speak', request: active.number, payload });
  }

  function finish(waiting: Waiting, error?: ServiceError): void {
    waiting.takeBackDeadline();
    if (error === undefined) waiting.channel.end();
    else waiting.channel.fail(error);
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    if (active === waiting) active = undefined;
    next();
  }

  function onDeadline(waiting: Waiting): void {
    const stuck = active === waiting;
    finish(waiting, new ServiceError('voice-failed', 'the voice did not answer in time'));
    if (stuck) child.kill();
  }

  function ask(request: EspeakRequest): Waiting {
    if (closed) throw new ServiceError('voice-failed', 'the voice is closed');
    if (request.text.length > textLengthMax) {
      throw new ServiceError('voice-failed', `a text is longer than ${textLengthMax} characters`);
    }
    if (queue.length >= queuedRequestsMax) {
      throw new ServiceError('voice-failed', `more than ${queuedRequestsMax} texts are waiting`);
    }
    numbered += 1;
    const waiting: Waiting = {
      number: numbered,
      request,
      channel: createAudioChannel(),
      takeBackDeadline: clock.after(requestMsMax, () => onDeadline(waiting)),
    };
    queue.push(waiting);
    next();
    return waiting;
  }

  async function* speak(request: EspeakRequest, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    if (signal.aborted) return;
    const waiting = ask(request);
    try {
      yield* waiting.channel.listen(signal);
    } finally {
      // Left early: one that waits is taken out; one being made runs out unheard, in a few ms.
      if (queue.includes(waiting)) finish(waiting);
    }
  }

  return {
    speak,
    ready: started.wait,
    get pid() {
      return child.pid;
    },
    async close() {
      closed = true;
      const error = new ServiceError('voice-failed', 'the voice is closed');
      started.settle(error);
      for (const waiting of [...queue]) finish(waiting, error);
      if (active !== undefined) finish(active, error);
      await child.stop();
    },
  };
}

/** The outcome of the first start, kept for whoever asks, and no unhandled rejection when none does. */
function createStartSignal() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  return {
    wait: () => promise,
    settle: (error?: ServiceError) => (error === undefined ? resolve() : reject(error)),
  };
}
