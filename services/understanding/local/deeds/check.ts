/** How callers ask what they have booked. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

export const checkPattern = patternOf(
  [
    "(when's|what time's|what day's|where's) {mine} ..2 {visits}",
    '(when|what time|what day|where) (is|are|was) {mine} ..2 {visits}',
    '(confirm|verify|double check|check [on|to see]|look up|make sure|remind me) ..5 {bookings}',
    'do i [still] have [a|an|any] ..2 {bookings}',
  ],
  { ...deedWords, visits: ['{bookings}', '(visit(s)|session(s))'] },
);
