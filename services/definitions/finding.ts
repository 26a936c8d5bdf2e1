/** Something wrong in a policy file, with its line and the way out, in words for its author. */
import { closest, distance } from 'fastest-levenshtein';
import type { YamlFile } from './yaml-file.ts';

export interface Finding {
  file: string;
  /** From 1. */
  line: number;
  what: string;
  fix: string;
  /** The shortest way in which it comes about, a line for each step of a call. */
  way?: string[];
}

/** A value from a policy file that still knows where it was written. */
export interface Sourced<Value> {
  value: Value;
  file: YamlFile;
  path: PropertyKey[];
}

/** A finding at a value, or at something inside it. */
export function findingAt(
  source: Sourced<unknown>,
  inside: PropertyKey[],
  what: string,
  fix: string,
): Finding {
  const line = source.file.lineOf([...source.path, ...inside]);
  return { file: source.file.path, line, what, fix };
}

export function printFinding({ file, line, what, fix }: Finding): string {
  return `${file}:${line}: ${what}: ${fix}`;
}

/** In the order in which a person would walk through the files; the same finding only once. */
export function inOrder(findings: Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [printFinding(finding), finding]));
  return [...seen.values()].sort(
    (left, right) =>
      left.file.localeCompare(right.file) ||
      left.line - right.line ||
      left.what.localeCompare(right.what),
  );
}

/** Names are listed in a fix only as long as a person would read them. */
const namesListedMax = 12;

/** The fix for a name nobody knows: the nearest right one, or the list of right ones. */
export function useKnown(name: string, known: readonly string[], otherwise: string): string {
  if (known.length === 0) return otherwise;
  const nearest = closest(name, known);
  const near = distance(name, nearest) <= Math.max(2, Math.floor(name.length / 3));
  if (near && nearest !== name) return `did you mean "${nearest}"?`;
  if (known.length > namesListedMax) return otherwise;
  return `use one of ${[...known].sort().join(', ')}`;
}
