/** What the journals of a run say about it: where the time of each answer went, what was heard. */
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import type { ExperiencedNoise } from './talking-caller.ts';

type Gap = Extract<JournalEntry, { kind: 'gap' }>;

export interface JournalFigures {
  gaps: Gap[];
  outcomes: Record<string, number>;
  errors: string[];
}

export function journalFigures(journals: readonly JournalEntry[][]): JournalFigures {
  const figures: JournalFigures = { gaps: [], outcomes: {}, errors: [] };
  for (const entry of journals.flat()) {
    if (entry.kind === 'gap') figures.gaps.push(entry);
    else if (entry.kind === 'error') figures.errors.push(`${entry.where}: ${entry.message}`);
    else if (entry.kind === 'call-ended') {
      figures.outcomes[entry.outcome] = (figures.outcomes[entry.outcome] ?? 0) + 1;
    }
  }
  return figures;
}

/** Whether the sentence under way at a noise was heard to its end, and the noise became no turn. */
export function heardOn(
  entries: readonly JournalEntry[],
  { atEpochMs }: ExperiencedNoise,
): boolean {
  const said = new Set<string>();
  for (const entry of entries) {
    if (entry.atMs > atEpochMs) break;
    // A turn of the caller's: what was unheard until then is not said any more.
    if (entry.kind === 'understood') said.clear();
    if (entry.kind === 'said') said.add(entry.utterance);
    if (entry.kind === 'heard') said.delete(entry.utterance);
  }
  const [utterance] = said;
  if (utterance === undefined) return false;
  for (const entry of entries.filter(({ atMs }) => atMs > atEpochMs)) {
    if (entry.kind === 'understood') return false;
    if (entry.kind === 'heard' && entry.utterance === utterance && entry.complete) return true;
  }
  return false;
}
