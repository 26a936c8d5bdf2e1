/** Measures names and birth dates through a real recogniser: `node test/bench/spoken-names.ts <jsonl> [--half h] [--misses]`. */
import type { PersonValue } from '../../machines/vocabulary.ts';
import { neutralVocabulary } from '../../server/commands/neutral-vocabulary.ts';
import { printTimes, read, rowsFromCommandLine, share } from './reading-rows.ts';

interface Row {
  id: string;
  item: 'name' | 'dob' | 'postcode';
  attempt: number;
  transcription: string;
  nbest: string[];
  gold: string | { full: string; first: string; last: string };
}

const method = `The callers are British, so the country is GB and the day comes first. Right: the value is the row's.
Within: the value or one of the readings is. Heard: the best that any reader could do by choosing among the
recogniser's guesses, words compared without case. Attempt 2 of a name is spelled, often only one of its two parts;
there a first or a last name that is right counts as part.`;

const { rows, misses } = rowsFromCommandLine<Row>(({ id }) => id);
console.log(method);
const vocabulary = { ...neutralVocabulary, country: 'GB' };
interface Count {
  all: number;
  right: number;
  within: number;
  part: number;
  heard: number;
}
const counts = new Map<string, Count>();
for (const row of rows) {
  if (row.item === 'postcode') continue;
  const kind = row.item === 'dob' ? 'birth-date' : 'name';
  const [text = ''] = row.nbest;
  const understood = read(row.transcription || text, {
    expecting: [kind],
    now: '2021-06-01T12:00',
    nbest: row.nbest.slice(1),
    asked: kind === 'name' ? 'May I have your full name?' : 'What is your date of birth?',
    vocabulary,
  });
  const command = understood.commands.find((one) => one.slot === kind);
  const readings = [
    ...(command?.value === undefined ? [] : [command.value]),
    ...(command?.readings ?? []),
  ];
  const key = `${row.item} attempt ${row.attempt}`;
  const count = counts.get(key) ?? { all: 0, right: 0, within: 0, part: 0, heard: 0 };
  counts.set(key, count);
  count.all++;
  const right = command?.value !== undefined && isGold(command.value, row);
  const within = readings.some((value) => isGold(value, row));
  if (right) count.right++;
  if (within) count.within++;
  if (readings.some((value) => isPart(value, row))) count.part++;
  if (wasHeard(row)) count.heard++;
  if (misses && !within) {
    console.log(
      `${key}: ${JSON.stringify(row.gold)} in ${JSON.stringify(row.nbest.slice(0, 6))} read ${JSON.stringify(understood.commands.slice(0, 2))}`,
    );
  }
}

function isGold(value: unknown, row: Row): boolean {
  if (typeof row.gold === 'string') return value === row.gold;
  const person = value as PersonValue;
  const said = `${person.first ?? ''} ${person.last ?? ''}`.trim().toLowerCase();
  return said === row.gold.full.toLowerCase();
}

function isPart(value: unknown, row: Row): boolean {
  if (typeof row.gold === 'string') return isGold(value, row);
  const { first, last } = value as PersonValue;
  return (
    first?.toLowerCase() === row.gold.first.toLowerCase() ||
    last?.toLowerCase() === row.gold.last.toLowerCase()
  );
}

function wasHeard(row: Row): boolean {
  const gold = typeof row.gold === 'string' ? row.gold : row.gold.full;
  return row.nbest.some((text) => text.toLowerCase().includes(gold.toLowerCase()));
}

for (const [key, { all, right, within, part, heard }] of [...counts].sort()) {
  console.log(
    `${key.padEnd(15)} right ${share(right, all)}, within ${share(within, all)}, part ${share(part, all)}, heard ${share(heard, all)} of ${all}`,
  );
}
printTimes();
