/** Whether what was understood answers the open question whole, so that nothing more need be awaited. */
import type {
  Command,
  Expectation,
  PersonValue,
  SlotKind,
  TimeValue,
  Understood,
} from '../vocabulary.ts';

/** Below this a reading may still turn into another one. */
const confidenceMin = 0.7;

/** Kinds whose value is whole as soon as there is one. */
const wholeAtOnce: ReadonlySet<SlotKind> = new Set([
  'phone',
  'birth-date',
  'email',
  'service',
  'staff',
  'location',
  'yes-no',
]);

function wholeValue({ value }: Command, kind: SlotKind): boolean {
  if (value === undefined) return false;
  if (wholeAtOnce.has(kind)) return true;
  if (kind === 'when') {
    const { date, time } = value as TimeValue;
    return date !== undefined && time !== undefined;
  }
  if (kind === 'name') {
    const { first, last } = value as PersonValue;
    return first !== undefined && last !== undefined;
  }
  return false;
}

export function completes(reading: Understood, expectation: Expectation): boolean {
  if (reading.confidence < confidenceMin || expectation.dictation) return false;
  const { commands } = reading;
  if (expectation.choices.length > 0 && commands.some(({ command }) => command === 'choose')) {
    return true;
  }
  const [only] = commands;
  if (expectation.yesNo && commands.length === 1) {
    return only?.command === 'affirm' || only?.command === 'deny';
  }
  // Every slot that was asked for: "what day and time" is not answered by the day.
  return (
    expectation.asks.length > 0 &&
    expectation.asks.every(({ slot, kind }) =>
      commands.some(
        (command) =>
          command.command === 'set' && command.slot === slot && wholeValue(command, kind),
      ),
    )
  );
}
