/** `scenarios -- --simulate` and `--faults`: callers made of chance, and a world that fails. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { generateSuite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { readConfig } from '../../config.ts';
import { type DialogueLine, printDialogue } from '../../scenarios/dialogue.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../../scenarios/practice-days.ts';
import { faultsInThreads, simulateInThreads } from '../../scenarios/simulation/in-threads.ts';
import { progressBar } from './progress-bar.ts';

export const simulatedUsage = `npm run scenarios -- --simulate <calls> [--business <folder>]
  [--seed <number>] [--json]
  calls of callers made of chance, with faults, in virtual time; each is judged, each has a seed
npm run scenarios -- --faults none|single|all [--business <folder>] [--seed <number>] [--json]
  the generated calls with the world failing at each answer, once and for ever (single), and then a
  second time: a sample of those by seed, or every one of them (all)
`;

interface Found {
  rule: string;
  what: string;
  dialogue: DialogueLine[];
  again: string;
}

/** One run as it is printed, and as `--json` has it. */
interface Ran {
  business: string;
  what: string;
  seconds: number;
  broken: Record<string, number>;
  figures: Record<string, number>;
  found: Found[];
  good: boolean;
}

/** Of all pairs of faults, so many on an ordinary day; every one of them by night. */
const pairsShare = { single: 0.02, all: 1 };
const shownMax = 5;

function inputsOf(definition: Definition, all: readonly Definition[], seed: number) {
  const others = all.filter((other) => other !== definition);
  return {
    definition,
    otherNames: others.map(({ business }) => business.name),
    days,
    startMs,
    seed,
  };
}

type Inputs = ReturnType<typeof inputsOf>;

async function simulated(
  inputs: Inputs,
  calls: number,
  bar: (count: number) => void,
): Promise<Ran> {
  const beganMs = systemClock.now();
  const threads = Math.min(availableParallelism(), Math.ceil(calls / 100));
  const run = await simulateInThreads({ ...inputs, calls }, threads, bar);
  const seconds = (systemClock.now() - beganMs) / 1_000;
  const { id } = inputs.definition.business;
  const again = (seed: number) =>
    `npm run scenarios -- --simulate 1 --business ${id} --seed ${seed}`;
  return {
    business: id,
    what: `${run.calls} simulated calls, seeds ${inputs.seed} to ${inputs.seed + run.calls - 1}`,
    seconds,
    broken: run.broken,
    figures: { turns: run.turns, ...run.outcomes },
    found: run.violations.map(({ seed, ...each }) => ({ ...each, again: again(seed) })),
    good: run.violations.length === 0,
  };
}

async function faulty(
  inputs: Inputs,
  kind: keyof typeof pairsShare,
  bar: (count: number) => void,
): Promise<Ran> {
  const beganMs = systemClock.now();
  const { definition, seed } = inputs;
  const { paths } = generateSuite(definition, { seed, cover: 'transitions', days });
  const task = { ...inputs, paths, pairs: pairsShare[kind] };
  const run = await faultsInThreads(task, availableParallelism(), bar);
  const { id } = definition.business;
  return {
    business: id,
    what: `${run.runs} generated calls with faults, ${run.astray.length} not walked to their fault`,
    seconds: (systemClock.now() - beganMs) / 1_000,
    broken: run.broken,
    figures: run.struck,
    found: run.failures.map(({ plan, ...each }) => ({ ...each, again: `${plan}, seed ${seed}` })),
    good: run.failures.length === 0 && run.astray.length === 0,
  };
}

function print({ business, what, seconds, broken, figures, found, good }: Ran): string {
  const lines = [`${business}: ${what}, ${seconds.toFixed(1)} s`];
  for (const [name, count] of Object.entries(figures).sort()) {
    lines.push(`  ${String(count).padStart(7)}  ${name}`);
  }
  for (const [rule, count] of Object.entries(broken))
    lines.push(`  BROKEN ${count} times: ${rule}`);
  for (const each of found.slice(0, shownMax)) {
    lines.push('', `FAILED ${each.rule}: ${each.what}`, printDialogue(each.dialogue));
    lines.push(`  again: ${each.again}`);
  }
  lines.push(good ? 'all is well: no rule was broken' : 'not all is well');
  return lines.join('\n');
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      simulate: { type: 'string' },
      faults: { type: 'string' },
      business: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const calls = values.simulate === undefined ? undefined : Number(values.simulate);
  const seed = Number(values.seed);
  const faults = (['single', 'all'] as const).find((each) => each === values.faults);
  const counted =
    calls === undefined ? faults !== undefined : Number.isSafeInteger(calls) && calls > 0;
  return counted && Number.isSafeInteger(seed)
    ? { calls, seed, faults, business: values.business, json: values.json }
    : undefined;
}

export async function runSimulated(args: string[]): Promise<boolean> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(simulatedUsage);
    return false;
  }
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const chosen = definitions.filter(
    ({ business: { id } }) => asked.business === undefined || asked.business === id,
  );
  const runs: Ran[] = [];
  for (const definition of chosen) {
    const inputs = inputsOf(definition, definitions, asked.seed);
    const { calls, faults = 'single' } = asked;
    const run =
      calls === undefined
        ? await faulty(inputs, faults, () => undefined)
        : await simulated(inputs, calls, barOf(definition.business.id, calls));
    runs.push(run);
    if (!asked.json) process.stdout.write(`${print(run)}\n\n`);
  }
  if (asked.json) process.stdout.write(`${JSON.stringify(runs)}\n`);
  if (chosen.length === 0) process.stderr.write('no sound business of that name\n');
  return chosen.length > 0 && runs.every(({ good }) => good);
}

function barOf(business: string, calls: number): (count: number) => void {
  const bar = progressBar(business);
  let done = 0;
  return (count) => {
    done += count;
    bar(done, calls);
  };
}
