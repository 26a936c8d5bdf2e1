/** One sentence, read by every reader in turn, and what they found put together. */
import type { Choice, Command, SlotKind, Understood } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { commandForValue, inOrder, slotFor } from './arrange.ts';
import { readChoice } from './choices.ts';
import { asks, type Clause, clausesOf } from './clauses.ts';
import { readCorrection } from './corrections.ts';
import { readGiveUp } from './give-up.ts';
import { type FoundIntent, readIntents } from './intents.ts';
import { readLanguage } from './language.ts';
import { isRequest, isTrick } from './scope.ts';
import { overlaps, type Sentence, type Span, spanOf, type WordRange } from './sentence.ts';
import { readSignals } from './signals.ts';
import { type FoundValue, mergeWhens, readValues } from './values.ts';
import { indexOf, type VocabularyIndex } from './vocabulary-index.ts';
import { readWishes, type Wishes } from './wishes.ts';
import { readYesNo, type YesNo } from './yes-no.ts';

interface Reading {
  turn: TurnToRead;
  sentence: Sentence;
  index: VocabularyIndex;
  choices: Choice[];
  asked: Set<SlotKind>;
  intents: FoundIntent[];
  yesNo: YesNo | undefined;
  values: FoundValue[];
  partialPhone: boolean;
  wishes: Wishes;
}

export function readTurn(turn: TurnToRead, sentence: Sentence): Understood {
  const signals = readSignals(sentence);
  if (isTrick(sentence.plain)) {
    return { commands: [{ command: 'out-of-scope' }], signals, confidence: 0.6 };
  }
  const language = readLanguage(sentence);
  if (language !== undefined && !(language === 'en' && sentence.words.length > 12)) {
    const others = readIntents(sentence).filter(({ command }) => command === 'human');
    const commands: Command[] = [
      { command: 'language', value: language },
      ...others.map(({ command }) => ({ command })),
    ];
    return { commands, signals, confidence: 0.85 };
  }
  const reading = readAll(turn, sentence);
  const commands = inOrder(commandsOf(reading));
  return { commands, signals, confidence: confidenceOf(reading, commands) };
}

function readAll(turn: TurnToRead, sentence: Sentence): Reading {
  const { expectation, vocabulary } = turn;
  const index = indexOf(vocabulary);
  const choices = turn.choices ?? expectation.choices;
  const asked = new Set(expectation.asks.slice(0, 3).map(({ kind }) => kind));
  const expected = new Set([...expectation.asks, ...expectation.accepts].map(({ kind }) => kind));
  const intents = readIntents(sentence);
  const used = intents.map(({ range }) => range);
  const yesNo = readYesNo(sentence, used);
  const taken = takenSpans(sentence, intents, yesNo);
  const { values, partialPhone } = readValues(sentence, { turn, index, asked, expected, taken });
  const blocking = [...used, ...(yesNo && isHead(yesNo) ? [yesNo.range] : [])];
  const clauses = clausesOf(sentence, (word) => !blocking.some((range) => within(word, range)));
  const wishes = readWishes(clauses, index, new Set(expectation.flows));
  return {
    turn,
    sentence,
    index,
    choices,
    asked,
    intents,
    yesNo,
    values: mergeWhens(values),
    partialPhone,
    wishes,
  };
}

function within(word: number, range: WordRange): boolean {
  return word >= range.first && word < range.end;
}

/** A yes or no of a few words stands apart; a whole sentence that agrees may hold more. */
function isHead(yesNo: YesNo): boolean {
  return yesNo.range.end - yesNo.range.first <= 3;
}

function takenSpans(sentence: Sentence, intents: FoundIntent[], yesNo: YesNo | undefined): Span[] {
  const spans = intents.map(({ range }) => spanOf(sentence, range));
  if (yesNo?.strong && isHead(yesNo)) spans.push(spanOf(sentence, yesNo.range));
  return spans;
}

