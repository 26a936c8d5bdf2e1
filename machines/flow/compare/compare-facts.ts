/** Facts that differ between two versions: hours, prices, people, questions, pauses, rules. */
import type { Definition } from '../../policy/definition.ts';
import { type ChangedValue, sayFact } from './say-fact.ts';

export interface FactChange {
  /** Where it is, e.g. `business services cleaning price exactly`. */
  where: string;
  /** The same for whoever changed it. */
  said: string;
  before?: unknown;
  after?: unknown;
}

/** Flows and words are compared as what they do; a version is the name of it all. */
const parts = ['business', 'questions', 'rules', 'timing', 'repair', 'understanding'] as const;

export function compareFacts(before: Definition, after: Definition): FactChange[] {
  return parts
    .flatMap((part) => differences(before[part], after[part], [part]))
    .map((change) => {
      const { path, ...values } = change;
      return { where: path.join(' '), said: sayFact(change, { before, after }), ...values };
    });
}

function differences(before: unknown, after: unknown, path: string[]): ChangedValue[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [keyed(before), keyed(after)];
  if (old === undefined || now === undefined) {
    return [
      {
        path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ];
  }
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const inner = keys.flatMap((key) => differences(old[key], now[key], [...path, key]));
  // The same things in another order: which rule comes first decides, so it is told.
  if (inner.length > 0) return inner;
  return [{ path, before: Object.keys(old), after: Object.keys(now) }];
}

/** Lists of things with a name of their own are compared by it, so that an insertion is one change. */
function keyed(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  const names = value.map(nameOf);
  if (names.some((name) => name === undefined) || new Set(names).size < names.length) {
    return undefined;
  }
  return Object.fromEntries(value.map((item, index) => [names[index], item]));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const named = item as Record<string, unknown>;
  const name = named.id ?? named.date ?? named.number ?? named.name;
  return typeof name === 'string' ? name : undefined;
}
