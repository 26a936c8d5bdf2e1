/** One thread that works on drafts: started when first asked, ended when idle, replaced when stuck. */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../services/clock.ts';
import { ServiceError } from '../../services/errors.ts';
import type { DraftAnswers, DraftWork } from './draft-work.ts';

export interface DraftThread {
  /** One after the other. Rejects with `timed-out` when too much waits or it takes too long. */
  ask<Work extends DraftWork>(work: Work): Promise<DraftAnswers[Work['work']]>;
  close(): Promise<void>;
}

/** A gate over a large business takes seconds on a busy machine; beyond this it is stuck. */
const workMsMax = 90_000;
/** More than so many editors' questions at once are refused; each page asks again. */
const waitingMax = 20;
/** A thread holds some 100 MB, which nobody needs when nobody edits. */
const idleMs = 5 * 60_000;

interface Waiting {
  work: DraftWork;
  resolve(answer: never): void;
  reject(error: Error): void;
}

type Told = { id: number; answer: unknown } | { id: number; error: string };

export function createDraftThread(clock: Clock): DraftThread {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let id = 0;
  let cancelDeadline = () => {};
  let cancelIdle = () => {};

  function settle(run: (asked: Waiting) => void): void {
    cancelDeadline();
    const asked = current;
    current = undefined;
    if (asked !== undefined) run(asked);
    next();
  }

  function stop(): Promise<number> | undefined {
    const stopped = worker?.terminate();
    worker = undefined;
    return stopped;
  }

  function broke(error: Error): void {
    void stop();
    settle(({ reject }) => reject(error));
  }

  function start(): Worker {
    const started = new Worker(new URL('./draft-worker.ts', import.meta.url));
    started.on('message', (told: Told) => {
      if (told.id !== id) return;
      settle(({ resolve, reject }) => {
        if ('error' in told) reject(new Error(told.error));
        else resolve(told.answer as never);
      });
    });
    started.on('error', (error) => {
      if (worker === started) broke(error instanceof Error ? error : new Error(String(error)));
    });
    started.unref();
    return started;
  }

  function next(): void {
    if (current !== undefined) return;
    current = waiting.shift();
    cancelIdle();
    if (current === undefined) {
      cancelIdle = clock.after(idleMs, () => void stop());
      return;
    }
    worker ??= start();
    id += 1;
    cancelDeadline = clock.after(workMsMax, () =>
      broke(new ServiceError('timed-out', 'the draft was not looked through in time')),
    );
    worker.postMessage({ id, work: current.work });
  }

  return {
    ask: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= waitingMax) {
          reject(new ServiceError('timed-out', 'too many drafts are looked through at once'));
          return;
        }
        waiting.push({ work, resolve, reject });
        next();
      }),
    async close() {
      cancelDeadline();
      cancelIdle();
      const stopped = new ServiceError('timed-out', 'the server stops');
      for (const { reject } of [...(current ? [current] : []), ...waiting.splice(0)]) {
        reject(stopped);
      }
      current = undefined;
      await stop();
      cancelIdle();
    },
  };
}
