/** The journal contract: taking an entry never waits, and never delays audio. */
import type { JournalEntry, JournalFact } from './journal-entry.ts';

/** One call's journal. */
export interface CallJournal {
  /** Notes a fact now; returns the entry. It is written behind the call's back, in order. */
  note(fact: JournalFact): JournalEntry;
  /** Calls `listener` with every later entry; the returned function stops it. */
  follow(listener: (entry: JournalEntry) => void): () => void;
  /** Everything noted so far in this call, oldest first (bounded; see the maker). */
  entries(): readonly JournalEntry[];
  /** Resolves when everything noted so far is in the database or given up on (and counted). */
  settled(): Promise<void>;
}

export interface Journal {
  /** A call that continues a cut-off one names the last `seq` it read, and counts on from there. */
  open(call: { businessId: string; callId: string; afterSeq?: number }): CallJournal;
  /** A finished or running call's entries from the database, oldest first. */
  read(businessId: string, callId: string): Promise<JournalEntry[]>;
  /** Writes what is left and stops. */
  close(): Promise<void>;
}
