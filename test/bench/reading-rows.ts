/** Rows of a data set in two halves by their id, and one way to have the local reader read them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Understood } from '../../machines/vocabulary.ts';
import { neutralVocabulary } from '../../server/commands/neutral-vocabulary.ts';
import { expectationOf } from '../../server/commands/understand-lines.ts';
import { understandLocally } from '../../services/understanding/local-reader.ts';
import type { TurnToRead } from '../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';

export interface Rows<Row> {
  rows: Row[];
  misses: boolean;
}

/** The rows of the file named on the command line; `--half tune` or `--half report` takes one half. */
export function rowsFromCommandLine<Row>(idOf: (row: Row) => string): Rows<Row> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { half: { type: 'string' }, misses: { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('name the .jsonl file to measure on');
  const all = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const rows =
    values.half === undefined ? all : all.filter((row) => halfOf(idOf(row)) === values.half);
  console.log(`${rows.length} rows${values.half === undefined ? '' : `, half "${values.half}"`}`);
  return { rows, misses: values.misses };
}

function halfOf(id: string): 'tune' | 'report' {
  const [first = 0] = createHash('sha256').update(id).digest();
  return first % 2 === 0 ? 'tune' : 'report';
}

const took: number[] = [];

export interface Asking {
  expecting: string[];
  now: string;
  nbest?: string[];
  asked?: string;
  vocabulary?: Vocabulary;
  choices?: TurnToRead['choices'];
}

export function read(text: string, asking: Asking): Understood {
  const vocabulary = asking.vocabulary ?? neutralVocabulary;
  const turn: TurnToRead = {
    text,
    expectation: expectationOf(asking.expecting, vocabulary, asking.choices ?? []),
    now: asking.now,
    timeZone: 'America/New_York',
    vocabulary,
    ...(asking.nbest === undefined ? {} : { nbest: asking.nbest }),
    ...(asking.asked === undefined ? {} : { asked: asking.asked }),
  };
  const from = performance.now();
  const understood = understandLocally(turn);
  took.push(performance.now() - from);
  return understood;
}

export function printTimes(): void {
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor((took.length - 1) * share)] ?? 0).toFixed(2);
  console.log(
    `time per turn in ms: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}, ${took.length} turns`,
  );
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
