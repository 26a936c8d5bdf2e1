/** Whether the caller takes back something said before, by the words of taking back. */
import type { Sentence } from './sentence.ts';

export type Correction = 'plain' | 'mild' | 'none';

const plainly =
  /\b(?:i (?:said|meant|mean)|not (?:that|the \w+|\w+),? (?:but|it's|the)|change (?:it|that|the \w+|my \w+) to|change (?:it|that)$|that's (?:wrong|not right|incorrect)|that is (?:wrong|not right)|correction|i misspoke|should(?:'ve| have)? be(?:en)?|you (?:got|have|heard) (?:it|that|me|(?:my|the) \w+) wrong|(?:it|that) (?:wasn't|isn't)|it's not|switch (?:it|that) to|move (?:it|that) to)\b/;
const mildly =
  /\b(?:actually|make (?:it|that)|instead|rather|scratch that|on second thought|wait|hold on|sorry|let's (?:do|say|make)|how about|what about|could we (?:do|make)|can we (?:do|make)|could you make|can you make|better)\b/;

/** `mild` words also come with a first answer; then only the question tells them apart. */
export function readCorrection(sentence: Sentence): Correction {
  if (plainly.test(sentence.plain)) return 'plain';
  return mildly.test(sentence.plain) ? 'mild' : 'none';
}
