/** How much of an answer to the open question the words understood so far are. */
import type {
  Command,
  Expectation,
  PersonValue,
  SlotKind,
  TimeValue,
  Understood,
} from '../vocabulary.ts';

/** Nothing more need be awaited; half of it is there; nothing can be said. */
export type AnswerSoFar = 'whole' | 'partial' | 'open';

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

/** "What day and time" is half answered by the day, and a name by the first name. */
function valueSoFar({ value }: Command, kind: SlotKind): AnswerSoFar {
  if (value === undefined) return 'open';
  if (wholeAtOnce.has(kind)) return 'whole';
  if (kind === 'when') {
    const { date, time } = value as TimeValue;
    return date !== undefined && time !== undefined ? 'whole' : 'partial';
  }
  if (kind === 'name') {
    const { first, last } = value as PersonValue;
    return first !== undefined && last !== undefined ? 'whole' : 'partial';
  }
  return 'open';
}

export function answerSoFar(reading: Understood, expectation: Expectation): AnswerSoFar {
  if (reading.confidence < confidenceMin || expectation.dictation) return 'open';
  const { commands } = reading;
  if (expectation.choices.length > 0 && commands.some(({ command }) => command === 'choose')) {
    return 'whole';
  }
  const [only] = commands;
  if (expectation.yesNo && commands.length === 1) {
    return only?.command === 'affirm' || only?.command === 'deny' ? 'whole' : 'open';
  }
  // The question was about the first of them; the others may be volunteered.
  const [focus] = expectation.asks;
  const given = commands.find(({ command, slot }) => command === 'set' && slot === focus?.slot);
  return focus === undefined || given === undefined ? 'open' : valueSoFar(given, focus.kind);
}
