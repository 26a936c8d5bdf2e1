/** Measures the date and time reader: `node test/bench/dates-and-times.ts <jsonl> [--part tune|report] [--misses] [--zone z]`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { TimeValue } from '../../machines/vocabulary.ts';
import { readWhen } from '../../services/understanding/local/when/read-when.ts';
import type { WhenReading } from '../../services/understanding/local/when/when.ts';

interface Accepted {
  date?: string;
  time?: string;
  date_to?: string;
  time_to?: string;
}
interface Row {
  id: string;
  source: string;
  phrase: string;
  sentence?: string;
  reference: string;
  kind: string;
  accept: Accepted[];
}
type Verdict = 'right' | 'wrong' | 'asked';
type Mode = 'phrase' | 'sentence';

const method = `Opening hours unknown, the agent has just asked when. phrase: the row's phrase is the whole
text. sentence: the phrase in its sentence; the mention that overlaps it counts, either end of a range.
asked: no reading, several of which one is accepted, or a stretch that holds the accepted moment.
A time without a date means the coming such time. Sources close a stretch with the first moment after
it, we with the last one in it: both ends count.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: 'boolean' },
    part: { type: 'string' },
    zone: { type: 'string', default: 'America/New_York' },
  },
});
const [path] = positionals;
if (path === undefined) {
  console.error('usage: node test/bench/dates-and-times.ts <rows.jsonl> [--misses] [--zone zone]');
  process.exit(2);
}
const rows = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
  .filter((row) => values.part === undefined || partOf(row) === values.part);

console.log(method);
// The first pass only warms the engine up, so that the latencies are those of a running line.
for (const row of rows) read(row, row.sentence || row.phrase);
report('phrase');
report('sentence');

/** Rules are made on three quarters of the rows; the fourth tells what they are worth. */
function partOf({ id }: Row): 'tune' | 'report' {
  const [first = 0] = createHash('sha256').update(id).digest();
  return first % 4 === 0 ? 'report' : 'tune';
}

function report(mode: Mode): void {
  const counts = new Map<string, Record<Verdict, number>>();
  const took: number[] = [];
  const misses: string[] = [];
  for (const row of rows) {
    const text = mode === 'phrase' ? row.phrase : row.sentence || row.phrase;
    const started = performance.now();
    const readings = read(row, text);
    took.push(performance.now() - started);
    const verdict = judge(row, chosen(row, text, readings), mode);
    const group = row.kind.endsWith('range') ? 'ranges' : 'points';
    for (const key of [group, row.kind, row.source, `${row.source} ${row.kind}`]) {
      const count = counts.get(key) ?? { right: 0, wrong: 0, asked: 0 };
      count[verdict] += 1;
      counts.set(key, count);
    }
    if (verdict !== 'right') {
      misses.push(
        `${verdict} ${row.source} ${row.kind} "${text}" (${row.phrase}) at ${row.reference}: ` +
          `read ${JSON.stringify(readings.map((one) => one.readings))} for ${JSON.stringify(row.accept)}`,
      );
    }
  }
  printCounts(mode, counts);
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(3);
  console.log(`milliseconds a text: p50 ${at(0.5)}, p99 ${at(0.99)}`);
  if (values.misses) console.log(misses.sort().join('\n'));
}

function read(row: Row, text: string): WhenReading[] {
  return readWhen(text, {
    now: row.reference,
    timeZone: values.zone,
    hours: [[], [], [], [], [], [], []],
    focused: true,
  });
}

/** The longest mention in a phrase; in a sentence the one that overlaps the phrase most. */
function chosen(row: Row, text: string, readings: WhenReading[]): WhenReading | undefined {
  const start = Math.max(0, text.indexOf(row.phrase));
  const end = start + row.phrase.length;
  const overlap = (reading: WhenReading) =>
    Math.min(end, reading.to) - Math.max(start, reading.from);
  return readings.filter((one) => overlap(one) > 0).sort((a, b) => overlap(b) - overlap(a))[0];
}

