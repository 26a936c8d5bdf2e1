/** Follows a call from the caller's side: what they have said, and what they were asked. */
import type { SlotValue } from '../../../machines/vocabulary.ts';
import type { EntryOf, Evidence } from './evidence.ts';

type Event = EntryOf<'event'>['event'];
export type Say = Extract<EntryOf<'command'>['command'], { type: 'say' }>;

/** What the line makes of it is not looked at. */
export function createListener() {
  let phones: SlotValue[] = [];
  let isSure = false;
  let isLeaving = false;
  let question: Say | undefined;
  let said: Record<string, SlotValue> = {};

  function gave(values: Record<string, SlotValue>): void {
    said = values;
    if (values.phone === undefined) return;
    phones = [values.phone];
    isSure = true;
  }

  /** Told over the goodbye, or where something else was asked back, it may be taken or left. */
  function maybe(phone: SlotValue | undefined): void {
    if (phone === undefined) return;
    phones = [...phones, phone];
    isSure = false;
  }

  return {
    /** What they said with their last words, and nothing since. */
    get said() {
      return said;
    },
    /** The number to be reached at; several, of which the line may take either. */
    phonesOf(own: string[]): SlotValue[] {
      if (isSure) return phones;
      return own.length === 0 ? [] : [...own, ...phones];
    },
    get question() {
      return question;
    },
    /** Nothing was found under it: the line asks for another one, or goes on with the caller's own. */
    isForgotten(): void {
      isSure = false;
    },
    says(say: Say): void {
      isLeaving = say.sentence === 'goodbye';
      if (say.role === 'question') question = say;
    },
    hears(event: Event): void {
      if (!event.type.startsWith('caller.')) return;
      said = {};
      if (!('values' in event) || event.type === 'caller.asked') return;
      if (event.type === 'caller.wanted' || (!isAskedBack(question) && !isLeaving)) {
        gave(event.values);
      } else maybe(event.values.phone);
    },
  };
}

/** What is told to a question that is asked back, or not known, belongs to that question. */
export const isAskedBack = (question: Say | undefined) =>
  question?.sentence.startsWith('question-') === true || question?.sentence === 'not-known';

export type Listener = ReturnType<typeof createListener>;

/** Walks through the call; `look` sees each effect asked for with what was said until then. */
export function following(
  evidence: Evidence,
  look: (request: EntryOf<'effect-asked'>['request'], listener: Listener, seq: number) => string[],
): string[] {
  const listener = createListener();
  return evidence.entries.flatMap((entry) => {
    if (entry.kind === 'event') listener.hears(entry.event);
    if (entry.kind === 'command' && entry.command.type === 'say') listener.says(entry.command);
    if (entry.kind === 'effect-answered' && entry.answer.outcome === 'none') listener.isForgotten();
    if (entry.kind !== 'effect-asked') return [];
    return look(entry.request, listener, entry.seq);
  });
}