function commandsOf(reading: Reading): Command[] {
  const { turn, sentence, intents, yesNo, wishes } = reading;
  const commands: Command[] = intents.map(({ command }) => ({ command }));
  const choice = readChoice(sentence, reading.choices, { values: reading.values });
  if (choice) commands.push({ command: 'choose', value: choice.id });
  const values = reading.values.filter(
    (value) => isWelcome(value, reading) && !(choice && overlaps(value, choice)),
  );
  const setting = valueCommands(values, reading);
  const wished = wishes.commands.filter((wish) => !isOnlyCorrection(wish, setting, reading));
  commands.push(...setting, ...wished, ...impliedFlow(reading, setting, wishes));
  const gaveUp = giveUp(reading, commands);
  if (gaveUp) commands.push(gaveUp);
  const answer = gaveUp?.command === 'cancel' ? undefined : yesNoCommand(reading, commands);
  if (answer) commands.push(...answer);
  const said = commands.filter(({ command }) => !courtesies.has(command));
  if (said.length === 0 && commands.length === 0) return [remaining(reading)];
  if (said.length === 0) commands.push(...afterCourtesy(reading));
  else if (reading.partialPhone && setting.length === 0)
    commands.push({ command: 'unclear', value: 'partial-number' });
  else if (
    yesNo &&
    said.every(({ command }) => command === 'affirm') &&
    wishes.unknown.some(({ plain }) => asks(plain))
  ) {
    commands.push({ command: 'out-of-scope' });
  }
  return dropCourtesies(commands, turn);
}

const courtesies = new Set<Command['command']>(['thanks', 'greeting', 'goodbye']);

/** A value that nobody expects counts only in a sentence that is about this business. */
function isWelcome(value: FoundValue, reading: Reading): boolean {
  // Half a birth date looks like a day to come.
  if (value.kind === 'when' && reading.asked.has('birth-date')) return false;
  const { yesNo, choices } = reading.turn.expectation;
  const underWay = yesNo || choices.length > 0 || reading.asked.size > 0;
  if (value.kind === 'when' && (underWay || availability.test(reading.sentence.plain))) return true;
  if (value.kind === 'service' || value.kind === 'staff' || value.kind === 'location') {
    if (value.strong) return true;
  }
  const { asks: asked, accepts } = reading.turn.expectation;
  if ([...asked, ...accepts].some(({ kind }) => kind === value.kind)) return true;
  if (!value.strong) return false;
  if (reading.wishes.commands.length > 0 || reading.yesNo) return true;
  return !reading.wishes.unknown.some((clause) => touches(reading.sentence, clause, value));
}

function touches(sentence: Sentence, clause: Clause, value: Span): boolean {
  return overlaps(spanOf(sentence, clause.range), value);
}

function valueCommands(values: FoundValue[], reading: Reading): Command[] {
  const { turn, sentence, yesNo } = reading;
  const context = {
    expectation: turn.expectation,
    correction: startsNamed(reading) ? ('none' as const) : readCorrection(sentence),
    refused: yesNo?.answer === 'no' && yesNo.strong,
    conditional: yesNo?.condition === true,
    text: sentence.text,
  };
  const found: Command[] = [];
  for (const value of values) {
    const command = commandForValue(value, context);
    if (command && !found.some(({ slot }) => slot === command.slot)) found.push(command);
  }
  return found;
}

/** With a flow of its own, "can we make it Tuesday" says when, and takes nothing back. */
function startsNamed(reading: Reading): boolean {
  return reading.wishes.commands.some(
    (wish) =>
      wish.command === 'start-flow' && wish.value !== reading.index.flows.byDeed.get('change'),
  );
}

/** "Change it to the 8th" moves what is being talked about, not a booking of old. */
function isOnlyCorrection(wish: Command, setting: Command[], reading: Reading): boolean {
  const { sentence, turn, index } = reading;
  const open = turn.expectation.yesNo || turn.expectation.asks.length > 0;
  const changes = wish.value === index.flows.byDeed.get('change');
  const names = /\b(?:appointments?|bookings?|reservations?|visits?)\b/.test(sentence.plain);
  return wish.command === 'start-flow' && changes && open && setting.length > 0 && !names;
}

