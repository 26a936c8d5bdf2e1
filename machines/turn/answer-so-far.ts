/** How much of an answer to the open question the words understood so far are. */
import type {
  Command,
  CommandName,
  Expectation,
  PersonValue,
  SlotKind,
  TimeValue,
  Understood,
} from '../vocabulary.ts';

/**
 * Nothing more need be awaited; it could be all, and people often add to it; half of it is there;
 * nothing can be said.
 */
export type AnswerSoFar = 'whole' | 'likely' | 'partial' | 'open';

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

/** A question, or one plain deed, wherever it is said; a flow's name alone often goes on. */
const wholeAlone: ReadonlySet<CommandName> = new Set([
  'ask',
  'human',
  'goodbye',
  'repeat',
  'slower',
  'are-you-a-robot',
]);
const courtesies: ReadonlySet<CommandName> = new Set(['greeting', 'thanks', 'affirm', 'deny']);

function wholeWish(commands: Command[], { asks, accepts }: Expectation): boolean {
  const meant = commands.filter(({ command }) => !courtesies.has(command));
  const [only] = meant;
  if (meant.some(({ command }) => command === 'ask')) return true;
  if (meant.length === 1 && only !== undefined) return wholeAlone.has(only.command);
  const wish = meant.some(({ command }) => command === 'start-flow');
  // "Can you hold the brown" goes on, for all that it is a text already.
  const texts = [...asks, ...accepts].filter(({ kind }) => kind === 'text');
  const isText = (slot?: string) => texts.some((text) => text.slot === slot);
  return wish && meant.some(({ command, slot }) => command === 'set' && !isText(slot));
}

/**
 * Where more is invited, a yes is the beginning of it, and a no often has a farewell behind it. A
 * no to what was read back often goes on with what it should be: "no, size ten".
 */
function plainAnswer(command: CommandName, { invites, accepts }: Expectation): AnswerSoFar {
  if (command !== 'affirm' && command !== 'deny') return 'open';
  if (!invites) return command === 'deny' && accepts.length > 0 ? 'likely' : 'whole';
  return command === 'deny' ? 'likely' : 'open';
}

export function answerSoFar(reading: Understood, expectation: Expectation): AnswerSoFar {
  if (reading.confidence < confidenceMin || expectation.dictation) return 'open';
  const { commands } = reading;
  if (expectation.choices.length > 0 && commands.some(({ command }) => command === 'choose')) {
    return 'whole';
  }
  if (wholeWish(commands, expectation)) return 'whole';
  const [only] = commands;
  if (expectation.yesNo && only !== undefined && commands.length === 1) {
    return plainAnswer(only.command, expectation);
  }
  // The question was about the first of them; the others may be volunteered.
  const [focus] = expectation.asks;
  const given = commands.find(({ command, slot }) => command === 'set' && slot === focus?.slot);
  return focus === undefined || given === undefined ? 'open' : valueSoFar(given, focus.kind);
}
