/** Giving up the thing under way, which is not the same as cancelling a booking one has. */
import type { Sentence } from './sentence.ts';

const plainly =
  /\b(?:never mind|(?<!n't |not |never |to )forget (?:about )?(?:it|that|this|all that)|scratch that|disregard (?:that|it)|don't bother|let's not|leave it|drop it|skip it|abort|cancel (?:that|this|everything|the (?:request|command|action|process|last|operation|order)|my (?:request|order|last)|what)|stop (?:it|that|this|everything|right there|please|now|doing|what you)|(?:please |just )stop$|halt|rescind|knock it off|cut it out|that's enough|forget i (?:asked|said)|don't worry about (?:it|that)|nix (?:it|that)|undo (?:it|that)|be quiet|no more|start over|shut (?:the (?:hell|fuck) )?up|refrain from|(?:stop|quit|cease|discontinue|end) (?:talking|speaking|working|your|the|and|that|what)|cancel (?:action|command|request|process|last|order|operation)|command cancel|forget (?:my|the|your) (?:last|previous|earlier)|(?:don't|do not) (?:continue|complete|proceed|finish)|i (?:don't|do not) want (?:to|it|that|this) (?:any ?more|after all|now)|i(?:'ve| have)? changed my mind)\b/;
const alone =
  /^(?:please |okay |just |i want you to |i'd like you to |can you |could you |would you |i said |ai )*(?:cancel|stop|quit|exit|abort|halt|cease|end|undo|terminate|discontinue)(?: (?:it|that|this|please|now|right now|at once|all|doing|the thing|immediately|for me|what you're doing|this action|that action))*$/;
const wanting =
  /^(?:(?:i|we) (?:want|need|would like|have|wish|'d like)|i'd like|i'll have|gonna have|going to have|i've got|i am going|please let me)(?: to)? (?:cancel|stop|quit|leave|close|end)(?: (?:it|that|this|please|now))*$/;

export interface GiveUp {
  /** "I want to cancel" may also mean a booking, where nothing is under way. */
  maybeBooking: boolean;
}

export function readGiveUp(sentence: Sentence): GiveUp | undefined {
  if (
    wanting.test(sentence.plain) ||
    /^(?:please )?cancel(?: it)?(?: please)?$/.test(sentence.plain)
  ) {
    return { maybeBooking: true };
  }
  if (alone.test(sentence.plain) || plainly.test(sentence.plain)) return { maybeBooking: false };
  return undefined;
}
