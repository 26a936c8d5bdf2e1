/** Wishes that follow from what is under way: to book, to call off, to give up, to move. */
import type { Command, SlotKind } from '../../../machines/vocabulary.ts';
import { slotFor } from './arrange.ts';
import { asks } from './asking.ts';
import { type Deed, deedOf, isNoWishToBook, tellsOfBooking } from './deeds/deeds.ts';
import { readGiveUp } from './give-up.ts';
import { isAskedWith } from './questions.ts';
import { isUnderWay, type Reading } from './reading.ts';
import { overlaps } from './sentence.ts';
import { contentWords } from './similarity.ts';
import { availability } from './welcome-values.ts';
import { patternOf } from './wordings.ts';

/** "Cancel that" names nothing to cancel: what it ends is decided by what is under way. */
export function isOnlyGivingUp(wish: Command, reading: Reading): boolean {
  const { sentence, index } = reading;
  const cancels = wish.command === 'start-flow' && wish.value === index.flows.byDeed.get('cancel');
  const names = sentence.words.length > 6 || bookingNoun.test(sentence.plain);
  return cancels && !names && readGiveUp(sentence) !== undefined;
}

const askedDeeds: [Deed, RegExp][] = [
  ['book', /\b(?:book|schedul|reserv|appointment)/i],
  ['change', /\b(?:chang|mov|reschedul)/i],
  ['cancel', /\bcancel/i],
  ['message', /\bmessage/i],
];

/** "Yes, book it", after "shall I book it?", is the yes and no new wish. */
export function isOnlyRestating(wish: Command, reading: Reading): boolean {
  const { sentence, index, yesNo, turn } = reading;
  const { yesNo: open, invites } = turn.expectation;
  // "Okay, can I book that", after an answer, asks for what was spoken of.
  if (wish.command !== 'start-flow' || yesNo?.answer !== 'yes' || !open || invites) return false;
  // What was asked is not known: to call off or to move is told all the same.
  if (turn.asked === undefined && wish.value !== index.flows.byDeed.get('book')) return false;
  const asked = turn.asked ?? '';
  const same = askedDeeds.some(
    ([deed, pattern]) => index.flows.byDeed.get(deed) === wish.value && pattern.test(asked),
  );
  return same || (!bookingNoun.test(sentence.plain) && /\b(?:it|that|this)\b/.test(sentence.plain));
}

/** "Is Rosa working tomorrow" asks for her time, not for our hours. */
export function isAboutStaff(wish: Command, { values, sentence, index }: Reading): boolean {
  if (wish.value === index.questions.ofStaff) return false;
  const named = values.some(({ kind, strong }) => kind === 'staff' && strong);
  return wish.command === 'ask' && named && /\bwork(?:s|ing)?\b/.test(sentence.plain);
}

/** "What else do you have?", while times are on the table, asks about those. */
export function isAboutTimes(wish: Command, { index }: Reading): boolean {
  return wish.command === 'ask' || wish.value === index.flows.byDeed.get('book');
}

/** "Any time", asked when, answers that and asks nothing, however near it is to a question. */
export function isOnlyValue(wish: Command, reading: Reading, setting: Command[]): boolean {
  const { sentence, turn, values } = reading;
  const asked = setting.some(({ slot }) => turn.expectation.asks.some((one) => one.slot === slot));
  if (wish.command === 'ask' && isOnlyTold(wish, reading)) return true;
  if (!asked) return false;
  // What is to be done by its verb is wanted; likeness alone may come from the value's own words.
  if (wish.command === 'start-flow' && deedOf(sentence.plain) !== undefined) return false;
  const beside = sentence.words.filter((word) => !values.some((value) => overlaps(word, value)));
  const said = beside.map(({ text }) => text).filter((word) => !suiting.has(word));
  return contentWords(said).length === 0;
}

/** "Any day works" asks nobody whether they work. */
const suiting = new Set(['work', 'works', 'suits', 'fits']);

/** "My tooth broke" names the service for it, and asks nothing about broken teeth. */
function isOnlyTold(wish: Command, { sentence, values, index }: Reading): boolean {
  const whatAbout = /^(?:(?:okay|well|so|and) )*(?:what|how) about\b/.test(sentence.plain);
  if (!whatAbout && (asks(sentence.plain) || sentence.text.trimEnd().endsWith('?'))) return false;
  const things = values.filter(({ kind, strong }) => kind === 'service' && strong);
  const beside = sentence.words.filter((word) => !things.some((thing) => overlaps(word, thing)));
  const said = contentWords(beside.map(({ text }) => text));
  return things.length > 0 && !isAskedWith(index.questions, String(wish.value), said);
}

const bookingNoun = /\b(?:appointments?|bookings?|reservations?|visits?)\b/;