function judge(row: Row, reading: WhenReading | undefined, mode: Mode): Verdict {
  if (reading === undefined) return 'asked';
  const fits = (value: TimeValue) =>
    row.accept.some((accepted) => accepts(accepted, value, row, mode));
  const [first] = reading.readings;
  const fitting = reading.readings.filter(fits);
  if (first !== undefined && fitting.length === reading.readings.length) return 'right';
  if (fitting.length > 0) return 'asked';
  const holds = reading.readings.some((value) =>
    row.accept.some((one) => contains(value, one, row)),
  );
  return holds ? 'asked' : 'wrong';
}

function accepts(accepted: Accepted, value: TimeValue, row: Row, mode: Mode): boolean {
  const isRange = row.kind.endsWith('range');
  if (isRange) {
    const dated = {
      ...value,
      ...(accepted.date && !value.date ? { date: impliedDate(value, row) } : {}),
    };
    return (
      (accepted.date === undefined || accepted.date === dated.date) &&
      (accepted.time === undefined || accepted.time === value.time) &&
      isEndDate(accepted.date_to, value.dateTo ?? dated.date) &&
      isEndTime(accepted.time_to, value.timeTo)
    );
  }
  const ends =
    mode === 'sentence' && (value.dateTo !== undefined || value.timeTo !== undefined)
      ? [value, { date: value.dateTo ?? value.date, time: value.timeTo ?? value.time }]
      : [value];
  return ends.some((end) => {
    const date = end.date ?? impliedDate(end as TimeValue, row);
    const dateFits = accepted.date === date || (ends.length > 1 && nextTo(accepted.date, date));
    return (
      (accepted.date === undefined || row.kind === 'time' || dateFits) &&
      (accepted.time === undefined || row.kind === 'date' || accepted.time === end.time)
    );
  });
}

function contains(value: TimeValue, accepted: Accepted, row: Row): boolean {
  if (row.kind.endsWith('range')) return false;
  const date = value.date ?? impliedDate(value, row);
  const dayFits =
    accepted.date === undefined ||
    (date <= accepted.date && accepted.date <= (value.dateTo ?? date));
  if (!dayFits || value.timeTo === undefined || accepted.time === undefined) {
    return dayFits && value.dateTo !== undefined;
  }
  return (value.time ?? '00:00') <= accepted.time && accepted.time <= value.timeTo;
}

function impliedDate(value: TimeValue, row: Row): string {
  const [today = '', now = ''] = row.reference.split('T');
  const over = value.time !== undefined && (value.timeTo ?? value.time) < now;
  return over ? shiftDay(today, 1) : today;
}

function shiftDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function nextTo(one: string | undefined, other: string | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    (shiftDay(one, 1) === other || shiftDay(other, 1) === one)
  );
}

function isEndDate(accepted: string | undefined, ours: string | undefined): boolean {
  if (accepted === undefined || ours === undefined)
    return accepted === ours || accepted === undefined;
  return accepted === ours || accepted === shiftDay(ours, 1);
}

/** Sources end "till 11:00" at 11:00 or 11:01, and "till 11" at 12:00 or 11:00. */
function isEndTime(accepted: string | undefined, ours: string | undefined): boolean {
  if (accepted === undefined || accepted === ours) return true;
  if (ours === undefined) return false;
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const difference = (minutes(accepted) - minutes(ours) + 1440) % 1440;
  return difference === 1 || difference === 60;
}

function printCounts(mode: Mode, counts: Map<string, Record<Verdict, number>>): void {
  console.log(`\n${mode.padEnd(28)}  rows  right  wrong  asked`);
  for (const [key, count] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
    const total = count.right + count.wrong + count.asked;
    const share = (one: number) => `${((100 * one) / total).toFixed(1)}%`.padStart(6);
    console.log(
      `${key.padEnd(28)} ${String(total).padStart(5)} ${share(count.right)} ${share(count.wrong)} ${share(count.asked)}`,
    );
  }
}
