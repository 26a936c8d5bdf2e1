/** From what was found to the commands: slots by name, corrections, and what to answer first. */
import type {
  Command,
  CommandName,
  Expectation,
  SlotRequest,
} from '../../../machines/vocabulary.ts';
import type { Correction } from './corrections.ts';
import type { FoundValue } from './values.ts';

/** What is answered first comes first; courtesies come last. */
const order: CommandName[] = [
  'language',
  'human',
  'are-you-a-robot',
  'cancel',
  'repeat',
  'slower',
  'wait',
  'affirm',
  'deny',
  'correct',
  'choose',
  'start-flow',
  'set',
  'ask',
  'out-of-scope',
  'unclear',
  'thanks',
  'greeting',
  'goodbye',
];

export function inOrder(commands: Command[]): Command[] {
  const place = ({ command }: Command) => order.indexOf(command);
  return commands.toSorted((a, b) => place(a) - place(b));
}

/** The slot that a value fills: the one asked for, else one that may be volunteered. */
export function slotFor(expectation: Expectation, kind: SlotRequest['kind']): string | undefined {
  const fits = (request: SlotRequest) => request.kind === kind;
  return (expectation.asks.find(fits) ?? expectation.accepts.find(fits))?.slot;
}

export interface ValueCommandContext {
  expectation: Expectation;
  correction: Correction;
  /** The sentence began by refusing: what follows replaces what was proposed. */
  refused: boolean;
  /** The sentence agreed with a condition. */
  conditional: boolean;
  text: string;
}

export function commandForValue(
  found: FoundValue,
  context: ValueCommandContext,
): Command | undefined {
  const known = found.told?.slot ?? slotFor(context.expectation, found.kind);
  if (known === undefined && !found.strong) return undefined;
  const asked = context.expectation.asks.some(({ slot, kind }) =>
    found.told === undefined ? kind === found.kind : slot === found.told.slot,
  );
  const corrects =
    context.conditional ||
    context.correction === 'plain' ||
    (context.refused && (context.expectation.yesNo || !asked)) ||
    (context.correction === 'mild' && !asked);
  const [value, ...others] = found.readings;
  const base: Command = {
    command: corrects ? 'correct' : 'set',
    slot: known ?? found.kind,
    heard: context.text.slice(found.from, found.to),
  };
  if (!found.chosen) return { ...base, readings: found.readings };
  if (value === undefined) return undefined;
  return others.length > 0 ? { ...base, value, readings: found.readings } : { ...base, value };
}
