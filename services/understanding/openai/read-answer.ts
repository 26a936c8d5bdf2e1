/** A model's labels made into commands: what was not expected, not said or not resolved is dropped. */
import type { UnderstandingPolicy } from '../../../machines/policy/understanding.ts';
import type { Command, Signals, Understood } from '../../../machines/vocabulary.ts';
import { inOrder } from '../local/arrange.ts';
import type { TurnToRead } from '../understanding.ts';
import type { Answer } from './answer.ts';
import type { Label } from './labels.ts';
import { resolveSlot } from './resolve-slot.ts';
import { findSaid, type SaidWords } from './said-words.ts';

/** A model's word for it is worth less than a grammar that matched whole. */
const confidence = 0.8;
const confidenceUnclear = 0.25;
const yesWordsMax = 10;

export function readAnswer(
  answer: Answer,
  labels: Label[],
  turn: TurnToRead,
  policy: UnderstandingPolicy,
): Understood {
  const known = new Map(labels.map((label) => [label.id, label]));
  const commands: Command[] = [];
  const signals: Signals = {};
  const notes: string[] = [];
  for (const { label: id, words } of answer.meant) {
    const label = known.get(id);
    // The model's own word for it is not kept: no text of a model is.
    const drop = (why: string) => notes.push(`dropped ${label?.id ?? 'a label'}: ${why}`);
    if (!label) {
      drop('not expected here');
      continue;
    }
    const said = findSaid(words, turn.text, turn.nbest ?? []);
    if (!said) {
      drop('words not said');
      continue;
    }
    if (label.id === 'affirm' && !isWholeAnswer(said)) {
      drop('too little of what was said');
      continue;
    }
    if (label.meant.kind === 'signal') {
      signals[label.meant.signal] = policy['signal-strength'];
      continue;
    }
    const command = commandOf(label.meant, said, turn);
    if (!command) drop('no such value in the words');
    else if (!commands.some((other) => isSame(other, command))) commands.push(command);
  }
  const kept = withoutContradiction(commands, notes);
  const read: Command[] = kept.length > 0 ? kept : [{ command: 'unclear', value: 'no-match' }];
  return {
    commands: inOrder(read),
    signals,
    confidence: kept.length > 0 ? confidence : confidenceUnclear,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/**
 * A yes binds. It is taken when it is about all that was said, so that no model finds one in a long
 * sentence; whoever is asked again says a plain yes, and that needs no model.
 */
function isWholeAnswer(said: SaidWords): boolean {
  const { words } = said.sentence;
  const shown = words.filter(({ from, to }) => from >= said.from && to <= said.to).length;
  return words.length <= yesWordsMax && shown * 2 >= words.length;
}

function commandOf(
  meant: Exclude<Label['meant'], { kind: 'signal' }>,
  said: SaidWords,
  turn: TurnToRead,
): Command | undefined {
  if (meant.kind === 'command') return meant.command;
  const resolved = resolveSlot(meant.request, said, turn);
  if (!resolved) return undefined;
  const [value, ...others] = resolved.readings;
  if (value === undefined) return undefined;
  const base: Command = {
    command: meant.corrects ? 'correct' : 'set',
    slot: meant.request.slot,
    heard: said.sentence.text.slice(said.from, said.to),
  };
  if (!resolved.chosen) return { ...base, readings: resolved.readings };
  return others.length > 0 ? { ...base, value, readings: resolved.readings } : { ...base, value };
}

/** A slot holds one value, and everything else is meant once. */
function isSame(one: Command, other: Command): boolean {
  if (one.slot !== undefined || other.slot !== undefined) return one.slot === other.slot;
  return one.command === other.command && one.value === other.value;
}

/** Yes and no at once answer nothing; neither do two options. */
function withoutContradiction(commands: Command[], notes: string[]): Command[] {
  const named = (name: Command['command']) => commands.filter(({ command }) => command === name);
  const torn = new Set<Command['command']>();
  if (named('affirm').length > 0 && named('deny').length > 0) torn.add('affirm').add('deny');
  if (named('choose').length > 1) torn.add('choose');
  for (const name of torn) notes.push(`dropped ${name}: contradicts another label`);
  return commands.filter(({ command }) => !torn.has(command));
}
