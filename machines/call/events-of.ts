/**
 * From what a caller's sentence was read as to the events the chart is given, in the order in which
 * they should be answered: danger first, then questions, then values, then yes and no.
 */
import { bookedForSlot, type CallEvent, type Given } from '../events.ts';
import type { Repair } from '../policy/definition.ts';
import type { Command, CommandName, Expectation, SlotKind, Understood } from '../vocabulary.ts';

export interface Situation {
  /** The caller's words, for a state that takes them down as they are. */
  text: string;
  expectation: Expectation;
  /** Whether the values of the open question were heard before the caller spoke. */
  questionHeard: boolean;
  repair: Repair;
}

/** Several readings of a name sound alike: asking "this or that" helps nobody, spelling does. */
const neverClarified: ReadonlySet<SlotKind> = new Set(['name', 'text', 'email']);

/**
 * A message may hold anger or a dispute: that is what it is for. Only an emergency cannot wait until
 * somebody reads it.
 */
function alarm(
  { signals }: Understood,
  { repair: { signals: limits }, expectation }: Situation,
): CallEvent | null {
  for (const [signal, limit] of Object.entries(limits)) {
    if (expectation.dictation && signal !== 'emergency') continue;
    const strength = signals[signal as keyof typeof signals] ?? 0;
    if (strength >= limit.from) return { type: 'caller.alarmed', signal: signal as never };
  }
  return null;
}

/** The flow's own name of the slot a value belongs to; null when nothing here wants it. */
function slotFor(
  command: Command,
  expectation: Expectation,
): { slot: string; kind: SlotKind } | null {
  const wanted = [...expectation.asks, ...expectation.accepts];
  return (
    wanted.find(({ slot }) => slot === command.slot) ??
    wanted.find(({ kind }) => kind === command.slot) ??
    null
  );
}

function givenOf(commands: Command[], expectation: Expectation): Given {
  const given: Given = { values: {}, unsure: {} };
  for (const command of commands) {
    if (command.command !== 'set' && command.command !== 'correct') continue;
    const target = slotFor(command, expectation);
    if (target === null) continue;
    const readings = command.readings ?? [];
    if (command.value !== undefined) given.values[target.slot] = command.value;
    else if (readings.length > 0 && (readings.length === 1 || neverClarified.has(target.kind))) {
      given.values[target.slot] = readings[0] as never;
    } else if (readings.length > 1) given.unsure[target.slot] = readings;
  }
  return given;
}

const isEmpty = ({ values, unsure }: Given) =>
  Object.keys(values).length === 0 && Object.keys(unsure).length === 0;

function find(commands: Command[], name: CommandName): Command | undefined {
  return commands.find(({ command }) => command === name);
}

/** What a question may be about, also where no flow takes it. */
const askedAbout: ReadonlySet<string> = new Set(['when', 'service', 'staff', 'location']);

/**
 * A question that names a service is about that service; it does not choose it. The day it names
 * is told about even where no flow takes a day: "are you open on Thanksgiving?"
 */
function questions(
  commands: Command[],
  given: Given,
  { expectation, text }: Situation,
): CallEvent[] {
  const values = { ...given.values };
  for (const command of commands) {
    const { slot, readings } = command;
    // "And Friday?" on a Friday: whoever means today says so.
    const value = command.value ?? (slot === 'when' ? readings?.at(-1) : undefined);
    if (slot === undefined || value === undefined || !askedAbout.has(slot)) continue;
    values[slotFor(command, expectation)?.slot ?? slot] = value;
  }
  const asked = commands.filter(({ command }) => command === 'ask').map(({ value }) => value);
  const { answered } = expectation;
  if (asked.length === 0 && answered !== undefined && asksOn(text, commands)) asked.push(answered);
  return asked.map((value) => ({
    type: 'caller.asked',
    question: String(value),
    ...given,
    values,
  }));
}

const goesOn = /^(?:(?:ok|okay|oh|so|alright|thanks|great|and),? )*(?:and|what about|how about)\b/i;

/** "And tomorrow?", "what about Hyde Park?": the question before, about something else. */
function asksOn(text: string, commands: Command[]): boolean {
  const about = commands.filter(({ slot }) => slot !== undefined && askedAbout.has(slot));
  const wantsMore = commands.some(({ command }) => command === 'start-flow');
  const exact = about.some(({ value, readings = [] }) =>
    [value, ...readings].some((one) => typeof one === 'object' && 'time' in one),
  );
  return goesOn.test(text.trim()) && about.length > 0 && !wantsMore && !exact;
}

