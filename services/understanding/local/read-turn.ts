/** One sentence, read by every reader in turn, and what they found put together. */
import type { Choice, Command, TimeValue, Understood } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { declinesMore, yesNoCommand } from './answers.ts';
import { inOrder } from './arrange.ts';
import { withAskedInstead, withAskedOfStaff, withAskedOfThings } from './asked-of-things.ts';
import { asks } from './asking.ts';
import { type BookedTime, readBookedTime } from './booked-times.ts';
import {
  cannotCome,
  giveUp,
  impliedFlow,
  isAboutStaff,
  isAboutTimes,
  isOnlyCorrection,
  isOnlyGivingUp,
  isOnlyRestating,
  isOnlyValue,
} from './booking-wishes.ts';
import { isRefused, readChoice } from './choices.ts';
import { clausesOf } from './clauses.ts';
import { deedOf } from './deeds/deeds.ts';
import { joinEither } from './either-thing.ts';
import { wholeWording } from './flows.ts';
import { type FoundIntent, readIntents } from './intents.ts';
import { readLanguage } from './language.ts';
import { afterCourtesy, asFreeText, remaining } from './leftovers.ts';
import { asMove, isMovedInstead } from './moved-instead.ts';
import { daysLeft, otherTimesCommands, readOtherTimes } from './other-times.ts';
import { courtesies, isUnderWay, type Reading, within } from './reading.ts';
import { isTrick } from './scope.ts';
import { withoutSecondBooking } from './second-bookings.ts';
import { overlaps, type Sentence, type Span, spanOf } from './sentence.ts';
import { readSignals } from './signals/signals.ts';
import { isCountedFromBooking, isTold } from './told-times.ts';
import { type FoundValue, mergeWhens, readValues } from './values.ts';
import { indexOf } from './vocabulary-index.ts';
import { isWelcome, valueCommands, withoutNamesOfWishes } from './welcome-values.ts';
import { readWishes } from './wishes.ts';
import { readYesNo, type YesNo } from './yes-no.ts';

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
  const reading = withoutSecondBooking(readWished(turn, sentence));
  const commands = inOrder(commandsOf(reading));
  return { commands, signals, confidence: confidenceOf(reading, commands) };
}

/** "I'm looking for a job" tells no shoe to hold: a text is told where its flow is wished for. */
function readWished(turn: TurnToRead, sentence: Sentence): Reading {
  const reading = readAll(turn, sentence);
  const told = reading.values.some((value) => value.told !== undefined);
  const wished = reading.wishes.commands.some(({ command }) => command === 'start-flow');
  const invited = turn.expectation.invites === true || !isUnderWay(reading);
  if (!told || wished || !invited) return reading;
  const flow = reading.values.find((value) => value.told?.flow !== undefined)?.told?.flow;
  if (flow !== undefined && reading.wishes.commands.length === 0) {
    const wishes = {
      ...reading.wishes,
      commands: [{ command: 'start-flow', value: flow } as const],
    };
    return { ...reading, wishes };
  }
  const accepts = turn.expectation.accepts.filter(({ saidAs }) => saidAs === undefined);
  return readAll({ ...turn, expectation: { ...turn.expectation, accepts } }, sentence);
}

function readAll(turn: TurnToRead, sentence: Sentence): Reading {
  const { expectation, vocabulary } = turn;
  const index = indexOf(vocabulary);
  const choices = turn.choices ?? expectation.choices;
  const asked = new Set(expectation.asks.slice(0, 3).map(({ kind }) => kind));
  const expected = new Set([...expectation.asks, ...expectation.accepts].map(({ kind }) => kind));
  const own = wholeWording(index.flows, sentence.plain.split(' '));
  const ownWish = own !== undefined && expectation.flows.includes(own.id) ? own : undefined;
  const whenAsked = asked.has('when') || hasTimes(choices);
  const intents = readIntents(sentence).filter(
    (found) =>
      !(whenAsked && isPartOfDay(found, sentence)) &&
      // What a business wrote as a wish of its own is that wish, "put me on the list" included.
      !(ownWish && found.range.first < ownWish.end && ownWish.first < found.range.end),
  );
  const used = intents.map(({ range }) => range);
  const yesNo = readYesNo(sentence, used);
  const taken = takenSpans(sentence, intents, yesNo);
  const { values, refused, partialPhone } = readValues(sentence, {
    turn,
    index,
    asked,
    expected,
    taken,
  });
  const instead =
    isMovedInstead(sentence.plain) &&
    (expectation.invites === true || !isUnderWay({ turn, choices }));
  const deed = deedOf(sentence.plain);
  const changes = instead || deed === 'change';
  const isOld = (value: FoundValue) => isTold(value, { sentence });
  const booked = changes
    ? (readBookedTime(sentence, turn) ?? timeOf(values.find(isOld)))
    : undefined;
  const wanted = values.filter(
    (value) =>
      !(changes && isOld(value)) &&
      !(value.kind === 'when' && booked !== undefined && overlaps(value, booked)),
  );
  const told = values.flatMap((value) => (value.told ? [value.told.used] : []));
  // "I have an appointment, I'm not sure when" is unsure of no question of ours.
  const answers = yesNo !== undefined && isHead(yesNo) && deed !== 'check';
  const blocking = [...used, ...told, ...(answers ? [yesNo.range] : [])];
  const clauses = clausesOf(sentence, (word) => !blocking.some((range) => within(word, range)));
  const plainWishes = readWishes(clauses, index, new Set(expectation.flows));
  const askedOfThings = withAskedOfThings(plainWishes, wanted, sentence, index);
  const askedOfStaff = withAskedOfStaff(askedOfThings, wanted, sentence, index);
  const askedInstead = withAskedInstead(
    askedOfStaff,
    wanted,
    sentence,
    index,
    asked.has('service'),
  );
  const wishes = instead ? asMove(askedInstead, index, expectation.flows) : askedInstead;
  return {
    turn,
    sentence,
    index,
    choices,
    asked,
    intents,
    yesNo,
    values: withoutNamesOfWishes(mergeWhens(joinEither(wanted, sentence)), wishes, clauses),
    booked,
    refused,
    partialPhone,
    wishes,
  };
}

