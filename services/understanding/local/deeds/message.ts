/** How callers ask to leave word, or to be called back. */
import { patternOf } from '../wordings.ts';

export const messagePattern = patternOf([
  '(leave|take|pass (on|along)|send|give (him|her|them)|relay) [_] message',
  '(call|ring|phone) me (back|when|if|as|at|on|about|please|today|tomorrow|later|this|in)',
  '(get|come) back to me',
  "-(i'll|i will|i|we|to|can i|could i|gonna|i'd|me|just|then) (call back|callback)",
  'leave (my|a) (name|number|note|voicemail)',
  'tell (him|her|them|the doctor|doctor _) [that] i called',
]);
