/** A process under measurement: started, waited for, watched from outside, and stopped. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The line it said when it was ready. */
  readonly said: string;
  /** Resident memory now. */
  memoryBytes(): number;
  openFiles(): number;
  /** Time its threads have worked so far. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readyMsMax = 90_000;
const stopMsMax = 15_000;

/** Whether a process can be kept on one core here. */
export const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** This process, and all that it starts from now on, runs on these cores only; none: as it was. */
export function moveSelf(cores: readonly number[]): void {
  if (!canPin || cores.length === 0) return;
  spawnSync('taskset', ['-a', '-p', '-c', cores.join(','), String(process.pid)]);
}

export interface ChildOptions {
  /** From the project's root. */
  file: string;
  env?: Record<string, string>;
  /** The core it is kept on, where that is possible. */
  core?: number;
  nodeFlags?: string[];
  /** It is ready with the first line that fits. */
  ready: RegExp;
}

/** Its environment is ours without any setting of the system's own. */
function environment(more: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR, LANG } = process.env;
  const kept = { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...(LANG ? { LANG } : {}) };
  return { ...kept, ...more };
}

export async function startChild(options: ChildOptions): Promise<Child> {
  const { file, env = {}, core, nodeFlags = [], ready } = options;
  const command = [process.execPath, ...nodeFlags, `${root}${file}`];
  const pinned =
    core !== undefined && canPin ? ['taskset', '-c', String(core), ...command] : command;
  const [program = '', ...args] = pinned;
  const child = spawn(program, args, {
    cwd: root,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = await readyLine(child, ready);
  const pid = child.pid ?? 0;
  return {
    pid,
    process: child,
    said,
    memoryBytes: () => residentBytes(pid),
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    cpuMs: () => workedMs(pid),
    stop: () => stop(child),
  };
}

function readyLine(child: ChildProcess, ready: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let errors = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ready in ${readyMsMax} ms: ${text}${errors}`));
    }, readyMsMax);
    child.stderr?.on('data', (data) => {
      errors = `${errors}${data}`.slice(-4_000);
    });
    child.stdout?.on('data', (data) => {
      text = `${text}${data}`.slice(-4_000);
      const line = text.split('\n').find((one) => ready.test(one));
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it was ready: ${text}${errors}`));
    });
  });
}

/** `taskset` becomes the program it starts, so the id is the program's own. */
function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** Linux counts in hundredths of a second. */
const tickMs = 10;

function workedMs(pid: number): number {
  // The name, in brackets, may hold spaces; the times are the 12th and 13th field after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
