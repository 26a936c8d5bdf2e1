/** How callers move or alter what they have. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

const lists = {
  ...deedWords,
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
  guest: ['(person|people|guest(s)|night(s)|adult(s)|kid(s)|child|day|patient)'],
};

export const changePattern = patternOf(
  [
    '(reschedul~|rebook~|postpone~)',
    '{move} ..6 {thing}',
    '{thing} ..6 {moved}',
    '(make|need) [a|some|to make]* (change(s)|amendment(s))',
    '-(payment|was|is|be|got) {alter} [just|only|some|a few|to]* {altered} !([_] {elsewhere})',
    '{alter} [just|only|some|a few|to]* >',
    '(fix|correct) (my|our|the) ..3 (address|name|number|date|time|email|birthday|spelling|{booking})',
    '(increase|increment|decrease|raise|reduce) ..3 (limit(s)|amount|allowance|overdraft)',
    'increase (overdraft|limit(s)) by',
    'add {more} {guest}',
    '(different|another|new|earlier|later|better) (time|day|date|slot) for (my|the|our)',
    'come [in] [an hour|half an hour|a bit|a little|a day]* (earlier|later|another day) instead',
    '{booking} ..6 [need|want|have|like|got|must]* to (change|move|shift) it',
  ],
  lists,
);
