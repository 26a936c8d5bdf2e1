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
    const usage = asked === generated ? [generated, ...verbs] : [asked];
    process.stderr.write(
      `${(error as Error).message}\n${usage.map((each) => each.usage).join('')}`,
    );
    return 2;
  }
}
