/** What `npm run scenarios` does beside the generated calls; undefined when none of it was asked for. */
import { behaviourUsage, runBehaviour } from './behaviour.ts';
import { proveUsage, runProve } from './prove.ts';
import { runSimulated, simulatedUsage } from './simulated.ts';
import { runWritten, writtenUsage } from './written.ts';

interface Beside {
  named: string;
  run(args: string[]): Promise<boolean>;
  usage: string;
}

const all: Beside[] = [
  { named: '--behaviour', run: runBehaviour, usage: behaviourUsage },

  { named: '--simulate', run: runSimulated, usage: simulatedUsage },
  { named: '--faults', run: runSimulated, usage: '' },
  { named: '--written', run: runWritten, usage: writtenUsage },
  { named: '--prove', run: runProve, usage: proveUsage },
];

export const besideUsage = all.map(({ usage }) => usage).join('');

/** The exit code of what was asked for. */
export async function runBeside(args: string[]): Promise<number | undefined> {
  const asked = all.find(({ named }) => args.includes(named));
  if (asked === undefined) return undefined;
  try {
    return (await asked.run(args)) ? 0 : 1;
  } catch (error) {
    // A word that the command does not know; everything else is a bug.
    const unknown = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (!unknown) throw error;
    process.stderr.write(`${(error as Error).message}\n${asked.usage}`);
    return 2;
  }
}
