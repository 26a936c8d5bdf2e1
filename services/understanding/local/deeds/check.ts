/** How callers ask what they have booked. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

export const checkPattern = patternOf(
  [
    "(when's|what time's|what day's|where's) {mine} ..2 {visits}",
    '(when|what time|what day|where) (is|are|was) {mine} ..2 {visits}',
    '(confirm|verify|double check|check [on|to see]|look up|make sure|remind me) ..5 {bookings}',
    '< [{lead}]* (confirm|verify) (it|that|this) >',
    'do i [still|already] have [a|an|any] ..2 {bookings}',
    '(if|whether) i [still|already] have [a|an|any] ..2 {bookings}',
    '(what|which) (time|day|date) (am i|was i|do i) ..3 (come|be there|coming|be in|seen)',
    '(when|what time) (am i|do i|was i) (coming|supposed|scheduled|booked|due|seen|in)',
    "(forgot|forget|don't remember|lost track of|not sure of) ..3 (time|date|day|when) ..2 {mine} ..2 {visits}",
    "(forgot|don't remember) when ..2 {mine} ..2 {visits}",
    '(got|get|received|had) (a|an|this|your) ..2 (text|email|reminder|message|call|letter|note) ..8 {bookings}',
    "{bookings} ..4 (don't|do not|didn't) (remember|recall) (making|booking|scheduling)",
    "{bookings} ..6 (don't|do not|can't|cannot|didn't|not) [really|quite]* (remember|recall|know|sure|find) ..2 (when|what|which|the (time|day|date))",
    '{bookings} ..4 (forgot|forget|forgotten) (when|what|which|the (time|day|date))',
    '(do|did|if|whether) i [still|already]* (have|got) (anything|something) ..1 (booked|scheduled|coming up|set up|on the books)',
    'did i [already]* (book|make|schedule|have) (a|an|any|my) ..2 {bookings}',
    '(am i|if i am|whether i am) [still|already|all]* (booked|scheduled|down|set) (for|on|at|in|with|this|next|today|tomorrow|>)',
  ],
  {
    ...deedWords,
    lead: ["(hi|hello|yes|yeah|i|i'd|we|just|want|wanted|need|like|to|calling|can|could|please)"],
    visits: ['{bookings}', '(visit(s)|session(s))'],
  },
);
