/** What was said on a generated call and what the reader made of it, when that was not what was meant. */
import type { Move } from '../../machines/paths/moves.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';

/** A caller's sentence that was read as something else than it was chosen for. */
export interface Misreading {
  move: string;
  state: string;
  text: string;
  readAs: string[];
}

/** What was said and what the reader made of it, when that is not what was meant. */
export function misreadingOf(
  move: Move,
  state: string,
  entries: readonly JournalEntry[],
): Misreading | null {
  if (move.kind !== 'say' || move.key.endsWith('while waiting')) return null;
  const read = entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.type.startsWith('caller.') ? [entry.event] : [],
  );
  const [first] = read;
  const meant = JSON.stringify(meaningOf(move.event));
  if (read.length === 1 && first && JSON.stringify(meaningOf(first)) === meant) return null;
  const text = entries.find((entry) => entry.kind === 'understood')?.text ?? '';
  return { move: move.key, state, text, readAs: read.map((event) => JSON.stringify(event)) };
}

/** An event without its values: which slots it gives matters to the way, not what they hold. */
function meaningOf(event: object): object {
  const {
    values,
    unsure,
    why: _why,
    language: _language,
    ...rest
  } = event as Record<string, object>;
  const names = (of: object | undefined) => Object.keys(of ?? {}).sort();
  return { ...rest, values: names(values), unsure: names(unsure) };
}
