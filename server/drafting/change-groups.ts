/** A comparison of two versions as titled groups of lines, in the words that the command prints. Pure. */
import type { Comparison } from '../../machines/flow/compare/compare.ts';
import { linesOf } from '../commands/flows/diff.ts';

export interface ChangeGroup {
  title: string;
  lines: string[];
}

const nothing = 'nothing that a caller would notice';

/** Below the heading, titles stand two spaces in and what belongs to them further. */
export function changeGroups(comparison: Comparison): ChangeGroup[] {
  if (comparison.before === comparison.after) return [];
  const groups: ChangeGroup[] = [];
  for (const line of linesOf(comparison).slice(1)) {
    if (/^ {2}\S/.test(line)) groups.push({ title: line.trim(), lines: [] });
    else groups.at(-1)?.lines.push(line.slice(4));
  }
  return groups.filter(({ title }) => title !== nothing);
}
