/** `npm run understand`: reads turns, grades readers on the golden sentences, reads past calls again. */
import { parseArgs } from 'node:util';
import type { Definition } from '../../machines/policy/definition.ts';
import { vocabularyOf } from '../../services/definitions/vocabulary-of.ts';
import { ServiceError } from '../../services/errors.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import { type Config, readConfig } from '../config.ts';
import { endWithTheReader } from './end-with-the-reader.ts';
import { neutralVocabularyAt } from './neutral-vocabulary.ts';
import { withDatabaseIfAny } from './open-database.ts';
import { type AskModel, askModelNames, pickReader } from './understand/pick-reader.ts';
import { runGolden } from './understand/run-golden.ts';
import { runJournal } from './understand/run-journal.ts';
import { runLines } from './understand/run-lines.ts';
import { atVersion, definitionsIn, otherSide, type Side } from './understand/sides.ts';

const usage = `usage: npm run understand -- [--business <folder>] [--maker local|openai]
  reads JSON lines from standard input and writes what they mean
  --golden                        grades the maker on scenarios/understanding
    --against local|openai        beside another maker
    --against <version|folder>    beside the policies of a published version or of another folder
  --version <version>             with a published version of the policies instead of the files
  --journal <call id|all> [--since 2026-11-20]
                                  reads past calls again and shows where today's reading differs
  --ask when-unsure|always|never  when openai is asked, instead of what understanding.yaml says
`;

interface Asked {
  business?: string;
  maker: string;
  golden: boolean;
  against?: string;
  version?: string;
  journal?: string;
  since?: string;
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
        version: { type: 'string' },
        journal: { type: 'string' },
        since: { type: 'string' },
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

async function sideOf(asked: Asked, config: Config): Promise<Side> {
  const { maker, version, business } = asked;
  const files = definitionsIn(config.policiesFolder, business);
  const definitions = version === undefined ? files : await atVersion(files, version, config);
  const reader = pickReader(maker, config, asked.ask);
  return { ...reader, name: version ?? reader.name, definitions };
}

async function golden(asked: Asked, config: Config): Promise<number> {
  const side = await sideOf(asked, config);
  const { against } = asked;
  const other = against && (await otherSide({ against, beside: side, config }));
  const { lines, under } = await runGolden(side.definitions, side, other || undefined);
  process.stdout.write(`${lines.join('\n')}\n`);
  return under.length > 0 ? 1 : 0;
}

async function journal(asked: Asked, callId: string, config: Config): Promise<number> {
  const sinceMs = asked.since === undefined ? undefined : sinceOf(asked.since);
  const side = await sideOf(asked, config);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const wanted = { callId, ...(sinceMs === undefined ? {} : { sinceMs }) };
  const run = await withDatabaseIfAny(config, (store) =>
    runJournal(store, side.definitions, side, wanted, print),
  );
  if (run === undefined || run.calls === 0) {
    const which = callId === 'all' ? 'no call' : `no call "${callId}"`;
    const after = asked.since === undefined ? '' : ` since ${asked.since}`;
    process.stderr.write(`understand: ${which}${after} is in the journal of ${whereOf(config)}\n`);
    return 1;
  }
  for (const [change, times] of [...run.drift].sort(([, one], [, other]) => other - one)) {
    print(`${String(times).padStart(4)}  ${change}`);
  }
  print(`${run.calls} calls, ${run.turns} turns, ${run.different} read differently`);
  return 0;
}

function sinceOf(date: string): number {
  const sinceMs = Date.parse(date);
  if (!Number.isNaN(sinceMs) && /^\d{4}-\d\d-\d\d/.test(date)) return sinceMs;
  throw new ServiceError('setting-invalid', `--since ${date}: write it as 2026-11-20`);
}

function whereOf({ databaseUrl, dataFolder }: Config): string {
  return databaseUrl === undefined ? dataFolder : 'the database';
}

async function lines(asked: Asked, config: Config): Promise<number> {
  // The local reader with nobody's words needs no policies, so that it starts at once.
  if (asked.business === undefined && asked.maker === 'local') {
    return (await runLines(createLocalReader(), neutralVocabularyAt)) > 0 ? 1 : 0;
  }
  const reader = pickReader(asked.maker, config, asked.ask);
  const [definition] = (await sideOf(asked, config)).definitions as [Definition];
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

endWithTheReader();
process.exitCode = await main();
