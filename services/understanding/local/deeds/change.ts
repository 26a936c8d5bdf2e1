/** How callers move or alter what they have. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

const lists = {
  ...deedWords,
  /** One that is there already, told before the other that is wanted. */
  having: [
    "(i'm|i am|we're|we are|i was|we were) [already|currently] (down|booked|scheduled|set) [in] (for|on|at)",
  ],
  move: [
    '(change~|changing|move|moving|shift~|modify~|modifi~|amend~|alter~|adjust~|updat~|edit~)',
    '(push [back]|bring forward|switch|swap|rearrange)',
    'make [a|some] (change(s)|amendment(s)) to',
  ],
  moved: [
    '(changed|moved|rescheduled|pushed back|postponed|updated|modified)',
    'to [an] earlier',
    'to [a] later',
  ],
  alter: [
    '(change|changing|update|updating|modify|amend|alter|edit|extend|shorten)',
    '(increase|decrease|raise|lower|reduce|upgrade|downgrade)',
  ],
  /** Things of the caller's that can be altered, named or pointed at. */
  altered: ['(my|our|it|this|that|the|something|details|number of|time|date)'],
  /** What is altered elsewhere: no receptionist moves these. */
  elsewhere: [
    '(mind|language|languages|subject|topic|channel|tire|tires|oil|diaper|accent|tone|response)',
    '(price|prices|cost|voice|volume|temperature|speed|pace|setting(s)|music|alarm|password)',
    '(light(s)|thermostat)',
  ],
  more: ['(one more|another|an extra|two|three|more|a)'],
  ours: ['(my|our|the|this|that)'],
  /** What can be wrong about an appointment. */
  aspect: ['(day|time|date|hour|week|one|service|person)'],
  /** What can be altered about coming and staying. */
  stay: ['(stay|arrival|departure|check in|checkin|check out|checkout|visit|appointment|booking)'],
  /** How something else than what one has is called. */
  other: ['(different|bigger|larger|smaller|higher|lower|better|cheaper|new)'],
  held: ['(limit(s)|overdraft|allowance|room|table|plan|rate|amount|account)'],
  guest: ['(person|people|guest(s)|night(s)|adult(s)|kid(s)|child|day|patient)'],
};

export const changePattern = patternOf(
  [
    '(reschedul~|rebook~|postpone~)',
    '{move} ..6 {thing}',
    '(move|switch|shift|push|bump|swap) (me|us) ..6 (from|to|into|for)',
    '(move|switch|shift|push|bump|change) (my|our) ..4 (to|from|for)',
    '{thing} ..6 {moved}',
    '(make|need) [a|some|to make]* (change(s)|amendment(s))',
    '(delay|prolong|extend|shorten|bring forward|push back|put off) {ours} [_] {stay}',
    '(bring|push|put) {ours} [_] {stay} (forward|back|off)',
    '(stay|staying|spend) (one|two|three|a few|another|an extra|a couple) [of] [more|extra] (night(s)|day(s))',
    '(add|remove) ..4 (to|from) {ours} ..1 {booking}',
    '(put|transfer) {ours} ..1 {booking} ..2 (name|date)',
    '(mistake|error|wrong|incorrect) ..5 {booking}',
    '(booked|picked|chose|scheduled|took) [me|us|it] [in|on|for]* the wrong {aspect}',
    '(got|gave) (me|us|it) [in|on|for]* the wrong {aspect}',
    '(got|have|put|gave) the _ wrong [in|for|on]* {ours} ..1 {booking}',
    '(get|have|want|need) a {other} {held}',
    'set {ours} [_] limit to',
    '{having} ..7 (instead|[can|could|to] (move|change|switch|do|come|make it))',
    '-(payment|was|is|be|got) {alter} [just|only|some|a few|to]* {altered} !([_] {elsewhere})',
    '{alter} [just|only|some|a few|to]* >',
    '(fix|correct) (my|our|the) ..3 (address|name|number|date|time|email|birthday|spelling|{booking})',
    '(increase|increment|decrease|raise|reduce) ..3 (limit(s)|amount|allowance|overdraft)',
    'increase (overdraft|limit(s)) by',
    'add {more} {guest}',
    '(different|another|new|earlier|later|better) (time|day|date|slot) for (my|the|our)',
    'come [in] [an hour|half an hour|a bit|a little|a day]* (earlier|later|another day) instead',
    '{booking} ..6 [need|want|have|like|got|must]* to (change|move|shift) it',
    "{booking} ..6 (that|which) (i|we|i'd|we'd) ..2 to (change|move|shift|switch)",
    '{booking} ..2 (needs|has|must|is going) to (change|move|shift|be sooner|be later)',
    "(missed|overslept|slept through|forgot|forgot about|didn't make [it to]) (my|our|the) ..2 {booking}",
    "(supposed|scheduled|meant) to (come|be) ..4 (overslept|forgot|couldn't [make it]|missed [it])",
  ],
  lists,
);
