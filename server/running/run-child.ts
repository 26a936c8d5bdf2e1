/** Begins a process that runs, at the lowest priority, and ends it whatever it does. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../services/clock.ts';
import { sweepThrowaways } from '../scenarios/throwaway-folder.ts';
import { type ProcessWork, type RunNews, stopWord } from './run-work.ts';

export interface RunChild {
  /** How it ended, when it has: nothing more is told then. */
  ended: Promise<ChildEnd>;
  /** Lets it clean up and end; what takes too long is cut short. */
  stop(): void;
}

export interface ChildEnd {
  /** It said that it was over. */
  over: boolean;
  /** Why it could not be done, where it told so. */
  why?: string;
  /** For the log: its last words, and how the process went. */
  words: string;
}

export type StartChild = (work: ProcessWork, heard: (news: RunNews) => void) => RunChild;

const program = fileURLToPath(new URL('run-process.ts', import.meta.url));
/** While it thinks up calls, it hears nothing. */
const stopMsMax = 5_000;
/** A database whose process was killed ends by itself, and its folder can be taken away. */
const databaseGoneMs = 1_000;
/** The last words that are kept, of a process that may say much. */
const wordsMax = 4_000;

export function createStartChild(clock: Clock): StartChild {
  return (work, heard) => {
    const child = fork(program, {
      // The server's flags are for frames that must not be late.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    letOthersFirst(child.pid);
    let words = '';
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (text: string) => {
      words = (words + text).slice(-wordsMax);
    });
    let over = false;
    let why: string | undefined;
    let cancelKill = () => {};
    child.on('message', (news: RunNews) => {
      if (news.news === 'over') over = true;
      if (news.news === 'impossible') why = news.why;
      heard(news);
    });
    const ended = new Promise<ChildEnd>((resolve) => {
      const end = (how: string, left = '') => {
        cancelKill();
        resolve({ over, ...(why === undefined ? {} : { why }), words: `${words}${how}${left}` });
      };
      child.once('error', (error) => end(error.message));
      child.once('close', (code, signal) => {
        const how = `ended with ${signal ?? code}`;
        if (signal !== 'SIGKILL') end(how);
        else clock.after(databaseGoneMs, () => end(how, sweep()));
      });
    });
    // A process that could not begin, or ended at once, is heard of above.
    child.send(work, () => undefined);
    return {
      ended,
      stop() {
        if (child.connected) child.send(stopWord, () => undefined);
        cancelKill();
        cancelKill = clock.after(stopMsMax, () => child.kill('SIGKILL'));
      },
    };
  };
}

/** What a process that was killed could not take away; for the log, what stays of it all the same. */
function sweep(): string {
  try {
    sweepThrowaways(tmpdir());
    return '';
  } catch (error) {
    return `; a folder stays until the next run: ${String(error)}`;
  }
}

/**
 * Calls keep their frames: whatever it begins, threads and its database included, comes after them.
 * Told at once, before it has any thread but its first. A large business takes a gigabyte: where
 * memory runs out, the run is what the system ends, and not the line.
 */
function letOthersFirst(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
  } catch {
    // It ended already, or this system does not let it be said.
  }
}
