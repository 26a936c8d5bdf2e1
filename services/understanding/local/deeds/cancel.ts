/** How callers call off what they have: an appointment, or whatever else runs in their name. */
import { patternOf } from '../wordings.ts';
import { deedWords } from './deed-words.ts';

const lists = {
  ...deedWords,
  'call-off': [
    'cancel~',
    '(call off|calling off|drop|get rid of|scratch|remove|delete|undo|rescind|kill|annul)',
    '(take me off|pull out of|back out of)',
    '{end} (my|our|this|that|the)',
  ],
  end: [
    '(close|closing|freeze|freezing|block|blocking|terminate|terminating|end|ending|stop|stopping)',
    '(discontinue|revert|suspend|leave|quit)',
  ],
  ended: ['(canceled|closed|terminated|frozen|blocked|stopped)'],
  /** A cancellation's terms, which are asked about rather than wanted. */
  terms: ['(policy|policies|fee|fees|charge|call)'],
};

/** Calling it off by name. */
const calledOff = [
  '(take|get|scratch) me off (the|your) (schedule|book|books|calendar|list|day)',
  "(cancel|canceling) (my|our|a|an|the|this|that|all|tonight's|tomorrow's|today's) !(call) _",
  '{call-off} ..6 {thing}',
  '{thing} ..6 (canceled|cancellation|called off|removed|deleted)',
  '(cancel|canceling|cancellation) !({terms}) =(..9 (for|on|at|under|with|my|the|of|please))',
  '(cancel|canceling|cancellation) !({terms}) =(..9 {booking})',
  '(forget|trash|nix) [my|the|our] ..2 {booking}',
  '(have|get|want|need) _ ..3 {ended}',
];

/** It is not needed, or cannot be kept. */
const notNeeded = [
  "(not|isn't|no longer|never) ..2 need(ed) [the|my|our|that|any|anymore|more]* ..2 {booking}",
  "{booking} ..8 (don't|isn't|not|no longer|won't) [be] need(ed)",
  '{booking} ..6 (not (necessary|needed|required)|no longer (needed|necessary|required))',
  "(don't|do not) (want|need) [to keep] ({ours}|this|it) ..3 (anymore|any more|any longer)",
  '{no-longer} (want|need|be needing|require|make|be (coming|attending)) ..6 {ours} ..3 {kept}',
  '{no-longer} be able to (make|come|attend|keep) ..6 {ours} ..3 {kept}',
  '{unable} (make|keep|attend|come (to|in for)|make it (to|for)) {ours} ..3 {visit}',
];

/** Ending what runs on. */
const ended = [
  '(close|freeze|terminate|discontinue|suspend|stop|kill|quit) {mine} !(talking|speech) _',
  '(close|freeze|terminate|suspend|undo|reverse|revert) {one} !(door|window|file|gap|tab) _',
  '(block|delete|withdraw|void|reverse|revert) {mine}',
  '(stop|stopping|pause|pausing|end|ending) (the|this|that|my|our) [_] {holding}',
  'put (my|our|the|this) _ [_] on hold',
  '(want|need|like|going|decided) to (close|freeze|quit|terminate|leave) (it|this|that|you)',
  '[just|please|now|to|yes]* (freeze|suspend|terminate) (it|them|one of them|this one|that one)',
  '< [just|please|yes|okay|then|and]* close (it|them|one of them) [on|from|by|for|today|now|please|then]',
  '(revert|reverse|void) (another|one|a) {holding}',
];

export const cancelPattern = patternOf([...calledOff, ...notNeeded, ...ended], {
  ...lists,
  'no-longer': ["(no longer|don't|do not|won't)"],
  unable: ["(can't|won't be able to|unable to|not able to|can no longer)"],
  ours: ['(my|the|our|that|to my)'],
  kept: ['{visit}', '(table|room)'],
  one: ['(the|this|that|a|an|one of my)'],
});
