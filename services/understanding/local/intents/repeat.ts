/** Asking to hear it again. */
import { patternOf } from '../wordings.ts';

const lists = {
  it: ['(that|it|this|yourself|what|the|your|please|again|everything|last|for|me)'],
  rest: [
    '(you|just|said|were|was|question|saying|last|part|that|again|please|for|me|one|more|time)',
  ],
  said: ['(that|it|this|what you [just] said|those|the question)'],
  again: ['(again|(one|once) more [time]|another time|a second time)'],
  not: [
    "(didn't|did not|couldn't|could not|can't|don't|haven't|hadn't|never)",
    "(wasn't able to|unable to)",
  ],
  hear: ['(hear|hearing|heard|catch|caught|get|got|understand|understood|make out|follow)'],
  words: [
    '(you|that|it|what you|what was|the question|the last|your question|your|any of that)',
    'a thing you',
  ],
  missed: ['(that|what you|the last|your|the question|you)'],
  pardon: ['(pardon|come again|excuse me|say what|huh|what|sorry)'],
  asked: ['(that|the question|it you said|your question)'],
  'did-you': ['(did you|were you|have you|you)'],
  detail: ['(question|time|day|date|name|number|price)'],
};

const sayAgain = [
  "-(i'll|i'll have to|have to|i will|i must|let me|i already|i can) (repeat|rephrase|restate) {it} [{rest}]*",
  '< [please] [can you] repeat [please] >',
  'be repeated',
  '(that|it|this|question) repeated',
  'say (that|it) over',
  "-(i'll|have to|i will|i must|let me|i already|i can|to) (say|tell|ask|go over|run|read|explain) [me] [{said}]* [(to|by|for|past) me] {again}",
  '(you|possible|way|able) to (say|tell|ask|go over|run|read|explain) [me] [{said}]* [(to|by|for|past) me] {again}',
  '< [just] (one more time|once more|another time|once again|again) [now|please]* >',
];

const pardon = [
  "< [i'm] [sorry|i beg your] {pardon} [me] [{oops}] >",
  "< [i'm] [sorry|i beg your] (what's that|how's that) [me] [{oops}] >",
  'beg your pardon',
  'pardon me',
  'come again',
];

const whatDidYouSay = [
  'what was [just] said',
  'what (was|is) {asked} [again|you [just] (said|asked)] >',
  'what (was|is) (that|it) (again|you)',
  'what {did-you} [just|were|are] (say|ask|said|asked) !({is}) [me|again|just]*',
  'what {did-you} [just|were|are] (saying|asking) !({is}) [me|again|just]*',
  'what {detail} (did you|was it|was that) [say|mention]',
  '(who|when|where) did you say',
  // What was booked or read back says so.
  '< [and|so|wait|okay|sorry]* (who|whom) (is|was) (it|that|this|the appointment) with [again] >',
  '< [and|so|wait|okay|sorry]* with (who|whom) >',
  '< [and|so|wait|okay|sorry]* (which|what) (doctor|dentist|hygienist|person) (is|was) (it|that) [with] [again] >',
];

const notHeard = [
  '{not} [quite|really|even|fully|clearly] {hear} [a word|anything] {words} [{tail}]*',
  "can't hear (you|anything)",
  'i [totally|completely] (missed|lost) {missed} [said|just|asked|question|were|saying|part]*',
  'missed what you',
];

export const repeatPattern = patternOf(
  [...sayAgain, ...pardon, ...whatDidYouSay, ...notHeard],
  {
    ...lists,
    oops: ['(what|pardon|sorry)'],
    is: ['(is|was|are|sounds)'],
    tail: ['(said|just|asked|say|say again|question|were|saying|part|properly|right|clearly|well)'],
  },
  'g',
);
