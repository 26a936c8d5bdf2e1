/** Asking to speak slower, and asking for a moment. */
import { patternOf } from '../wordings.ts';

const slowerLists = {
  speak: ['(speak|talk|talking|speaking|speech|go|going|say (it|that)|voice|be|made)'],
  speech: ['(speech|speed|roll|talking|voice|pace|rate)'],
};

export const slowerPattern = patternOf(
  [
    'slow [it|your|this] [speech|talking|roll|voice|speaking|down|rate]* down',
    '{speak} ..3 (slower|[more] (slow|slowly))',
    'slower [please] >',
    '< [much|a (bit|little)] (slower|more slowly)',
    '(too|so|really|very|kinda|pretty) (fast|quick|quickly) !(for the|service|enough)',
    '(slow|reduce|lower|decrease) (your|the|down your) [_] {speech}',
    'slow your',
  ],
  slowerLists,
  'g',
);

const waitLists = {
  'hold-on': ['(hold on|hang on|hold the line|hold please|bear with me|stand by)'],
  moment: ['(sec|second|moment|minute|min|mo)'],
  /** "One second opinion" is no moment. */
  counted: ['(appointment|opinion|time|visit|one|question|cleaning|floor|booking)'],
  'look-up': ['(check|see|think|look|find|grab|get my|ask|pull up|write|open)'],
};

export const waitPattern = patternOf(
  [
    '{hold-on} [a|one|just|for|{moment}|please|let|me]*',
    '[just|wait|give me|i need|need] [just] (one|a|1|half a) {moment} !({counted}) [please]',
    '< [please] wait [please] >',
    'wait (a|one|for me|up|please) [sec|second|minute|moment|bit]',
    'let me [just] {look-up} !(you)',
    '< (one|just a) (tick|sec) >',
  ],
  waitLists,
  'g',
);
