/** `npm run check`: all that can be said about code and definitions without a call. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Part {
  name: string;
  command: string;
  arguments: string[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const windows = process.platform === 'win32';

const parts: Part[] = [
  { name: 'types', command: 'tsc', arguments: ['-p', '.'] },
  {
    name: 'lint',
    command: 'biome',
    arguments: ['check', '--config-path=test/tools/lint.json', '--error-on-warnings', '.'],
  },
  { name: 'unused', command: 'knip', arguments: ['--no-progress'] },
  { name: 'definitions', command: 'node', arguments: ['server/commands/flows.ts', 'check'] },
  { name: 'schemas', command: 'node', arguments: ['server/commands/flows.ts', 'schemas'] },
  {
    name: 'tidy',
    command: 'vitest',
    arguments: ['run', '--config', 'test/vitest.config.ts', 'test/tidy.test.ts'],
  },
];

interface Result {
  good: boolean;
  output: string;
  tookMs: number;
}

/** Runs one part to its end; what it printed is kept, because it matters only when it failed. */
function runPart(part: Part): Promise<Result> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<Result>();
  const output: string[] = [];
  const done = (good: boolean) =>
    resolve({ good, output: output.join(''), tookMs: performance.now() - startedMs });
  const child = spawn(part.command, part.arguments, {
    cwd: root,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.on('error', (error) => {
    output.push(`${error.message}\n`);
    done(false);
  });
  child.on('close', (code) => done(code === 0));
  return promise;
}

/** One after the other: two at a time would make each line's time a guess. */
for (const part of parts) {
  const { good, output, tookMs } = await runPart(part);
  const seconds = (tookMs / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${good ? 'good  ' : 'failed'} ${seconds} s  ${part.name}\n`);
  if (good) continue;
  process.stdout.write(output);
  process.exitCode = 1;
}
