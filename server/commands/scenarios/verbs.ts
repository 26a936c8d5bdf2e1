/** Everything that `npm run scenarios` can be asked for: the generated calls, unless a word names another. */
import { behaviourUsage, runBehaviour } from './behaviour.ts';
import { differenceUsage, runDifference } from './difference.ts';
import { generatedUsage, runGenerated } from './generated.ts';
import { proveUsage, runProve } from './prove.ts';
import { replayUsage, runReplay } from './replay.ts';
import { runSimulated, simulatedUsage } from './simulated.ts';
import { runWritten, writtenUsage } from './written.ts';

interface Verb {
  named: string;
  run(args: string[]): Promise<boolean>;
  usage: string;
}

const verbs: Verb[] = [
  { named: '--behaviour', run: runBehaviour, usage: behaviourUsage },
  { named: 'diff', run: runDifference, usage: differenceUsage },
  { named: '--replay', run: runReplay, usage: replayUsage },
  { named: '--simulate', run: runSimulated, usage: simulatedUsage },
  { named: '--faults', run: runSimulated, usage: '' },
  { named: '--written', run: runWritten, usage: writtenUsage },
  { named: '--prove', run: runProve, usage: proveUsage },
];

const generated: Verb = { named: '', run: runGenerated, usage: generatedUsage };

/** A world without faults is that of the generated calls. */
function withoutFaultsNone(args: string[]): string[] {
  const at = args.indexOf('--faults');
  return at >= 0 && args[at + 1] === 'none' ? args.toSpliced(at, 2) : args;
}

function usageOf(asked: Verb): string {
  // What goes with --simulate and with --faults is said together.
  return asked.usage === '' ? simulatedUsage : asked.usage;
}

/** An option that another command knows is no unknown one: it stands beside the wrong word. */
function elsewhere(asked: Verb, args: readonly string[]): string | undefined {
  const knows = (verb: Verb, option: string) =>
    usageOf(verb)
      .split(/[\s[\]]+/)
      .includes(option);
  for (const option of args.filter((each) => each.startsWith('--'))) {
    const others = [generated, ...verbs].filter((verb) => knows(verb, option));
    if (others.length === 0 || others.some((verb) => verb.usage === asked.usage)) continue;
    const where = asked === generated ? 'alone' : `with ${asked.named}`;
    const names = others
      .map(({ named }) => named || 'the generated calls')
      .filter((each) => each !== option);
    return `${option} does not go ${where}${names.length === 0 ? '' : `, but with ${names.join(', ')}`}`;
  }
  return undefined;
}

/** The exit code of what was asked for. */
export async function runScenarios(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write([generated, ...verbs].map((each) => each.usage).join(''));
    return 0;
  }
  const given = withoutFaultsNone(args);
  const asked = verbs.find(({ named }) => given.includes(named)) ?? generated;
  try {
    return (await asked.run(given)) ? 0 : 1;
  } catch (error) {
    // A word that the command does not know; everything else is a bug.
    const unknown = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (!unknown) throw error;
    process.stderr.write(`${elsewhere(asked, given) ?? (error as Error).message}\n`);
    process.stderr.write(
      `${usageOf(asked)}npm run scenarios -- --help: all that can be asked for\n`,
    );
    return 2;
  }
}
