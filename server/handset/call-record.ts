/** A call as its journal tells it: who said what, in which state, and how it ended. */
import type { CallOutcome } from '../../machines/events.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';

export interface CallTurn {
  who: 'caller' | 'agent';
  text: string;
  /** What the caller heard of it; absent as long as nothing is known. */
  heardText?: string;
  /** From the end of the caller's turn to the first sound of this answer. */
  gapMs?: number;
  state: string;
}

/** What `call --json` prints. */
export interface CallRecord {
  callId: string;
  outcome: CallOutcome | null;
  states: string[];
  turns: CallTurn[];
  booking?: {
    id: string;
    service: string;
    start: string;
    person: string;
    name: string;
    phone: string;
  };
}

export interface CallRecorder {
  take(entry: JournalEntry): void;
  /** The caller pressed these keys: nothing else in the journal is sure to say so. */
  pressed(digits: string): void;
  readonly record: CallRecord;
  /** Effects that were asked for and have not been answered. */
  readonly openEffects: number;
  /** Utterances on their way to the caller. */
  readonly openUtterances: number;
}

type Entry<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

/** Folds entries in their order; an entry that says nothing about these things changes nothing. */
export function createCallRecorder(callId: string): CallRecorder {
  const record: CallRecord = { callId, outcome: null, states: [], turns: [] };
  const utterances = new Map<string, CallTurn>();
  const speaking = new Set<string>();
  const effects = new Set<string>();

  function walked(states: string[]): void {
    for (const state of states) if (record.states.at(-1) !== state) record.states.push(state);
  }

  function said(entry: Entry<'said'>): void {
    const turn: CallTurn = { who: 'agent', text: entry.text, state: entry.state };
    record.turns.push(turn);
    utterances.set(entry.utterance, turn);
    speaking.add(entry.utterance);
  }

  function heard(entry: Entry<'heard'>): void {
    const turn = utterances.get(entry.utterance);
    if (turn !== undefined) turn.heardText = entry.text;
    speaking.delete(entry.utterance);
  }

  function understood({ text, state }: Entry<'understood'>): void {
    // What the agent was saying before this turn is not waited for any more.
    speaking.clear();
    const last = record.turns.at(-1);
    const keyed = last?.who === 'caller' && last.text.replace(/\W/g, '') === text;
    if (!keyed) record.turns.push({ who: 'caller', text, state });
  }

  /** A gap belongs to the first answer after the caller's last turn. */
  function gap(entry: Entry<'gap'>): void {
    const lastCaller = record.turns.findLastIndex((turn) => turn.who === 'caller');
    const answer = record.turns.slice(lastCaller + 1).find((turn) => turn.gapMs === undefined);
    if (answer !== undefined) answer.gapMs = entry.ms;
  }

  function ended(entry: Entry<'call-ended'>): void {
    record.outcome = entry.outcome;
    if (entry.booking === undefined) return;
    const { id, serviceId, start, staffId, customerName, customerPhone } = entry.booking;
    record.booking = {
      id,
      service: serviceId,
      start,
      person: staffId,
      name: customerName,
      phone: customerPhone,
    };
  }

  function take(entry: JournalEntry): void {
    if (entry.kind === 'transition') {
      if (record.states.length === 0) walked(entry.from);
      walked(entry.to);
    } else if (entry.kind === 'understood') {
      understood(entry);
    } else if (entry.kind === 'said') said(entry);
    else if (entry.kind === 'heard') heard(entry);
    else if (entry.kind === 'interrupted') speaking.delete(entry.utterance);
    else if (entry.kind === 'gap') gap(entry);
    else if (entry.kind === 'effect-asked') effects.add(entry.request.key);
    else if (entry.kind === 'effect-answered') effects.delete(entry.key);
    else if (entry.kind === 'call-ended') ended(entry);
  }

  return {
    take,
    record,
    pressed(digits) {
      const state = record.states.at(-1) ?? '';
      record.turns.push({ who: 'caller', text: `#${digits}`, state });
    },
    get openEffects() {
      return effects.size;
    },
    get openUtterances() {
      return speaking.size;
    },
  };
}
