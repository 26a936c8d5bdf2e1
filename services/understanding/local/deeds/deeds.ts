/** What callers want done, known by its verb and its object, whether or not a business does it. */
import { patternOf } from '../wordings.ts';
import { askPattern } from './ask.ts';
import { bookPattern } from './book.ts';
import { cancelPattern } from './cancel.ts';
import { changePattern } from './change.ts';
import { checkPattern } from './check.ts';
import { deedWords } from './deed-words.ts';
import { messagePattern } from './message.ts';

/** What a flow does to an appointment, read from its own wordings and id. */
export type Deed = 'book' | 'change' | 'cancel' | 'check' | 'message' | 'ask';

/** In this order: to cancel or move is said with words that also book ("a new time for mine"). */
export const deedPatterns: readonly [Deed, RegExp][] = [
  ['cancel', cancelPattern],
  ['change', changePattern],
  ['check', checkPattern],
  ['message', messagePattern],
  ['ask', askPattern],
  ['book', bookPattern],
];

const hasNot = patternOf([
  "(don't|do not|didn't|never|not) [really] (want|need|like|wish|plan|going|mean) [to]",
  "(don't|do not|didn't|never|not) [really] (ask|asked|say|said) [to]",
]);
const cannotCome = patternOf([
  "(won't be|not be|not|never be) able to (come|make it|be there|attend|get there)",
  "(can't|cannot|won't|can not) (come|make it|be there|attend|get there)",
]);
const comesAnyway = patternOf([
  "(i'm|i am|i was|we're|we are|we were|she was|he was|they were) [just|actually]* (supposed|meant|scheduled|due) (to|in|at|for|today|tomorrow|this|on)",
]);
const changedMind = patternOf(
  ["[and|but]* [i|i've|we|have|just]* (change|changed|changing) my mind"],
  {},
  'g',
);
const noLonger = patternOf(['(anymore|any more|no longer)']);
const asksOfDuty = patternOf([
  '< [and|so|but|okay|hi|hello|also|well]* (do|should|must|would|will) (i|we) [still|also|always|really]* (need|have|bring|come|wear|arrive|fast|eat|brush|take) !(an|a|another) _',
]);
const keepsComing = patternOf([
  '(can|could|should) (i|we|she|he|they) still (come|make it|be seen)',
]);
const bookedElsewhere = patternOf(
  ['(book|reserve|schedule|get|find|order|call|need|want) [me|us] (a|an|the|my|some) ..1 {travel}'],
  deedWords,
);
const tellsOfChange = patternOf([
  '< [and|but|so|well|oh|hi|hello]* (my|our) _ ..1 [has|have|just|recently]* changed',
]);
const alreadyHas = patternOf(
  [
    "(have|had|got|made|booked|there's) [already|just] (a|an|my|the) ..2 {booking}",
    '(the|an|a|my) ..1 {booking} [that] (i|we) [already|just]* (have|had|got|made|booked|scheduled)',
  ],
  deedWords,
);

/** "I don't want to book" asks for nothing, and a flight is booked elsewhere. */
export function isDisowned(plain: string): boolean {
  if (bookedElsewhere.test(plain)) return true;
  // "I don't want it any more" does ask for something.
  return hasNot.test(plain) && !noLonger.test(plain);
}

/** Telling of a booking one has is no wish for another. */
export function tellsOfBooking(plain: string): boolean {
  return alreadyHas.test(plain);
}

/** "I changed my mind" changes no appointment. */
export function withoutSecondThoughts(plain: string): string {
  return plain.replace(changedMind, '').trim();
}

/** "My insurance changed" asks to move nothing. */
export function tellsOfNews(plain: string): boolean {
  return tellsOfChange.test(plain);
}

/** Whoever cannot come in asks for no appointment, whatever else is asked. */
export function cannotBeThere(plain: string): boolean {
  return cannotCome.test(plain);
}

/** "Do I need to come early", "can we still come" ask about a visit that is booked. */
export function asksOfComing(plain: string): boolean {
  return asksOfDuty.test(plain) || keepsComing.test(plain) || comesAnyway.test(plain);
}

/** Telling of one, or asking what must be done for one ("do I need to fill in forms"). */
export function isNoWishToBook(plain: string): boolean {
  return tellsOfBooking(plain) || cannotBeThere(plain) || asksOfComing(plain);
}

/** The deed that the words ask for, whether or not this business has a flow for it. */
export function deedOf(plain: string): Deed | undefined {
  if (isDisowned(plain)) return undefined;
  const told = withoutSecondThoughts(plain);
  return deedPatterns.find(
    ([deed, pattern]) => pattern.test(told) && !(deed === 'book' && isNoWishToBook(plain)),
  )?.[0];
}
