/** `npm run understand`: reads turns, grades readers on the golden sentences, reads past calls again. */
import { parseArgs } from 'node:util';
import type { Definition } from '../../machines/policy/definition.ts';
import { loadDefinitions } from '../../services/definitions/definitions.ts';
import { vocabularyOf } from '../../services/definitions/vocabulary-of.ts';
import { ServiceError } from '../../services/errors.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import { type Config, readConfig } from '../config.ts';
import { neutralVocabularyAt } from './neutral-vocabulary.ts';
import { type AskModel, askModelNames, pickReader } from './understand/pick-reader.ts';
import { runGolden } from './understand/run-golden.ts';
import { runJournal, withStore } from './understand/run-journal.ts';
import { runLines } from './understand/run-lines.ts';

const usage = `usage: npm run understand -- [--business <folder>] [--maker local|openai]
  reads JSON lines from standard input and writes what they mean
  --golden [--against local|openai]  grades the maker on scenarios/understanding, or two of them
  --journal <call id|all>            reads past calls again and shows where today's reading differs
  --ask when-unsure|always|never     when openai is asked, instead of what understanding.yaml says
`;

interface Asked {
  business?: string;
  maker: string;
  golden: boolean;
  against?: string;
  journal?: string;
  ask?: AskModel;
}

function readArguments(): Asked | undefined {
  try {
    const { values } = parseArgs({
      options: {
        business: { type: 'string' },
        maker: { type: 'string', default: 'local' },
        golden: { type: 'boolean', default: false },
        against: { type: 'string' },
        journal: { type: 'string' },
        ask: { type: 'string' },
      },
    });
    const { ask, ...rest } = values;
    const known = askModelNames.find((name) => name === ask);
    if (ask !== undefined && known === undefined) return undefined;
    return { ...rest, ...(known ? { ask: known } : {}) };
  } catch {
    return undefined;
  }
}

function definitionsFor({ business }: Asked, config: Config): Definition[] {
  const { definitions } = loadDefinitions(config.policiesFolder);
  const found = definitions.filter(({ business: { id } }) => (business ?? id) === id);
  if (found.length === 0) {
    const what = business === undefined ? 'no sound business' : `no sound business "${business}"`;
    throw new ServiceError('definition-broken', `${what}: run npm run flows -- check`);
  }
  return found;
}

async function golden(asked: Asked, config: Config): Promise<number> {
  const reader = pickReader(asked.maker, config, asked.ask);
  const other = asked.against === undefined ? undefined : pickReader(asked.against, config);
  const { lines, under } = await runGolden(definitionsFor(asked, config), reader, other);
  process.stdout.write(`${lines.join('\n')}\n`);
  return under.length > 0 ? 1 : 0;
}

async function journal(asked: Asked, wanted: string, config: Config): Promise<number> {
  const reader = pickReader(asked.maker, config, asked.ask);
  const definitions = definitionsFor(asked, config);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const run = await withStore(config, (store) =>
    runJournal(store, definitions, reader, wanted, print),
  );
  print(`${run.calls} calls, ${run.turns} turns, ${run.different} read differently`);
  if (run.calls === 0) process.stderr.write('understand: no such call in the journal\n');
  return run.calls === 0 ? 1 : 0;
}

async function lines(asked: Asked, config: Config): Promise<number> {
  // The local reader with nobody's words needs no policies, so that it starts at once.
  if (asked.business === undefined && asked.maker === 'local') {
    return (await runLines(createLocalReader(), neutralVocabularyAt)) > 0 ? 1 : 0;
  }
  const reader = pickReader(asked.maker, config, asked.ask);
  const [definition] = definitionsFor(asked, config) as [Definition];
  const own = asked.business === undefined ? undefined : vocabularyOf(definition);
  const vocabularyAt = own === undefined ? neutralVocabularyAt : () => own;
  return (await runLines(reader.of(definition), vocabularyAt)) > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const config = readConfig();
    if (asked.golden) return await golden(asked, config);
    if (asked.journal !== undefined) return await journal(asked, asked.journal, config);
    return await lines(asked, config);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    process.stderr.write(`understand: ${error.message}\n`);
    return error.code === 'setting-invalid' ? 2 : 1;
  }
}

process.exitCode = await main();
