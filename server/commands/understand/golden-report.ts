/** The golden report: a row for each command, slot and signal, the confusions, and the bars not met. */
import type { Bar, GoldenSet } from './golden-set.ts';
import { type Count, type Grades, type Miss, precision, recall } from './grade.ts';

export interface Graded {
  maker: string;
  grades: Grades;
}

const nothing: Count = { right: 0, found: 0, meant: 0 };

/** What is under its bar, in words; empty when all is well. */
export function underBars({ bars }: GoldenSet, { counts }: Grades): string[] {
  return [...bars].flatMap(([name, bar]) => {
    const count = counts.get(name) ?? nothing;
    const parts: [keyof Bar, number][] = [
      ['precision', precision(count)],
      ['recall', recall(count)],
    ];
    return parts
      .filter(([part, value]) => value < bar[part])
      .map(
        ([part, value]) => `${name}: ${part} ${percent(value)}, the bar is ${percent(bar[part])}`,
      );
  });
}

export function reportLines(set: GoldenSet, graded: Graded, against?: Graded): string[] {
  const columns = against ? [graded, against] : [graded];
  const names = new Set([
    ...set.bars.keys(),
    ...columns.flatMap(({ grades }) => [...grades.counts.keys()]),
  ]);
  const head = columns
    .map(({ maker }) => `${maker.slice(-14).padStart(14)}  prec. recall`)
    .join('');
  const rows = [...names].sort().map((name) => rowOf(name, columns, set));
  const wrong = columns.map(
    ({ maker, grades }) =>
      `${maker}: ${set.sentences.length - grades.misses.length} of ${set.sentences.length} sentences read exactly`,
  );
  return [`${'meant'.padStart(34)}${head}`, ...rows, '', ...wrong];
}

function rowOf(name: string, columns: Graded[], { bars }: GoldenSet): string {
  const counts = columns.map(({ grades }) => grades.counts.get(name) ?? nothing);
  const meant = String(counts[0]?.meant ?? 0).padStart(6);
  const cells = counts.map((count) => {
    const found = `${count.right}/${count.found}`.padStart(14);
    return `${found} ${percent(precision(count)).padStart(6)} ${percent(recall(count)).padStart(6)}`;
  });
  return `${name.padEnd(28)}${meant}${cells.join('')}${bars.has(name) ? '' : '  no bar'}`;
}

/** Every sentence that was misread, with where it stands. */
export function missLines({ grades }: Graded): string[] {
  return grades.misses.map(({ sentence, missing, extra }) => {
    const parts = [
      ...(missing.length > 0 ? [`not found: ${missing.join(', ')}`] : []),
      ...(extra.length > 0 ? [`found: ${extra.join(', ')}`] : []),
    ];
    return `${sentence.place}: "${sentence.text}": ${parts.join('; ')}`;
  });
}

/** What was found in place of what, most often first. */
export function confusionLines({ grades }: Graded): string[] {
  const pairs = new Map<string, number>();
  const nameOf = (item: string) => item.split(' ').slice(0, 2).join(' ');
  for (const { missing, extra } of grades.misses) {
    for (const one of missing.length > 0 ? missing : ['nothing']) {
      for (const other of extra.length > 0 ? extra : ['nothing']) {
        const pair = `${nameOf(one)} read as ${nameOf(other)}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  }
  const sorted = [...pairs].sort(([, one], [, other]) => other - one);
  return sorted.map(([pair, times]) => `${String(times).padStart(4)}  ${pair}`);
}

/** Sentences that one side reads exactly and the other does not. */
export function differenceLines(one: Graded, other: Graded): string[] {
  const [first, second] = [one, other].map(
    ({ grades }) => new Map(grades.misses.map((miss) => [miss.sentence.place, miss])),
  ) as [Map<string, Miss>, Map<string, Miss>];
  const only = (right: Graded, missed: Map<string, Miss>, also: Map<string, Miss>) =>
    [...missed].flatMap(([place, { sentence, extra }]) =>
      also.has(place)
        ? []
        : [`only ${right.maker} reads ${place}: "${sentence.text}"${instead(extra)}`],
    );
  const lines = [...only(one, second, first), ...only(other, first, second)];
  return lines.length > 0 ? lines : [`${one.maker} and ${other.maker} misread the same sentences`];
}

function instead(extra: string[]): string {
  return extra.length > 0 ? `; the other finds ${extra.join(', ')}` : '';
}

function percent(part: number): string {
  return `${(Math.floor(part * 1_000) / 10).toFixed(1)}%`;
}
