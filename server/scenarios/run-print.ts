/** What a run left behind as one short text: the same call leaves the same, whenever it is run. */
import { textHash } from '../../machines/paths/text-hash.ts';
import type { PathRun } from './run-path.ts';

const rowId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The call's own name, and those the database gives, are told by their order alone. */
export function printOf({ callId, entries }: PathRun): string {
  const seen = new Map<string, string>();
  const text = JSON.stringify(entries)
    .replaceAll(callId, 'call')
    .replace(rowId, (id) => {
      const known = seen.get(id) ?? `row ${seen.size + 1}`;
      seen.set(id, known);
      return known;
    });
  return textHash(text);
}