function wishes(commands: Command[], given: Given, situation: Situation): CallEvent[] {
  const wish = find(commands, 'start-flow');
  if (wish !== undefined) {
    const { bookedFor } = wish;
    const values = { ...given.values, ...(bookedFor ? { [bookedForSlot]: bookedFor } : {}) };
    return [{ type: 'caller.wanted', flow: String(wish.value), ...given, values }];
  }
  if (isEmpty(given)) return [];
  const corrects =
    find(commands, 'correct') !== undefined ||
    (find(commands, 'deny') !== undefined && situation.expectation.yesNo);
  return [{ type: corrects ? 'caller.corrected' : 'caller.gave', ...given }];
}

/** Answers to the open question. "No, Tuesday" is a correction and no plain no. */
function answers(commands: Command[], given: Given, situation: Situation): CallEvent[] {
  const choice = find(commands, 'choose');
  if (choice !== undefined) return [{ type: 'caller.chose', choice: String(choice.value) }];
  if (find(commands, 'affirm') !== undefined && find(commands, 'correct') === undefined) {
    return [{ type: 'caller.affirmed', heard: situation.questionHeard }];
  }
  if (find(commands, 'deny') !== undefined && isEmpty(given)) {
    // "What would you like me to pass on?" "No." is nobody's message.
    return [{ type: situation.expectation.dictation ? 'caller.cancelled' : 'caller.denied' }];
  }
  return [];
}

/** What is only answered when the sentence held nothing else, strongest first. */
const alone: [CommandName, (command: Command) => CallEvent][] = [
  ['cancel', () => ({ type: 'caller.cancelled' })],
  ['repeat', () => ({ type: 'caller.asked-repeat' })],
  ['slower', () => ({ type: 'caller.asked-slower' })],
  ['wait', () => ({ type: 'caller.asked-wait' })],
  ['are-you-a-robot', () => ({ type: 'caller.asked-if-robot' })],
  ['language', ({ value }) => ({ type: 'caller.spoke-language', language: String(value) })],
  ['out-of-scope', () => ({ type: 'caller.was-out-of-scope' })],
  ['goodbye', () => ({ type: 'caller.said-goodbye' })],
  ['thanks', () => ({ type: 'caller.thanked' })],
  ['greeting', () => ({ type: 'caller.greeted' })],
];

function unclear(commands: Command[]): CallEvent {
  const why = find(commands, 'unclear')?.value;
  return { type: 'caller.was-unclear', why: why === undefined ? 'no-match' : String(why) };
}

/** Said instead of a message, these are no message. A longer sentence only begins like them. */
const controls: ReadonlySet<CommandName> = new Set([
  'human',
  'goodbye',
  'cancel',
  'repeat',
  'slower',
  'wait',
  'are-you-a-robot',
  'language',
]);
const controlWordsMax = 7;
/** "Yes" to "what would you like me to pass on?" is the beginning of an answer at most. */
const bareAnswers: ReadonlySet<CommandName> = new Set(['affirm', 'deny', 'thanks', 'greeting']);
const bareWordsMax = 2;

/** The caller's words as the value of the slot that takes dictation; null when they are none. */
function dictated({ commands }: Understood, { text, expectation }: Situation): CallEvent | null {
  const slot = expectation.dictation ? expectation.asks[0]?.slot : undefined;
  const words = text.split(/\s+/).filter(Boolean);
  if (slot === undefined || words.length === 0) return null;
  const controlled = commands.some(({ command }) => controls.has(command));
  if (controlled && words.length <= controlWordsMax) return null;
  const bare = commands.every(({ command }) => bareAnswers.has(command));
  if (bare && words.length <= bareWordsMax) return null;
  const empty = find(commands, 'unclear')?.value === 'noise';
  return empty ? null : { type: 'caller.gave', values: { [slot]: text }, unsure: {} };
}

export function eventsOf(reading: Understood, situation: Situation): CallEvent[] {
  const danger = alarm(reading, situation);
  if (danger !== null) return [danger];
  const message = dictated(reading, situation);
  if (message !== null) return [message];
  const { commands } = reading;
  if (find(commands, 'human') !== undefined) return [{ type: 'caller.wanted-person' }];
  const given = givenOf(commands, situation.expectation);
  const asked = questions(commands, given, situation);
  const wished =
    asked.length > 0 && !find(commands, 'start-flow') ? [] : wishes(commands, given, situation);
  // "Anything else?" "Yes, can you tell me …": the yes is only where the question begins.
  const led = situation.expectation.invites === true && asked.length + wished.length > 0;
  const answered =
    led || wished[0]?.type === 'caller.corrected' ? [] : answers(commands, given, situation);
  // "No thanks, that's all, bye" closes, whatever the no would have meant.
  if (find(commands, 'goodbye') !== undefined && wished.length === 0 && asked.length === 0) {
    return [{ type: 'caller.said-goodbye' }];
  }
  const events = [...asked, ...wished, ...answered];
  if (events.length > 0) return events;
  for (const [name, make] of alone) {
    const command = find(commands, name);
    if (command !== undefined) return [make(command)];
  }
  return [unclear(commands)];
}