/** "I can't make it tomorrow", said out of the blue, gives up an appointment. */
export function cannotCome(reading: Reading, commands: Command[]): Command | undefined {
  const { expectation } = reading.turn;
  const flow = reading.index.flows.byDeed.get('cancel');
  const { plain } = reading.sentence;
  // Who tells of one that is there means that one, whatever is under way.
  const underWay = isUnderWay(reading) && !tellsOfBooking(plain);
  const wishes = commands.some(({ command }) => command === 'start-flow');
  if (underWay || wishes || flow === undefined || !expectation.flows.includes(flow))
    return undefined;
  return unableToCome.test(plain) ? { command: 'start-flow', value: flow } : undefined;
}

export const unableToCome =
  /\b(?:can't|won't be able to|not able to|unable to|can no longer|not going to|won't) (?:make it|come in|come|attend|be there)\b/;

/** "Change it to the 8th" moves what is being talked about, not a booking of old. */
export function isOnlyCorrection(wish: Command, setting: Command[], reading: Reading): boolean {
  const { sentence, turn, index } = reading;
  const open = turn.expectation.yesNo || turn.expectation.asks.length > 0;
  const changes = wish.value === index.flows.byDeed.get('change');
  const names = bookingNoun.test(sentence.plain) || isTheirs(reading);
  return wish.command === 'start-flow' && changes && open && setting.length > 0 && !names;
}

/** "My cleaning", "the time of my visit": one that they have already. */
function isTheirs({ sentence, values }: Reading): boolean {
  if (/\b(?:time|date|day|hour) (?:of|for) (?:my|our)\b/.test(sentence.plain)) return true;
  const service = values.find(({ kind }) => kind === 'service');
  return (
    service !== undefined &&
    /\b(?:my|our) $/.test(sentence.text.slice(0, service.from).toLowerCase())
  );
}

/** A service that is wanted, or a free time that is asked for, is a wish to book. */
export function impliedFlow(reading: Reading, setting: Command[]): Command[] {
  const { expectation } = reading.turn;
  const book = reading.index.flows.byDeed.get('book');
  const busy =
    reading.wishes.commands.some(({ command }) => command === 'start-flow') ||
    reading.intents.some(({ command }) => command === 'human');
  const { plain } = reading.sentence;
  const cannot = busy || isNoWishToBook(plain);
  if (book === undefined || !expectation.flows.includes(book) || cannot) return [];
  // A yes to a read-back where one is open; after an answer, what was answered is wanted.
  if (expectation.invites && bookThat.test(plain)) return [{ command: 'start-flow', value: book }];
  const holds = (kind: SlotKind) => reading.values.some((value) => value.kind === kind);
  // With nothing under way, a value that is welcome starts what it is for.
  const open = (kind: SlotKind) => !isUnderWay(reading) || slotFor(expectation, kind) === undefined;
  const wantsService = holds('service') && open('service') && wishing.test(plain);
  // "Are you working on Sunday" asks when we are open; of somebody by name it asks for a time.
  const { ofStaff } = reading.index.questions;
  const asks = reading.wishes.commands.filter(({ command }) => command === 'ask');
  if (ofStaff !== undefined && asks.some(({ value }) => value === ofStaff)) return [];
  const asked = asks.length > 0;
  const wantsTime =
    holds('when') && open('when') && availability.test(plain) && (!asked || holds('staff'));
  const implied = setting.some(({ command }) => command === 'set') && (wantsService || wantsTime);
  return implied ? [{ command: 'start-flow', value: book }] : [];
}

const bookThat = /\b(?:book|schedule|reserve) (?:it|that|this|one|that one)\b/;
const wishing =
  /\b(?:(?:i|we)(?:'d| would|'m| am)? (?:like|love|want|need|wanted|looking for|due for|overdue|interested in|hoping)|can (?:i|you|we)|could (?:i|you|we)|get|come in|in for|sign me up)\b/;
/** "Cancel" as giving up, or as the flow when there is nothing to give up. */
/** To a question that no yes or no answers, this is no answer: they do not want it any more. */
const declines = patternOf([
  "< (no|nope|nah) [no|but]* (thanks|thank you) [that's (all|okay|fine)|i'm (good|fine|okay)]* >",
]);

function declinesToAnswer({ turn: { expectation }, choices, sentence }: Reading): boolean {
  const { asks, yesNo } = expectation;
  const answered = yesNo || asks.some(({ kind }) => kind === 'yes-no');
  const open = asks.length > 0 && !answered && choices.length === 0;
  return open && declines.test(sentence.plain);
}

export function giveUp(reading: Reading, commands: Command[]): Command | undefined {
  if (declinesToAnswer(reading)) return { command: 'cancel' };
  const found = readGiveUp(reading.sentence);
  if (!found || commands.some(({ command }) => command === 'start-flow' || command === 'correct'))
    return undefined;
  const { expectation, asked } = reading.turn;
  const underWay = isUnderWay(reading);
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
