/** Who said what in a call, in which state, folded from its journal entry by entry. */
import type { JournalEntry } from '../../services/store/journal-entry.ts';

export interface CallTurn {
  who: 'caller' | 'agent';
  text: string;
  /** What the caller heard of it; absent as long as nothing is known. */
  heardText?: string;
  /** From the end of the caller's turn to the first sound of this answer. */
  gapMs?: number;
  /** Where those milliseconds went, by the stage that took them. */
  gapParts?: Record<string, number>;
  state: string;
  /** When it was understood, or was given to the voice. */
  atMs: number;
}

export interface TurnFold {
  /** An entry that says nothing about turns and states changes nothing. */
  take(entry: JournalEntry): void;
  /** Keys that the caller pressed; the journal tells of them one by one. */
  pressed(keys: string): void;
  readonly turns: readonly CallTurn[];
  /** The states as they were walked, each stay once. */
  readonly states: readonly string[];
  /** Utterances on their way to the caller. */
  readonly openUtterances: number;
}

/** Before keys, so that they are not taken for words. */
const keysMark = '#';

type Entry<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

export function createTurnFold(): TurnFold {
  const turns: CallTurn[] = [];
  const states: string[] = [];
  const utterances = new Map<string, CallTurn>();
  const speaking = new Set<string>();
  let lastAtMs = 0;

  function walked(stays: string[]): void {
    for (const state of stays) if (states.at(-1) !== state) states.push(state);
  }

  function said({ utterance, text, state, atMs }: Entry<'said'>): void {
    const turn: CallTurn = { who: 'agent', text, state, atMs };
    turns.push(turn);
    utterances.set(utterance, turn);
    speaking.add(utterance);
  }

  function heard({ utterance, text }: Entry<'heard'>): void {
    const turn = utterances.get(utterance);
    if (turn !== undefined) turn.heardText = text;
    speaking.delete(utterance);
  }

  function understood({ text, state, atMs }: Entry<'understood'>): void {
    // What the agent was saying before this turn is not waited for any more.
    speaking.clear();
    const last = turns.at(-1);
    const keyed = last?.who === 'caller' && last.text.replace(/\W/g, '') === text;
    if (!keyed) turns.push({ who: 'caller', text, state, atMs });
  }

  /** A gap belongs to the first answer after the caller's last turn. */
  function gap({ ms, parts }: Entry<'gap'>): void {
    const lastCaller = turns.findLastIndex((turn) => turn.who === 'caller');
    const answer = turns.slice(lastCaller + 1).find((turn) => turn.gapMs === undefined);
    if (answer === undefined) return;
    answer.gapMs = ms;
    if (Object.keys(parts).length > 0) answer.gapParts = parts;
  }

  /** Keys in a row are one turn. */
  function pressed(keys: string): void {
    const last = turns.at(-1);
    if (last?.who === 'caller' && last.text.startsWith(keysMark)) last.text += keys;
    else {
      const state = states.at(-1) ?? '';
      turns.push({ who: 'caller', text: `${keysMark}${keys}`, state, atMs: lastAtMs });
    }
  }

  return {
    take(entry) {
      lastAtMs = entry.atMs;
      if (entry.kind === 'transition') {
        if (states.length === 0) walked(entry.from);
        walked(entry.to);
      } else if (entry.kind === 'understood') understood(entry);
      else if (entry.kind === 'said') said(entry);
      else if (entry.kind === 'heard') heard(entry);
      else if (entry.kind === 'interrupted') speaking.delete(entry.utterance);
      else if (entry.kind === 'gap') gap(entry);
      else if (entry.kind === 'key-pressed') pressed(entry.key);
    },
    pressed,
    turns,
    states,
    get openUtterances() {
      return speaking.size;
    },
  };
}