/** A service that is wanted, or a free time that is asked for, is a wish to book. */
function impliedFlow(reading: Reading, setting: Command[], wishes: Wishes): Command[] {
  const { expectation } = reading.turn;
  const book = reading.index.flows.byDeed.get('book');
  const busy =
    wishes.commands.length > 0 || reading.intents.some(({ command }) => command === 'human');
  if (book === undefined || !expectation.flows.includes(book) || busy) return [];
  const holds = (kind: SlotKind) => reading.values.some((value) => value.kind === kind);
  const open = (kind: SlotKind) => slotFor(expectation, kind) === undefined;
  const { plain } = reading.sentence;
  const wantsService = holds('service') && open('service') && wishing.test(plain);
  const wantsTime = holds('when') && open('when') && availability.test(plain);
  const implied = setting.some(({ command }) => command === 'set') && (wantsService || wantsTime);
  return implied ? [{ command: 'start-flow', value: book }] : [];
}

const wishing =
  /\b(?:(?:i|we)(?:'d| would|'m| am)? (?:like|love|want|need|looking for|due for|overdue|interested in|hoping)|can (?:i|you|we)|could (?:i|you|we)|get|come in|in for|sign me up)\b/;
const availability =
  /\b(?:available|free|availability|openings?|work(?:ing)?|anything|any time|in on|come in|fit me in|see me)\b/;

/** "Cancel" as giving up, or as the flow when there is nothing to give up. */
function giveUp(reading: Reading, commands: Command[]): Command | undefined {
  const found = readGiveUp(reading.sentence);
  if (!found || commands.some(({ command }) => command === 'start-flow' || command === 'correct'))
    return undefined;
  const { expectation, asked } = reading.turn;
  const underWay = expectation.asks.length > 0 || expectation.yesNo || reading.choices.length > 0;
  const toCancel = /\bcancel/i.test(asked ?? '');
  if (expectation.yesNo && toCancel && found.maybeBooking) return { command: 'affirm' };
  const flow = reading.index.flows.byDeed.get('cancel');
  const wants =
    /\b(?:want|need|like|have|help)\b/.test(reading.sentence.plain) ||
    /\bhelp|do for you\b/i.test(asked ?? '');
  if (
    found.maybeBooking &&
    !underWay &&
    flow !== undefined &&
    expectation.flows.includes(flow) &&
    wants
  ) {
    return { command: 'start-flow', value: flow };
  }
  return { command: 'cancel' };
}

/** What a yes or a no means beside everything else that was said. */
function yesNoCommand(reading: Reading, commands: Command[]): Command[] | undefined {
  const { yesNo, turn, sentence } = reading;
  if (!yesNo) return undefined;
  const has = (name: Command['command']) => commands.some(({ command }) => command === name);
  if (yesNo.answer === 'unsure')
    return has('set') || has('human') || has('start-flow') || has('choose') || has('ask')
      ? undefined
      : [{ command: 'unclear', value: 'unsure' }];
  if (yesNo.answer === 'no') {
    if (has('choose')) return undefined;
    const bare = sentence.words.length <= 4;
    const inPlace = commands.some(
      ({ command, slot }) => command === 'correct' && slotIsKnown(turn, slot),
    );
    return has('correct') && (bare || inPlace) ? undefined : setYesNo(reading, false);
  }
  if (yesNo.condition)
    return has('correct') || has('ask') || has('start-flow')
      ? undefined
      : [{ command: 'unclear', value: 'condition' }];
  if (!yesNo.strong) {
    const alone = commands.every(({ command }) => courtesies.has(command));
    const more = reading.wishes.unknown.length > 0 || restOf(reading) > 3;
    if (!alone || more || has('greeting') || has('goodbye')) return undefined;
  }
  if (has('correct') || has('choose')) return undefined;
  return setYesNo(reading, true);
}

