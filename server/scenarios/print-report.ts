/** A run as a terminal shows it: what failed first, then one table that says how far it came. */
import { itemKinds } from '../../machines/paths/items.ts';
import { printDialogue } from './dialogue.ts';
import type { Replayed } from './replay-path.ts';
import type { Failure } from './run-suite.ts';
import type { SuiteReport } from './suite-report.ts';

const dialoguesOfRuleMax = 2;
const missingShownMax = 8;
const reasonsShownMax = 12;
const misreadShownMax = 8;

export function printReport(report: SuiteReport, { whole = true } = {}): string {
  // What a few chosen calls leave uncovered says nothing.
  if (!whole) return [...failureLines(report), headOf(report), '', verdictOf(report)].join('\n');
  return [
    ...failureLines(report),
    ...misreadLines(report),
    ...ruleLines(report),
    '',
    ...tableLines(report),
    '',
    verdictOf(report),
  ].join('\n');
}

/** The shortest calls of each rule: ten that fail alike tell no more than two. */
function failureLines({ failures, chartFaults }: SuiteReport): string[] {
  const lines = chartFaults.map((fault) => `FAILED the chart keeps its promises: ${fault}`);
  for (const [rule, all] of byRule(failures)) {
    // Many calls are shrunk to the same one.
    const distinct = [...new Map(all.map((each) => [each.replay, each])).values()];
    const shortest = distinct.sort((one, other) => one.moves.length - other.moves.length);
    const shown = shortest.slice(0, dialoguesOfRuleMax);
    for (const each of shown) lines.push(...failureBlock(each));
    const more = all.length - shown.length;
    if (more > 0) lines.push('', `and ${more} more: ${rule}`);
  }
  return lines.length === 0 ? [] : [...lines, ''];
}

export function failureBlock({ rule, what, start, moves, dialogue, replay }: Failure): string[] {
  return [
    '',
    `FAILED ${rule}: ${what}`,
    `  ${start}; ${moves.length} ${moves.length === 1 ? 'move' : 'moves'}: ${moves.join(', ')}`,
    printDialogue(dialogue),
    `  again: ${replay}`,
  ];
}

export function printReplayed({ path, breaches, dialogue }: Replayed): string {
  const broken = breaches.map(({ rule, what }) => `FAILED ${rule}: ${what}`);
  const moves = path.moves.map(({ key }, at) => `  ${key} → ${path.leaves[at]}`);
  return [
    path.start.name,
    ...moves,
    '',
    printDialogue(dialogue),
    '',
    ...(broken.length > 0 ? broken : ['every rule held']),
  ].join('\n');
}

export function byRule(failures: readonly Failure[]): [string, Failure[]][] {
  return [...Map.groupBy(failures, ({ rule }) => rule)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
}

function misreadLines({ misreadings }: SuiteReport): string[] {
  const shown = misreadings.filter(({ text }) => text !== '').slice(0, misreadShownMax);
  if (shown.length === 0) return [];
  return [
    'sentences read otherwise than meant (no failure)',
    ...shown.map(
      ({ times, text, move, state }) =>
        `  ${String(times).padStart(5)}  "${text}" (${move}, in ${state})`,
    ),
  ];
}

function ruleLines({ armed }: SuiteReport): string[] {
  return [
    'rules, and how often they had something to judge',
    ...Object.entries(armed).map(([rule, times]) => `  ${String(times).padStart(5)}  ${rule}`),
  ];
}

const columns = ['covered', 'of declared', 'unreachable', 'missing'];

function tableLines(report: SuiteReport): string[] {
  const { coverage } = report;
  const lines = [headOf(report), row('', columns)];
  for (const kind of itemKinds) {
    const { declared, covered, unreachable, missing } = coverage[kind];
    if (declared === 0) continue;
    lines.push(row(kind, [covered, declared, unreachable.length, missing.length].map(String)));
  }
  for (const kind of itemKinds) {
    const { missing } = coverage[kind];
    const more = missing.length - missingShownMax;
    lines.push(...missing.slice(0, missingShownMax).map((id) => `  missing: ${kind} ${id}`));
    if (more > 0) lines.push(`  missing: ${more} more ${kind}`);
  }
  return [...lines, ...reasonLines(report), ...failedRules(report)];
}

function headOf({ business, version, paths, turns, seconds }: SuiteReport): string {
  const calls = paths.length === 1 ? '1 call' : `${paths.length} calls`;
  return `${business} ${version}: ${calls}, ${turns} turns, ${seconds.toFixed(1)} s`;
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(12)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}

function reasonLines({ coverage }: SuiteReport): string[] {
  const whys = itemKinds
    .filter((kind) => kind === 'states' || kind === 'transitions')
    .flatMap((kind) => coverage[kind].unreachable.map(({ why }) => why));
  const counted = [...Map.groupBy(whys, (why) => why)]
    .map(([why, all]): [string, number] => [why, all.length])
    .sort((one, other) => other[1] - one[1]);
  if (counted.length === 0) return [];
  const rest = counted.slice(reasonsShownMax).reduce((sum, [, times]) => sum + times, 0);
  return [
    '  states and transitions that no call can reach, and why',
    ...counted.slice(0, reasonsShownMax).map(([why, times]) => `  ${countOf(times)}  ${why}`),
    ...(rest > 0 ? [`  ${countOf(rest)}  for other reasons (--report shows each)`] : []),
  ];
}

function failedRules({ failures }: SuiteReport): string[] {
  if (failures.length === 0) return [];
  const lines = byRule(failures).map(([rule, all]) => `  ${countOf(all.length)}  ${rule}`);
  return ['  failures by rule', ...lines];
}

function countOf(times: number): string {
  return String(times).padStart(5);
}

function verdictOf({ good, failures, chartFaults, coverage }: SuiteReport): string {
  if (good) return 'all is well: every rule held';
  const missing = itemKinds.reduce((sum, kind) => sum + coverage[kind].missing.length, 0);
  const parts = [
    [failures.length, failures.length === 1 ? 'failure' : 'failures'],
    [chartFaults.length, 'faults of the chart'],
    [missing, 'missing'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `not all is well: ${said.join(', ')}`;
}
