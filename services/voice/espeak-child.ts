/** The one running voice process: started, watched, started again with back-off, stopped. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import { createVoiceFrameReader, encodeVoiceFrame, type VoiceFrame } from './voice-frames.ts';

const processFile = fileURLToPath(new URL('./espeak-process.ts', import.meta.url));

/** A start takes about 0.3 s; a loaded machine may need ten times that. */
const startMsMax = 10_000;
/** The wait before starting again doubles from the first to the last with each failure in a row. */
const backOffMsMin = 100;
const backOffMsMax = 5_000;
/** How long a process may take to end by itself before it is killed. */
const stopMsMax = 500;
/** What is kept of the process's last words, for the error. */
const lastWordsMax = 500;

export interface EspeakChildListener {
  ready(): void;
  frame(frame: VoiceFrame): void;
  /** The process is gone; it is started again unless it was stopped. `wasReady` tells when. */
  gone(error: ServiceError, wasReady: boolean): void;
}

export interface EspeakChild {
  readonly ready: boolean;
  readonly pid: number | undefined;
  send(frame: VoiceFrame): void;
  /** The process is stuck: ends it, and another one starts. */
  kill(): void;
  /** The process did its work: the next failure counts as the first one again. */
  worked(): void;
  stop(): Promise<void>;
}

export function startEspeakChild(
  options: { clock: Clock; voice: string },
  listener: EspeakChildListener,
): EspeakChild {
  const { clock } = options;
  let child: ChildProcessWithoutNullStreams | undefined;
  let ready = false;
  let failures = 0;
  let stopping = false;
  let takeBackStart = () => {};

  function start(): void {
    const read = createVoiceFrameReader();
    let lastWords = '';
    let ended = false;
    const started = spawn(process.execPath, [processFile, options.voice], { env: {} });
    child = started;
    const takeBackDeadline = clock.after(startMsMax, () => started.kill('SIGKILL'));

    function onEnd(how: string): void {
      if (ended) return;
      ended = true;
      takeBackDeadline();
      const wasReady = ready;
      ready = false;
      child = undefined;
      if (!stopping) {
        const wait = Math.min(backOffMsMin * 2 ** failures, backOffMsMax);
        failures += 1;
        takeBackStart = clock.after(wait, start);
      }
      const cause = new Error(lastWords.trim());
      listener.gone(
        new ServiceError('voice-failed', `the voice process ${how}`, { cause }),
        wasReady,
      );
    }

    started.stdout.on('data', (bytes: Buffer) => {
      if (ended) return;
      try {
        for (const frame of read(bytes)) take(frame);
      } catch {
        started.kill('SIGKILL');
      }
    });
    function take(frame: VoiceFrame): void {
      if (frame.kind === 'ready') {
        takeBackDeadline();
        ready = true;
        listener.ready();
      } else {
        listener.frame(frame);
      }
    }
    started.stderr.on('data', (bytes: Buffer) => {
      lastWords = (lastWords + bytes.toString()).slice(-lastWordsMax);
    });
    // A process that just died closes its pipe under us; `exit` says so properly.
    started.stdin.on('error', () => {});
    started.on('error', () => onEnd('could not be started'));
    started.on('exit', (code, signal) => onEnd(`ended (${signal ?? code})`));
  }

  start();
  return {
    get ready() {
      return ready;
    },
    get pid() {
      return child?.pid;
    },
    send: (frame) => void child?.stdin.write(encodeVoiceFrame(frame)),
    kill: () => void child?.kill('SIGKILL'),
    worked() {
      failures = 0;
    },
    async stop() {
      stopping = true;
      takeBackStart();
      const running = child;
      if (running === undefined) return;
      const takeBackKill = clock.after(stopMsMax, () => running.kill('SIGKILL'));
      running.stdin.end();
      await new Promise((resolve) => running.once('exit', resolve));
      takeBackKill();
    },
  };
}
