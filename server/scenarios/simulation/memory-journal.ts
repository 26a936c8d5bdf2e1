/** A call's journal that is kept nowhere: it is judged when the call is over, and forgotten. */
import type { CallJournal } from '../../../services/store/journal.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';

export function createMemoryJournal(callId: string, now: () => number): CallJournal {
  const entries: JournalEntry[] = [];
  return {
    note(fact) {
      const entry = { callId, seq: entries.length + 1, atMs: now(), ...fact } as JournalEntry;
      entries.push(entry);
      return entry;
    },
    follow: () => () => undefined,
    entries: () => entries,
    settled: async () => undefined,
  };
}
