/** Journals the slots whenever they changed, in the form in which they are spoken. */
import type { CallContext } from '../../machines/call/context.ts';
import type { SlotValue } from '../../machines/vocabulary.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import type { Words } from '../../services/words/words.ts';

const noted = new WeakMap<CallJournal, Record<string, SlotValue>>();

export function noteSlots(context: CallContext, words: Words, journal: CallJournal): void {
  if (noted.get(journal) === context.slots) return;
  noted.set(journal, context.slots);
  const entries = Object.entries(context.slots).map(([name, value]) => [
    name,
    { value, spoken: words.spoken(name, value) },
  ]);
  journal.note({ kind: 'slots', slots: Object.fromEntries(entries) });
}