function slotIsKnown(turn: TurnToRead, slot: string | undefined): boolean {
  const { asks: asked, accepts } = turn.expectation;
  return [...asked, ...accepts].some((request) => request.slot === slot);
}

/** Where a slot of its own holds the yes or no, the slot is set; else the open question is answered. */
function setYesNo(reading: Reading, value: boolean): Command[] {
  const { asks: asked, yesNo } = reading.turn.expectation;
  const slot = yesNo ? undefined : asked.find(({ kind }) => kind === 'yes-no')?.slot;
  if (slot !== undefined) return [{ command: 'set', slot, value, heard: reading.sentence.text }];
  return [{ command: value ? 'affirm' : 'deny' }];
}

/** How many words neither a yes or no nor a courtesy accounts for. */
function restOf(reading: Reading): number {
  const ranges = [
    ...reading.intents.map(({ range }) => range),
    ...(reading.yesNo ? [reading.yesNo.range] : []),
  ];
  return reading.sentence.words.filter((_, word) => !ranges.some((range) => within(word, range)))
    .length;
}

/** Nothing was read: free text where that was asked for, else the honest reason. */
function remaining(reading: Reading): Command {
  const { turn, sentence, wishes } = reading;
  const focus = turn.expectation.asks[0];
  if (focus?.kind === 'text')
    return { command: 'set', slot: focus.slot, value: turn.text.trim(), heard: turn.text };
  if (reading.partialPhone) return { command: 'unclear', value: 'partial-number' };
  if (
    focus?.kind === 'birth-date' &&
    /\d|\b(?:of|january|february|march|april|may|june|july|august|september|october|november|december)\b/.test(
      sentence.plain,
    )
  ) {
    return { command: 'unclear', value: 'partial-date' };
  }
  const meant = focus === undefined || sentence.words.length > 3;
  if (wishes.unknown.length > 0 && meant) return { command: 'out-of-scope' };
  if (sentence.words.length === 1 && (sentence.words[0]?.text.length ?? 0) < 3)
    return { command: 'unclear', value: 'noise' };
  return { command: 'unclear', value: 'no-match' };
}

/** A greeting in front of words that could not be read: the rest still needs an answer. */
function afterCourtesy(reading: Reading): Command[] {
  const focus = reading.turn.expectation.asks[0];
  const rest = restOf(reading);
  if (focus?.kind === 'text' && rest > 2) return [remaining(reading)];
  const strange = reading.wishes.unknown.some(({ plain }) => asks(plain) || isRequest(plain));
  return strange && rest > 2 ? [{ command: 'out-of-scope' }] : [];
}

/** Asked for free text, everything but a plain wish for something else belongs to the text. */
function dropCourtesies(commands: Command[], turn: TurnToRead): Command[] {
  const focus = turn.expectation.asks[0];
  if (focus?.kind !== 'text') return commands;
  const steers = new Set<Command['command']>([
    'human',
    'cancel',
    'repeat',
    'slower',
    'wait',
    'are-you-a-robot',
    'language',
    'goodbye',
    'start-flow',
    'ask',
  ]);
  if (
    commands.some(({ command }) => steers.has(command)) ||
    commands.some(({ slot }) => slot === focus.slot)
  )
    return commands;
  const long = turn.text.trim().split(/\s+/).length > 3;
  if (
    !long &&
    commands.some(
      ({ command }) => command === 'deny' || command === 'affirm' || command === 'thanks',
    )
  )
    return commands;
  return [{ command: 'set', slot: focus.slot, value: turn.text.trim(), heard: turn.text }];
}

function confidenceOf(reading: Reading, commands: Command[]): number {
  const first = commands[0]?.command;
  if (first === 'unclear') return 0.25;
  if (first === 'out-of-scope') return 0.5;
  const scores = [0.95, reading.wishes.score];
  for (const value of reading.values) if (isWelcome(value, reading)) scores.push(value.score);
  if (first === 'affirm' && reading.yesNo?.strong === false) scores.push(0.7);
  return Math.round(Math.min(...scores) * 100) / 100;
}