function timeOf(value: FoundValue | undefined): BookedTime | undefined {
  const [time, ...others] = value?.readings ?? [];
  if (value === undefined || time === undefined || others.length > 0) return undefined;
  return { value: time as TimeValue, from: value.from, to: value.to };
}

/** "Morning, 11:30" greets nobody when a time was asked for. */
function isPartOfDay({ command, range }: FoundIntent, sentence: Sentence): boolean {
  const { first, end } = range;
  const alone = end - first === 1 && sentence.words[first]?.text === 'morning';
  return command === 'greeting' && alone;
}

function hasTimes(choices: Choice[]): boolean {
  return choices.some(({ value }) => typeof value === 'object' && 'time' in value);
}

/** A yes or no of a few words stands apart; a whole sentence that agrees may hold more. */
function isHead(yesNo: YesNo): boolean {
  return yesNo.apart && yesNo.range.end - yesNo.range.first <= 3;
}

function takenSpans(sentence: Sentence, intents: FoundIntent[], yesNo: YesNo | undefined): Span[] {
  const spans = intents.map(({ range }) => spanOf(sentence, range));
  if (yesNo?.strong && isHead(yesNo)) spans.push(spanOf(sentence, yesNo.range));
  return spans;
}

function commandsOf(reading: Reading): Command[] {
  const { sentence, intents, yesNo, wishes } = reading;
  const commands: Command[] = intents.map(({ command }) => ({ command }));
  const otherTimes = readOtherTimes(sentence, reading.choices);
  const chosen = otherTimes ? undefined : readChoice(sentence, reading.choices, reading);
  // "Hold on a second" takes nothing of what is on offer.
  const steers = intents.some(({ range }) => chosen && overlaps(spanOf(sentence, range), chosen));
  const choice = steers ? undefined : chosen;
  if (choice) commands.push({ command: 'choose', value: choice.id });
  const values = reading.values.filter(
    (value) =>
      isWelcome(value, reading) &&
      !isCountedFromBooking(value, reading) &&
      !(choice && overlaps(value, choice)) &&
      !(otherTimes === 'later-that-week' && value.kind === 'when'),
  );
  const setting = valueCommands(values, reading);
  const wished = wishes.commands.filter(
    (wish) =>
      !isOnlyCorrection(wish, setting, reading) &&
      !isOnlyGivingUp(wish, reading) &&
      !isAboutStaff(wish, reading) &&
      !(otherTimes && isAboutTimes(wish, reading)) &&
      !isOnlyValue(wish, reading, setting) &&
      !isOnlyRestating(wish, reading),
  );
  commands.push(...setting, ...withBookedTime(wished, reading));
  if (otherTimes) commands.push(...otherTimesCommands(otherTimes, reading, setting));
  else commands.push(...impliedFlow(reading, setting));
  const left = choice || otherTimes || setting.length > 0 ? [] : daysLeft(reading);
  commands.push(...left);
  const absent = cannotCome(reading, commands);
  if (absent) commands.push(absent);
  const gaveUp = giveUp(reading, commands);
  if (gaveUp) commands.push(gaveUp);
  const answered = gaveUp?.command === 'cancel' || otherTimes !== undefined || left.length > 0;
  const answer = answered ? undefined : yesNoCommand(reading, commands);
  if (answer) commands.push(...answer);
  if (declinesMore(reading, commands)) commands.push({ command: 'deny' });
  const declined = reading.choices.some(({ value }) => isRefused(value, reading));
  if (declined && commands.every(({ command }) => courtesies.has(command))) {
    commands.push({ command: 'deny' });
  }
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
  return asFreeText(commands, reading);
}

/** "Move my Tuesday appointment": that it is Tuesday's says which one, and nothing of the new time. */
function withBookedTime(wished: Command[], { booked, index }: Reading): Command[] {
  const change = index.flows.byDeed.get('change');
  if (booked === undefined || change === undefined) return wished;
  return wished.map((wish) =>
    wish.command === 'start-flow' && wish.value === change
      ? { ...wish, bookedFor: booked.value }
      : wish,
  );
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
