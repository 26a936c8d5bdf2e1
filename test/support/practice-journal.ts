/** Journals of practice calls, kept in memory: noted, read from the beginning, followed. */
import type { JournalEntry, JournalFact } from '../../services/store/journal-entry.ts';

export interface PracticeJournal {
  note(fact: JournalFact): void;
  entries: JournalEntry[];
  follow(listener: (entry: JournalEntry) => void): {
    entries: readonly JournalEntry[];
    stop(): void;
  };
  /** Readers now; a reader that left must not be kept. */
  readers(): number;
}

export function openPracticeJournal(callId: string, now: () => number): PracticeJournal {
  const entries: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    entries,
    note(fact) {
      const entry = { callId, seq: entries.length + 1, atMs: now(), ...fact };
      entries.push(entry);
      for (const listener of listeners) listener(entry);
    },
    follow(listener) {
      listeners.add(listener);
      return { entries: [...entries], stop: () => listeners.delete(listener) };
    },
    readers: () => listeners.size,
  };
}
