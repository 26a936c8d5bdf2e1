/** Whether the caller takes back something said before, by the words of taking back. */
import type { Sentence } from './sentence.ts';
import { patternOf } from './wordings.ts';

export type Correction = 'plain' | 'mild' | 'restated' | 'none';

const lists = {
  that: ['(it|that)'],
  thing: ['(it|that|the _|my _)'],
  wrong: ['(wrong|not right|incorrect)'],
};

/** These say that something known is wrong. */
const plainly = patternOf(
  [
    'i (said|meant|mean)',
    'change {thing} to',
    'change {that} >',
    "(that's|that is) {wrong}",
    '(correction|i misspoke)',
    "(should|should've|should have) (be|been)",
    'you (got|have|heard) (me|{thing}) wrong',
    "({that} (wasn't|isn't)|it's not)",
    '(switch|move) {that} to',
  ],
  lists,
);

/** These also come with a first answer; then only the question tells the two apart. */
const mildly = patternOf(
  [
    '(actually|instead|rather|scratch that|on second thought|wait|hold on|sorry|better)',
    "not (that|the _|_) (but|it's|the)",
    "-(need to|have to|can't|couldn't|won't|able to) make {that}",
    "let's (do|say|make)",
    '(how|what) about',
    '(can|could) (we|you) (do|make)',
  ],
  lists,
);

/** "Yes, I meant Friday" says again what was understood. */
const restating = patternOf(['< (yes|yeah|yep|right|correct|exactly) i (said|meant|mean)']);

export function readCorrection({ plain }: Sentence): Correction {
  if (restating.test(plain)) return 'restated';
  if (plainly.test(plain)) return 'plain';
  return mildly.test(plain) ? 'mild' : 'none';
}
