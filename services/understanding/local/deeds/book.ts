/** How callers ask for an appointment: by name, by coming in, or by what is free. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

const lists = {
  ...deedWords,
  want: [
    '(book|schedule|make|set up|set|arrange|reserve|fix|request|find|take|squeeze|fit)',
    '(get|need|want|wanted|like|have|looking for|available for|come in for)',
    '(put me (down|in) for|sign [me] up for)',
  ],
  hold: ['(book|reserve|schedule|book me|pencil me)'],
  /** What may follow "book" where nobody says what. */
  'goes-on': [
    '(it|that|this|in|for|with|on|at|now|something|a|an|the|my|one|tomorrow|today)',
    '(monday|tuesday|wednesday|thursday|friday|saturday|sunday)',
  ],
  there: ['(do you have|have you got|is there|are there|got|any|what)'],
  anything: ['(anything|something|any time(s)|any room)'],
  free: ['(available|free|open|left|on|for|this|next|tomorrow|today|in|at|earlier|later|sooner)'],
};

const byName = [
  '{want} ..6 [a|an|some|the|another|my] ..2 {place}',
  '{hold} =({goes-on}|>) !((a|an|the|my) {travel})',
];

const bySettingUp = [
  '(make|book|schedule|set up|give|get|arrange) [me|us] a new one',
  '(set|get|fix) (something|anything|a time|a day) up',
  '(book|schedule|arrange|set up|line up) (something|a time|a day) =(with|for|on|at|in|next|this|soon|please|tomorrow|today|>)',
];

const byComing = [
  "-(won't be|not be|not|never be|isn't|don't) (like|want|need|love|hoping|trying|able|can i|could i) [to] (come|get|stop) in",
  "-(won't be|not be|not|never be|isn't|don't) (like|want|need|love|hoping|trying|able|can i|could i) [to] be seen",
  "-(won't be|not be|not|never be|isn't|don't) (like|want|need|love|hoping|trying|able|can i|could i) [to] see {one}",
  '(squeeze|fit|get) me in',
  '(bring|bringing) (my|our|him|her|them|the) ..3 in =(for|on|to|next|this|tomorrow|today|please|and|at|>)',
];

const byWhatIsFree = [
  '{there} ..3 (opening(s)|availability|availabilities|appointment(s)|slot(s)|spot(s))',
  '{there} ..3 time(s) (open|free|available)',
  '(when|what day(s)|what time(s)) ..3 (available|free|opening(s))',
  '(do you|have you|is there|are there|you) ..2 {anything} !(else) [_]* {free}',
  "(what's|what is|when's|when is|when) [the|your] (earliest|soonest|first) ..4 (see|take|fit|get|have|come|available|appointment|opening|slot|time)",
  '(how soon|how quickly|how fast) can (i|you|someone|somebody|we|they) ..2 (see|come|get|be|take|fit)',
  'put me (down|in) for (whatever|anything|something|any)',
  'anything (available|free|open|earlier|later|sooner|on|for|this|next)',
];

export const bookPattern = patternOf([...byName, ...bySettingUp, ...byComing, ...byWhatIsFree], {
  ...lists,
  one: ['(a|the|someone|somebody|doctor|you)'],
});
