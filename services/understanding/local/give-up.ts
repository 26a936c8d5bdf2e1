/** Giving up the thing under way, which is not the same as cancelling a booking one has. */
import type { Sentence } from './sentence.ts';
import { patternOf } from './wordings.ts';

const lists = {
  it: ['(it|that|this|all that|everything|the whole (thing|matter)|all of (it|that|this))'],
  command: ['(request|command|action|process|last|operation|order)'],
  soft: ["(please|okay|just|i want you to|i'd like you to|can you|could you|would you|i said|ai)"],
  now: [
    '(it|that|this|please|now|right now|at once|all|doing|the thing|immediately|for me)',
    "(what you're doing|this action|that action)",
  ],
  not: ["(don't|do not)"],
};

const plainly = patternOf(
  [
    '(never mind|nevermind)',
    "-(don't|not|never|to|didn't) forget [about] {it}",
    'forget i (asked|said)',
    'forget (my|the|your) (last|previous|earlier)',
    '(scratch that|leave it|drop it|skip it|abort|halt|rescind|knock it off|cut it out)',
    '(disregard|nix|undo) (it|that)',
    "(don't bother|let's not|that's enough|be quiet|no more|start over)",
    '{not} worry about (it|that)',
    "let's (stop|leave it|end this|drop it) [here|there|now|at that|this]*",
    'cancel (that|this|everything|what|the {command}|my (request|order|last))',
    'cancel {command}',
    'command cancel',
    'stop (it|that|this|everything|right there|please|now|doing|what you)',
    '[please|just]* stop >',
    'shut [the (hell|fuck)] up',
    'refrain from',
    '(stop|quit|cease|discontinue|end) (talking|speaking|working|your|the|and|that|what)',
    '{not} (continue|complete|proceed|finish)',
    'i {not} want (to|it|that|this) (anymore|any more|after all|now)',
    "(i|i've|i have) changed my mind",
    '(i|we) {not} want to (book|schedule|make|reserve) (anything|it|one|this|that) [anymore|after all|now]*',
  ],
  lists,
);

const alone = patternOf(
  [
    '< [{soft}]* (cancel|stop|quit|exit|abort|halt|cease|end|undo|terminate|discontinue) [{now}]* >',
  ],
  lists,
);

const wanting = patternOf(
  [
    '< (i|we) (want|need|would like|have|wish) [to] (cancel|stop|quit|leave|close|end) [{now}]* >',
    "< (i'd like|i'll have|gonna have|going to have|i've got|i am going|please let me) [to] (cancel|stop|quit|leave|close|end) [{now}]* >",
    '< [please] cancel [it] [please] >',
  ],
  lists,
);

export interface GiveUp {
  /** "I want to cancel" may also mean a booking, where nothing is under way. */
  maybeBooking: boolean;
}

export function readGiveUp(sentence: Sentence): GiveUp | undefined {
  if (wanting.test(sentence.plain)) return { maybeBooking: true };
  if (alone.test(sentence.plain) || plainly.test(sentence.plain)) return { maybeBooking: false };
  return undefined;
}
