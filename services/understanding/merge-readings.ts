/** A model's reading beside the local one: danger is never lost, and a yes needs both. */
import {
  type Command,
  type CommandName,
  type Signals,
  type SlotValue,
  signalNames,
  type Understood,
} from '../../machines/vocabulary.ts';
import { inOrder } from './local/arrange.ts';
import type { TurnToRead } from './understanding.ts';

/** Beside one of these a yes is no yes: nothing binding rests on a model alone against them. */
const againstYes = new Set<CommandName>(['deny', 'cancel', 'correct', 'choose', 'out-of-scope']);
const notYetYes = new Set<unknown>(['unsure', 'condition']);
/** Nobody agrees in these words; whoever uses them tells a model what to answer. */
const toMachines =
  /\b(?:affirm\w*|assistant|developer|format|function|json|label\w*|model|output\w*|override|prompt|schema|system|token\w*|user)\b|[{}[\]<>]/i;
/** What the caller is always given when the words for it were there. */
const neverLost: CommandName[] = ['human', 'deny', 'cancel'];

export function mergeReadings(local: Understood, model: Understood, turn: TurnToRead): Understood {
  const notes = [...(local.notes ?? []), ...(model.notes ?? [])];
  const signals = strongest(local.signals, model.signals);
  const withNotes = notes.length > 0 ? { notes } : {};
  const trusted = model.commands.filter((command) => isTrusted(command, local, turn, notes));
  const said = trusted.filter(({ command }) => command !== 'unclear');
  if (said.length === 0) return { ...local, signals, ...(notes.length > 0 ? { notes } : {}) };
  const kept = local.commands.filter(
    ({ command }) =>
      neverLost.includes(command) && !said.some((other) => other.command === command),
  );
  const commands = inOrder([...kept, ...said.map((command) => withLocalValue(command, local))]);
  return { commands, signals, confidence: model.confidence, ...withNotes };
}

function strongest(one: Signals, other: Signals): Signals {
  const signals: Signals = {};
  for (const name of signalNames) {
    const strength = Math.max(one[name] ?? 0, other[name] ?? 0);
    if (strength > 0) signals[name] = strength;
  }
  return signals;
}

function isTrusted(
  command: Command,
  local: Understood,
  { text, expectation }: TurnToRead,
  notes: string[],
): boolean {
  if (command.command !== 'affirm' || !expectation.yesNo) return true;
  const against = local.commands.find(
    (other) =>
      againstYes.has(other.command) || (other.command === 'unclear' && notYetYes.has(other.value)),
  );
  if (against) notes.push(`dropped affirm: the local reader found ${against.command}`);
  else if (toMachines.test(text)) notes.push('dropped affirm: the words speak to a machine');
  return !against && !toMachines.test(text);
}

/** Two readings of one slot that differ are both kept: the caller is asked which. */
function withLocalValue(command: Command, local: Understood): Command {
  if (command.command !== 'set' && command.command !== 'correct') return command;
  const other = local.commands.find(({ slot }) => slot !== undefined && slot === command.slot);
  if (!other || command.value === undefined || other.value === undefined) return command;
  if (isSame(command.value, other.value)) return command;
  const { value, ...rest } = command;
  return { ...rest, readings: [value, other.value] };
}

function isSame(one: SlotValue, other: SlotValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const entries = Object.entries(one);
  const known = other as Record<string, unknown>;
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([name, value]) => known[name] === value)
  );
}
