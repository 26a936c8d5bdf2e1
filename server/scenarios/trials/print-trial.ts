/** A trial as a terminal shows it: its figures, its short tables, and the first few calls that failed. */
import { printDialogue } from '../dialogue.ts';
import type { TrialDocument, TrialTable } from './trial.ts';

const failuresShownMax = 5;

export function printTrial(trial: TrialDocument): string {
  const { business, kind, what, seconds, figures, tables, failures, good } = trial;
  const shown = failures.slice(0, failuresShownMax);
  const more = failures.length - shown.length;
  const said = failures.length === 1 ? '1 failure' : `${failures.length} failures`;
  const notWell = `not all is well${failures.length === 0 ? '' : `: ${said}`}`;
  return [
    `${business}: ${what}, ${seconds.toFixed(1)} s`,
    ...figures.map((figure) => `  ${figure}`),
    ...tables.filter(({ long, rows }) => long !== true && rows.length > 0).flatMap(tableLines),
    ...shown.flatMap((failure) => [
      '',
      `FAILED ${failure.case === failure.rule ? '' : `${failure.case}: `}${failure.rule}: ${failure.what}`,
      ...(failure.dialogue.length > 0 ? [printDialogue(failure.dialogue)] : []),
      `  again: ${failure.again}`,
    ]),
    ...(more > 0 ? ['', `and ${more} more, in the report`] : []),
    good
      ? `all is well: ${kind === 'proof' ? 'the suite notices bugs' : 'every rule held'}`
      : notWell,
    '',
  ].join('\n');
}

function tableLines({ title, columns, rows }: TrialTable): string[] {
  const grid = [['', ...columns], ...rows.map(({ name, cells }) => [name, ...cells.map(String)])];
  const widths =
    grid[0]?.map((_, at) => Math.max(...grid.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return ['', `  ${title}`, ...grid.map((row) => `  ${line(row)}`.trimEnd())];
}
