/** The local reader: understands a caller's turn without a network, by closed grammars and likeness. */
import type { Command, SlotKind, TimeValue, Understood } from '../../machines/vocabulary.ts';
import { readTurn } from './local/read-turn.ts';
import { readSentence } from './local/sentence.ts';
import type { TurnToRead, UnderstandingMaker } from './understanding.ts';

/** How many of the recogniser's other readings are tried when the first one says nothing. */
const othersMax = 3;
/** What a reading from a later guess is worth. */
const laterGuessWorth = 0.8;
/** A name or a birth date is read from all guesses together, so later ones are not tried alone. */
const readTogether = new Set<SlotKind>(['name', 'birth-date', 'phone']);

export function createLocalReader(): UnderstandingMaker {
  return {
    name: 'local',
    async understand(turn) {
      return understandLocally(turn);
    },
  };
}

/** The same, without a promise: pure, so that every caller of it can be replayed. */
export function understandLocally(turn: TurnToRead): Understood {
  const sentence = readSentence(turn.text);
  if (sentence.words.length === 0) {
    return unclear(turn.text.trim() === '' ? 'empty' : 'noise');
  }
  const first = readTurn(turn, sentence);
  const focus = turn.expectation.asks[0]?.kind;
  if (focus === 'when') {
    const whole = withWholeTime(turn, first);
    if (whole) return whole;
  }
  if (!isUnread(first.commands) || (focus !== undefined && readTogether.has(focus))) return first;
  for (const text of (turn.nbest ?? []).slice(0, othersMax)) {
    const other = readTurn({ ...turn, text }, readSentence(text));
    if (
      isUnread(other.commands) ||
      other.commands.some(({ command }) => command === 'out-of-scope')
    )
      continue;
    return { ...other, signals: first.signals, confidence: other.confidence * laterGuessWorth };
  }
  return first;
}

/** "Thirsty at ten", also heard as "Thursday at ten": the guess that has the day as well is meant. */
function withWholeTime(turn: TurnToRead, first: Understood): Understood | undefined {
  const hour = timeOf(first);
  if (hour?.time === undefined || hour.date !== undefined) return undefined;
  for (const text of (turn.nbest ?? []).slice(0, othersMax)) {
    const other = readTurn({ ...turn, text }, readSentence(text));
    const whole = timeOf(other);
    if (whole?.date === undefined || whole.time !== hour.time) continue;
    return { ...other, signals: first.signals, confidence: other.confidence * laterGuessWorth };
  }
  return undefined;
}

/** The time that is the only thing a reading holds. */
function timeOf({ commands }: Understood): TimeValue | undefined {
  const [only, ...others] = commands;
  if (only?.command !== 'set' || others.length > 0 || typeof only.value !== 'object') return;
  return 'time' in only.value ? only.value : undefined;
}

function isUnread(commands: Command[]): boolean {
  return commands.every(({ command }) => command === 'unclear');
}

function unclear(why: string): Understood {
  return { commands: [{ command: 'unclear', value: why }], signals: {}, confidence: 0.1 };
}
