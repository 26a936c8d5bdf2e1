/** `scenarios -- --replay`: one call again, by its moves; says what it breaks, and may keep it. */
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { readConfig } from '../../config.ts';
import { phrasesFile, readPhrases } from '../../scenarios/phrases.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../../scenarios/practice-days.ts';
import { printReplayed } from '../../scenarios/print-report.ts';
import { replayPath, walkedWay } from '../../scenarios/replay-path.ts';
import { withThrowawayStore } from '../../scenarios/throwaway-store.ts';
import { savePlayed } from './save.ts';

export const replayUsage = `npm run scenarios -- --replay "<start> > <move> > …" --business <folder>
  [--seed <number>] [--save <folder/name>] [--json]
  runs one call again, as the line below a failure says it; --save writes it into scenarios/ and
  plays it from there; exits 1 when it breaks a rule
`;

export async function runReplay(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      replay: { type: 'string', default: '' },
      business: { type: 'string' },
      seed: { type: 'string', default: '1' },
      save: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const definition = definitions.find(({ business }) => business.id === values.business);
  if (definition === undefined || !Number.isSafeInteger(seed)) {
    const known = definitions.map(({ business }) => business.id).join(', ');
    process.stderr.write(`${replayUsage}  --business is one of ${known}\n`);
    return false;
  }
  const path = walkedWay(values.replay, { definition, days });
  if ('wrong' in path) {
    process.stderr.write(`${path.wrong}\n`);
    return false;
  }
  const others = definitions.filter((other) => other !== definition);
  const otherNames = others.map(({ business }) => business.name);
  return withThrowawayStore(async (store) => {
    const phrases = readPhrases(phrasesFile);
    const options = { store, definition, otherNames, phrases, seed, days, startMs };
    const replayed = await replayPath(path, options);
    const { breaches, dialogue, scenario } = replayed;
    const document = { business: definition.business.id, breaches, dialogue, scenario };
    process.stdout.write(
      values.json ? `${JSON.stringify(document)}\n` : `${printReplayed(replayed)}\n`,
    );
    if (values.save === undefined) return breaches.length === 0;
    const { said, saved } = await savePlayed(values.save, scenario, { store, definitions });
    process.stderr.write(`${said}\n`);
    return saved && breaches.length === 0;
  });
}
