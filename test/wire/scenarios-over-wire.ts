/** `npm run scenarios -- --over wire`: a small set of the clinic's generated calls, by telephone. */
import { parseArgs } from 'node:util';
import { progressBar } from '../../server/commands/scenarios/progress-bar.ts';
import { withThrowawayServer } from '../../server/commands/scenarios/throwaway-store.ts';
import { readConfig } from '../../server/config.ts';
import { printDialogue } from '../../server/scenarios/dialogue.ts';
import { readPhrases } from '../../server/scenarios/phrases.ts';
import { systemClock } from '../../services/clock.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import type { WireResult } from './make-telephone-call.ts';
import { runOverWire } from './run-over-wire.ts';

const usage = `usage: npm run scenarios -- --over wire [--only "<target>"]... [--seed <number>]
  [--faults none|single|all] [--together <calls>] [--report <folder>] [--json]
  makes one call by telephone for each outcome of each effect and for each repair, then each again
  with a fault of the recogniser, the model or the voice (single; all: with every one of them);
  exits 1 when a rule is broken
`;
const business = 'bright-smile';
const phrasesFile = new URL('../../scenarios/phrases/en-us.yaml', import.meta.url).pathname;

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      over: { type: 'string' },
      business: { type: 'string', default: business },
      only: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: 'single' },
      together: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
    },
  });
  return values;
}

function print(results: readonly WireResult[], seconds: number): string {
  const lines = results.map(({ target, fault, breaches }) => {
    const what = fault === null ? target : `${target}, ${fault}`;
    return `  ${breaches.length === 0 ? 'ok    ' : 'FAILED'} ${what}`;
  });
  const failed = results.filter(({ breaches }) => breaches.length > 0);
  for (const { target, breaches, dialogue } of failed) {
    lines.push('', ...breaches.map(({ rule, what }) => `FAILED ${target}: ${rule}: ${what}`));
    lines.push(printDialogue(dialogue));
    lines.push(`  again: npm run scenarios -- --over wire --faults none --only "${target}"`);
  }
  const end = failed.length === 0 ? 'all is well' : `${failed.length} calls failed`;
  return [`${results.length} calls by telephone, ${seconds.toFixed(0)} s`, ...lines, end, ''].join(
    '\n',
  );
}

/** The exit code. */
export async function scenariosOverWire(args: string[]): Promise<number> {
  let asked: ReturnType<typeof readArguments>;
  try {
    asked = readArguments(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const definition = definitions.find((each) => each.business.id === asked.business);
  const [seed, together] = [Number(asked.seed), Number(asked.together)];
  const sound = Number.isSafeInteger(seed) && Number.isSafeInteger(together) && together > 0;
  const faults = (['none', 'single', 'all'] as const).find((each) => each === asked.faults);
  if (definition === undefined || faults === undefined || asked.business !== business || !sound) {
    process.stderr.write(`${usage}  the calls are those of ${business}\n`);
    return 2;
  }
  const beganMs = systemClock.now();
  const results = await withThrowawayServer((databaseUrl) =>
    runOverWire({
      ...{ databaseUrl, definition, seed, together, faults },
      otherNames: definitions
        .filter((each) => each !== definition)
        .map((each) => each.business.name),
      phrases: readPhrases(phrasesFile),
      ...(asked.only ? { only: asked.only } : {}),
      done: progressBar('by telephone'),
    }),
  );
  const seconds = (systemClock.now() - beganMs) / 1_000;
  process.stdout.write(
    asked.json ? `${JSON.stringify({ seconds, results })}\n` : print(results, seconds),
  );
  return results.every(({ breaches }) => breaches.length === 0) ? 0 : 1;
}
