/** A definition's version: the same for two definitions that behave alike, whoever wrote them. */
import { createHash } from 'node:crypto';
import type { Definition } from '../../machines/policy/definition.ts';

/** Hexadecimal digits kept: enough to tell versions apart, short enough to read out. */
const versionLength = 12;

export function versionOf(definition: Omit<Definition, 'version'>): string {
  const { business, flows, questions, words, rules, timing, repair, understanding } = definition;
  const content = { business, flows, questions, words, rules, timing, repair, understanding };
  const text = canonical(content);
  return createHash('sha256').update(text).digest('hex').slice(0, versionLength);
}

/** JSON with every object's keys in order, so that moving a line changes nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${entries.join(',')}}`;
}
