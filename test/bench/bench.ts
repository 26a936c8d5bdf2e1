/** `npm run bench -- latency|capacity|soak [--json]`: figures measured from outside the process. */
import { runCapacity } from './capacity.ts';
import { runLatency } from './latency.ts';
import { numberOption, textOption } from './lib/options.ts';
import { printCapacity } from './lib/print-capacity.ts';
import { printLatency } from './lib/print-latency.ts';
import { printSoak } from './lib/print-soak.ts';
import { runSoak } from './soak.ts';

const usage = `usage: npm run bench -- latency [--calls 30] [--together 30] [--seed 1] | capacity [--calls 1600]
  [--hold 6000] [--processes 2] | soak [--calls 4000], each with [--json]
  latency   the caller's wait in each turn, beside the plain pipeline's, in one run
  capacity  calls held without a late frame, beside a bare echo's, on one core
  soak      calls opened and closed: what is left of them
`;
const [what = '', ...args] = process.argv.slice(2);
const json = args.includes('--json');

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function show(report: object, print: () => string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : print());
}

async function latency(): Promise<void> {
  const profileFolder = textOption(args, '--profile');
  const journalsFile = textOption(args, '--journals');
  const report = await runLatency({
    seed: numberOption(args, '--seed', 1),
    calls: numberOption(args, '--calls', 30),
    together: numberOption(args, '--together', 30),
    ...(profileFolder === undefined ? {} : { profileFolder }),
    ...(journalsFile === undefined ? {} : { journalsFile }),
    progress,
  });
  show(report, () => printLatency(report));
}

async function capacity(): Promise<void> {
  const report = await runCapacity({
    callsMost: numberOption(args, '--calls', 1_600),
    holdMs: numberOption(args, '--hold', 6_000),
    processes: numberOption(args, '--processes', 2),
    progress,
  });
  show(report, () => printCapacity(report));
}

async function soak(): Promise<void> {
  const report = await runSoak({ calls: numberOption(args, '--calls', 4_000), progress });
  show(report, () => printSoak(report));
}

const runs: Record<string, (() => Promise<void>) | undefined> = { latency, capacity, soak };

const run = runs[what];
if (run === undefined) {
  const wanted = what === '--help' || what === '-h';
  (wanted ? process.stdout : process.stderr).write(usage);
  process.exitCode = wanted ? 0 : 1;
} else await run();
